"""How many examples a law is tried on: a hundred, and fewer for each of the many mutants of `scripts/mutate.sh`."""

from hypothesis import settings

settings.register_profile("mutants", max_examples=25, deadline=None)
