"""Sorts of things that an office keeps fresh: data of the program, with the office's own in their place; and
how often a thing is renewed, as the rule of its series.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ongikar.core.i18n.say import say, say_lazy
from ongikar.tasks.models import Task
from ongikar.tasks.rules import DAY, MONTH, QUARTER, SINCE_DONE, WEEK, Recurrence

COMMON = Path(__file__).with_name("catalogue.toml")
OWN_FILE = "upkeep.toml"
OTHER, PORTAL_PAGE, REGISTERS = "other", "portal_page", "registers"
# Each counts from the day it was last renewed: what was missed is owed once, not once for each missed day.
# How many working days there are to renew it stands beside it.
RULES = {
    "daily": Recurrence(DAY, 1, SINCE_DONE, within=1),
    "weekly": Recurrence(WEEK, 1, SINCE_DONE, within=2),
    "monthly": Recurrence(MONTH, 1, SINCE_DONE, within=5),
    "quarterly": Recurrence(QUARTER, 1, SINCE_DONE, within=10),
}
HOW_OFTEN = {
    "daily": say_lazy("প্রতিদিন", "Every day"),
    "weekly": say_lazy("প্রতি সপ্তাহে", "Every week"),
    "monthly": say_lazy("প্রতি মাসে", "Every month"),
    "quarterly": say_lazy("তিন মাস পরপর", "Every three months"),
}


class CatalogueFault(ValueError):
    """A file of sorts that cannot be meant: it names the sort and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Sort:
    key: str
    bn: str
    en: str
    how_often: str
    evidence: tuple[str, ...]
    is_suggested: bool

    @property
    def words(self) -> str:
        return say(self.bn, self.en)


@cache
def sorts(office_slug: str) -> dict[str, Sort]:
    """By name. Read once a process. Raises CatalogueFault."""
    rows: dict[str, Any] = tomllib.loads(COMMON.read_text("utf-8"))
    own = settings.ONGIKAR_OFFICES / office_slug / OWN_FILE
    if own.exists():
        rows |= tomllib.loads(own.read_text("utf-8"))
    return {key: read_sort(key, row) for key, row in rows.items()}


def read_sort(key: str, row: Mapping[str, Any]) -> Sort:
    try:
        sort = Sort(
            key,
            row["bn"],
            row["en"],
            row["how_often"],
            tuple(row.get("evidence", (Task.WORDS,))),
            bool(row.get("suggested")),
        )
    except (KeyError, TypeError) as fault:
        raise CatalogueFault(f"{key}: {fault}") from fault
    if sort.how_often not in RULES or not set(sort.evidence) <= {Task.WORDS, Task.PAPER}:
        raise CatalogueFault(f"{key}: it is renewed never, or proved by nothing")
    if not sort.evidence or len(key) > 20:
        raise CatalogueFault(f"{key}: it is proved by nothing, or its name is too long")
    return sort


def sort_words(office_slug: str, key: str) -> str:
    """What a sort is called; of one that the files no longer have, something else."""
    known = sorts(office_slug)
    return known.get(key, known[OTHER]).words


def how_often_of(rule: Mapping[str, Any]) -> str:
    """The word for the rule of a series; "" of one that was entered as a series of another shape."""
    return next((word for word, each in RULES.items() if each.as_data() == rule), "")
