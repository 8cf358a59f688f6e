"""Performance agreements of a year, with their workplans: what was agreed, what each quarter came to, and the
score.
"""
