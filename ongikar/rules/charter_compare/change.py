"""One difference between two charters."""

from typing import NamedTuple

from ongikar.rules.bangla import digits


class Change(NamedTuple):
    """What a field was, what it is, and a sentence in each language.

    `where` is a path as findings have it: citizen/8/time; of something dropped, its path in the charter before.
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
