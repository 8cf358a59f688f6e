"""Backups: making them, judging them, coming back from one, and going on to a new version safely."""
