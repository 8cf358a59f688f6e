"""Forms and fields that take what people type in either script, and name their faults in the language of the
page.
"""
