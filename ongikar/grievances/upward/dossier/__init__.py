"""Beyond the office: the whole of a complaint in one file for the last tier’s own system, and the number
under which it is known there.
"""
