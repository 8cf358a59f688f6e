"""One difference between two charters, in one cell or of one service, and the time that
a service is held to.
"""

from typing import Any, NamedTuple

from ongikar.rules.bangla.text import digits

from .amounts import Words


class Change(NamedTuple):
    """What a field was, what it is, and a sentence in each language.

    `where` is a path as findings have it: citizen/8/time; of something dropped, its path in the charter
    before.
    `is_worse` for whoever asks for the service: None where neither can be said.
    """

    where: str
    field: str
    before_raw: str
    after_raw: str
    bn: str
    en: str
    is_worse: bool | None = None

    @property
    def subject(self) -> str:
        """The service or part that the change is about: citizen/8."""
        return self.where.rpartition("/")[0] or self.where


def quoted(text: str) -> str:
    """The charter's own words; a dash where there are none."""
    return f"“{text}”" if text.strip(" -–—") else "—"


def in_bangla(text: object) -> str:
    return digits(text, "bn")


def in_english(text: object) -> str:
    return digits(text, "en")


class CellDifference(NamedTuple):
    """`words`: what became what, in both languages."""

    before: str
    after: str
    words: Words
    is_worse: bool | None = None


def quoted_difference(before: str, after: str) -> Words:
    """In the charters' own words, which are the same in either language."""
    words = f"{quoted(before)} → {quoted(after)}"
    return words, words


Time = dict[str, Any]


def time_with_limit(time: Time) -> Time:
    """Where the limit rules, the words are both and the length is the limit's."""
    ceiling = time.get("ceiling")
    if not ceiling or time.get("max") or time.get("cases") or time.get("stages"):
        return time
    return {**ceiling, "raw": f"{time['raw']}; {ceiling['raw']}"}
