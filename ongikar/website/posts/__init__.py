"""Who holds which post of the office, from when to when, and entering leave cover and other charges."""
