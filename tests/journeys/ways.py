"""The four ways in which a story is gone through: either language, on a phone and at a desk; one of them each
time, all four when everything is tried.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.conftest import DESK, PHONE

# Root of the addresses, screen, and whether scripts run.
WAYS = {
    "bn on a phone": ("", PHONE, False),
    "en on a desk with scripts": ("/en", DESK, True),
    "en on a phone with scripts": ("/en", PHONE, True),
    "bn at a desk": ("", DESK, False),
}


def one_of_four(usual: str) -> list[Any]:
    """The four ways of a story: `./test` goes the usual one, which the stories share out among them, and
    `./test --all` goes all.
    """
    return [way if way == usual else pytest.param(way, marks=pytest.mark.slow) for way in WAYS]


def speaker(root: str, english: Mapping[str, str]) -> Callable[[str], str]:
    """What the pages under this root say for what they say in Bangla."""
    return english.__getitem__ if root else str
