"""Rules of the office as pure functions: no Django, no input or output, no system clock. The caller passes
`now`.
"""
