"""Normalises printed texts for comparison: spaces, punctuation, the script of digits and the clerk's spelling are ignored."""

from functools import lru_cache

from ongikar.rules.bangla import latin_digits, nfc
from ongikar.rules.charter_lint.spelling import corrected


@lru_cache(maxsize=4096)
def fold(text: str | None) -> str:
    """Letters, marks and digits only."""
    if not text:
        return ""
    return "".join(
        letter
        for letter in latin_digits(corrected(nfc(text))).casefold()
        if letter.isalnum() or "\u0980" <= letter <= "\u09ff"
    )


def are_distinct(one: str | None, other: str | None) -> bool:
    """Whether two posts are surely not one: সচিব and সচিব, ইউনিয়ন পরিষদ may be."""
    a, b = fold(one), fold(other)
    return bool(a and b) and a not in b and b not in a
