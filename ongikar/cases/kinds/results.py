"""What a kind answers with: the question of how much was given, what the person holds at the end, and what is
urgent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ongikar.core.i18n.say import say_lazy

from .outcome_rules import KEEP, OPEN, PART, Verdict

# How many letters of a request fill the widest line of a list.
MOST_SHOWN = 140
# What the officer sees beyond the spine: a template and what it shows.
Panel = tuple[str, dict[str, Any]]
# Asked of every closing form whose kind has no such question of its own. Nothing is chosen beforehand.
GIVEN = Verdict(
    "given",
    {"all": KEEP, "part": PART, "not_yet": OPEN},
    say_lazy("ফলাফল", "Outcome"),
    (
        ("all", say_lazy("সব দেওয়া হয়েছে", "All of it was given")),
        ("part", say_lazy("কিছু দেওয়া হয়েছে", "Part of it was given")),
        ("not_yet", say_lazy("এখনো দেওয়া যায়নি", "Not given yet")),
    ),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What the person holds at the end: a titled paper of labelled parts, in one language."""

    title: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Urgency:
    """Answers that together cannot wait. `key`: under which office.toml says what to do at once, and whom to
    call.
    """

    key: str
    answers: Mapping[str, str]


def first_line(words: str) -> str:
    """The first line that has words, cut where no list has more room."""
    line = next(filter(None, map(str.strip, words.splitlines())), "")
    return line if len(line) <= MOST_SHOWN else line[:MOST_SHOWN].rsplit(" ", 1)[0] + "…"
