"""The settings of an office on one page: each group of them with its form, what changes, and what changed."""
