"""The week of the office: what is held, what falls due and when it is closed, on one page that prints on one
sheet.
"""
