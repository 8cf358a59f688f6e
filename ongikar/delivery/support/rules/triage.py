"""Which fault is looked at first: how badly work is held up, and how many it holds up, by a table with a
date.

The table orders the office's own work and says within how many working days somebody looks for the first
time.
It promises nothing to anybody: what is promised stands in the charter, and no first look is due after that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.promise import Promise, compute_due

# The worst first, of both.
STOPPED, PARTLY, CAN_WAIT = "stopped", "partly", "can_wait"
URGENCIES = (STOPPED, PARTLY, CAN_WAIT)
MANY, SOME, ONE = "many", "some", "one"
EFFECTS = (MANY, SOME, ONE)
# Longer than this is no first look.
MOST_DAYS = 30


class TriageFault(ValueError):
    """A table that orders nothing: one sentence in each language, and the cell at fault."""

    def __init__(self, cell: tuple[str, str] | None, bn: str, en: str) -> None:
        super().__init__(en)
        self.cell, self.bn, self.en = cell, bn, en


@dataclass(frozen=True, slots=True)
class TriageTable:
    """From a day on: by urgency and effect, the working days within which somebody first looks; 0: the same
    day.
    """

    since: date
    days: Mapping[str, Mapping[str, int]]

    def days_for(self, urgency: str, effect: str) -> int:
        return self.days[urgency][effect]


def checked_table(since: date, days: Any) -> TriageTable:
    """A table as it was typed or stands in a file; raises TriageFault where it lacks a cell, or lets the
    worse wait longer than the lesser.
    """
    table: dict[str, dict[str, int]] = {}
    for urgency in URGENCIES:
        row = days.get(urgency) if isinstance(days, Mapping) else None
        for effect in EFFECTS:
            value = row.get(effect) if isinstance(row, Mapping) else None
            if type(value) is not int or not 0 <= value <= MOST_DAYS:
                raise TriageFault(
                    (urgency, effect),
                    "০ থেকে ৩০-এর মধ্যে একটি সংখ্যা দিন।",
                    "Give a number from 0 to 30.",
                )
            table.setdefault(urgency, {})[effect] = value
    for urgency, effect, worse in neighbours():
        if table[worse[0]][worse[1]] > table[urgency][effect]:
            raise TriageFault(
                worse,
                "বেশি জরুরি কাজ কম জরুরি কাজের চেয়ে বেশি দিন অপেক্ষা করতে পারে না।",
                "The more urgent cannot wait longer than the less urgent.",
            )
    return TriageTable(since, table)


def neighbours() -> Iterable[tuple[str, str, tuple[str, str]]]:
    """Each cell with the next worse one above it and beside it."""
    for row, urgency in enumerate(URGENCIES):
        for column, effect in enumerate(EFFECTS):
            if row:
                yield urgency, effect, (URGENCIES[row - 1], effect)
            if column:
                yield urgency, effect, (urgency, EFFECTS[column - 1])


def table_on(tables: Iterable[TriageTable], day: date) -> TriageTable:
    """The one in force on a day: of several that began by then the last given; before all of them, the
    first.
    """
    known = list(tables)
    begun = [table for table in known if table.since <= day]
    return max(reversed(begun), key=lambda table: table.since) if begun else min(known, key=lambda t: t.since)


def look_by(
    table: TriageTable, urgency: str, effect: str, *, calendar: Calendar, received: datetime, due: datetime
) -> datetime:
    """Until when somebody first looks: counted from the receipt as a promise is, and never after the
    promise.
    """
    days = table.days_for(urgency, effect)
    promise = Promise("working_days", days) if days else Promise("immediate")
    return min(compute_due(calendar, promise, received, ()), due)


def effect_of_count(count: int | None) -> str:
    """What the number of devices suggests, before somebody has judged it."""
    if count is None or count <= 1:
        return ONE
    return SOME if count < 10 else MANY
