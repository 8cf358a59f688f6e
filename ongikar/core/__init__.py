"""What every page stands on: two languages side by side, forms, slots, limits, and the
frame around a page.
"""
