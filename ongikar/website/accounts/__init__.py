"""The administrator's pages of people: adding one, a link to a new password, closing an account and opening
it again.
"""
