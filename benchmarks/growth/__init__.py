"""How pages and the worker's look-ups do as the tables grow: a database of any size, filled by SQL, and what
is measured on it.
"""
