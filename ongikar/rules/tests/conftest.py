"""How many examples a law is tried on: those of the whole tree's conftest.py, and fewer for each of the many
mutants of `scripts/mutate.sh`; and what the rules remember from one example to the next.
"""

import pytest
from hypothesis import Phase, settings

from ongikar.rules.promise import course, days, explanation

# A mutant need only be noticed: no shrinking to its smallest example.
settings.register_profile(
    "mutants", max_examples=12, deadline=None, database=None, phases=(Phase.explicit, Phase.generate)
)
REMEMBER = [
    each
    for module in (course, days, explanation)
    for each in vars(module).values()
    if hasattr(each, "cache_clear") and each.__module__ == module.__name__
]


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    """Each mutant is tried in a process forked from one that has run all examples: what was remembered there
    would answer in the mutant's place.
    """
    for function in REMEMBER:
        function.cache_clear()
