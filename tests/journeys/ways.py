"""The four ways in which a story is gone through: either language, on a phone and at a desk; two of them each
time, all four when everything is tried.
"""

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import DESK, PHONE

# Root of the addresses, screen, and whether scripts run.
WAYS = {
    "bn on a phone": ("", PHONE, False),
    "en on a desk with scripts": ("/en", DESK, True),
    "en on a phone with scripts": ("/en", PHONE, True),
    "bn at a desk": ("", DESK, False),
}
MORE = frozenset({"en on a phone with scripts", "bn at a desk"})
# For stories that others like them go through in two: one each time.
USUAL = "bn at a desk"
ONE_OF_FOUR = [way if way == USUAL else pytest.param(way, marks=pytest.mark.slow) for way in WAYS]
FOUR_WAYS = [pytest.param(way, marks=[pytest.mark.slow] if way in MORE else []) for way in WAYS]


def speaker(root: str, english: Mapping[str, str]) -> Callable[[str], str]:
    """What the pages under this root say for what they say in Bangla."""
    return english.__getitem__ if root else str
