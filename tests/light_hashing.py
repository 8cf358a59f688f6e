"""Passwords hashed as in the program, with less work: a test types in a second what a
person types in a day.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LightArgon2(Argon2PasswordHasher):
    time_cost, memory_cost, parallelism = 1, 8, 1
