"""Applying: the wizard, what its draft keeps, and the form on paper."""
