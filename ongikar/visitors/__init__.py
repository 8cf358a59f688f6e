"""The visitor book: who came to the office, from where, to see whom and what for, and when they left."""
