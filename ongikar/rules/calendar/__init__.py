"""An office calendar: its rows, the office days they make, and how far they can be trusted."""
