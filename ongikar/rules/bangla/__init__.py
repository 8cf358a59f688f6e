"""Bangla text: digits and dates, search keys, Bijoy fonts, and words damaged by conversion."""
