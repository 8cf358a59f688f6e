"""How many examples a law is tried on: a hundred, and fewer for each of the many mutants of
`scripts/mutate.sh`.
"""

from hypothesis import Phase, settings

# A mutant need only be noticed: no shrinking to its smallest example.
settings.register_profile(
    "mutants", max_examples=12, deadline=None, database=None, phases=(Phase.explicit, Phase.generate)
)
