"""Of many like examples a few run each time, and all of them with `./test --all`."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def quick_among(values: Iterable[Any], quick: Collection[Any]) -> list[Any]:
    """All of them as parameters of a test; those that are not among the quick ones are marked slow."""
    return [each if each in quick else pytest.param(each, marks=pytest.mark.slow) for each in values]
