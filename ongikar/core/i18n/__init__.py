"""Two languages side by side: what is said in both, the language of a page, and the marking of a passage's
language.
"""
