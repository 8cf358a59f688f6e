"""The administrator's page of the machine's clock, and what others see of it while the worker waits for a
word.
"""
