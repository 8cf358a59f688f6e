"""Going out for the office: the programme of a day with its stops, approved before and printed, and the tour
book in which each return is a line.
"""
