"""Running an installation: serving, the worker, the doctor, the retention of data, and the keys it starts
with.
"""
