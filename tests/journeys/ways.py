"""The four ways in which a story is gone through: either language, on a phone and at a desk; two of them each
time, all four when everything is tried.
"""

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
FOUR_WAYS = [pytest.param(way, marks=[pytest.mark.slow] if way in MORE else []) for way in WAYS]
