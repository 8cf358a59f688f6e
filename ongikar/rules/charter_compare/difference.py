"""Data type for one changed cell, before it is assigned to a service."""

from typing import NamedTuple

from ongikar.rules.charter_compare.amounts import Words
from ongikar.rules.charter_compare.change import quoted


class Difference(NamedTuple):
    """`words`: what became what, in both languages."""

    before: str
    after: str
    words: Words
    is_worse: bool | None = None


def arrowed(before: str, after: str) -> Words:
    """In the charters' own words, which are the same in either language."""
    words = f"{quoted(before)} → {quoted(after)}"
    return words, words
