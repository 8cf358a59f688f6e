"""The rules of support: which fault is looked at first, which comes again too often, and what is a signature.

Which is looked at first follows from how badly work is held up, and how many it holds up, by a table with a
date. The table orders the office's own work and says within how many working days somebody looks for the
first time. It promises nothing to anybody: what is promised stands in the charter, and no first look is due
after that.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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


# ---- a fault that comes again ----
# When a device fails too often: then it is not mended once more without asking why.

FAULT, REPAIRED = "fault", "repaired"
# How many faults within how many days.
MANY_FAULTS, WITHIN = 3, timedelta(days=180)
# Or one so soon after a repair: it did not hold.
SOON_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Repetition:
    """`faults`: how many in the last half year. `came_back`: the newest fault came soon after a repair."""

    faults: int
    came_back: bool

    def __bool__(self) -> bool:
        return self.came_back or self.faults >= MANY_FAULTS


def repetition_of(facts: Iterable[tuple[str, date]], today: date) -> Repetition:
    """What a device's faults and repairs, as (fact, day) in their order, say on a day.

    The same fault told twice on one day is one fault.
    """
    days: set[date] = set()
    repaired: date | None = None
    came_back = False
    for fact, day in facts:
        if day > today:
            continue
        if fact == REPAIRED:
            repaired = day
        elif fact == FAULT:
            # Of two that day one was told before the repair: it did not come back.
            came_back = repaired is not None and timedelta(0) < day - repaired <= SOON_AFTER
            days.add(day)
    recent = [day for day in days if today - day <= WITHIN]
    return Repetition(len(recent), came_back and bool(recent))


# ---- strokes of a signature ----
# Drawn with a finger: lines of points, checked before anything is made of them. What a browser sends is
# anybody's text. Kept is only a picture that we draw ourselves from these points.

# The drawing board, in its own units.
WIDTH, HEIGHT = 600, 200
MOST_STROKES, MOST_POINTS = 60, 3_000
# A dot or a slip of the finger is no signature.
LEAST_POINTS, LEAST_SIDE = 8, 40
MOST_LETTERS = 60_000

Stroke = list[tuple[int, int]]


class StrokesFault(ValueError):
    """Why the drawing is no signature, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


UNREADABLE = (
    "স্বাক্ষরটি পড়া যায়নি। আবার আঁকুন, কিংবা কাগজে স্বাক্ষর নিয়ে ছবি দিন।",
    "The signature could not be read. Draw it again, or have the printed sheet signed and add its picture.",
)
TOO_LITTLE = (
    "এটুকু স্বাক্ষর হিসেবে নেওয়া যায় না। পুরো নামটি আবার আঁকুন।",
    "This is too little to be a signature. Draw the whole name again.",
)
TOO_MUCH = (
    "স্বাক্ষরে দাগ অনেক বেশি। মুছে আবার আঁকুন।",
    "The signature has far too many lines. Clear it and draw it again.",
)


def read_strokes(sent: str) -> list[Stroke]:
    """[[[x, y], …], …] as the drawing board sends it; raises StrokesFault."""
    if len(sent) > MOST_LETTERS:
        raise StrokesFault(*TOO_MUCH)
    try:
        strokes_sent = json.loads(sent)
    except (ValueError, RecursionError):
        raise StrokesFault(*UNREADABLE) from None
    if not isinstance(strokes_sent, list) or not all(isinstance(stroke, list) for stroke in strokes_sent):
        raise StrokesFault(*UNREADABLE)
    if len(strokes_sent) > MOST_STROKES or sum(map(len, strokes_sent)) > MOST_POINTS:
        raise StrokesFault(*TOO_MUCH)
    strokes = [[checked_point(point) for point in stroke] for stroke in strokes_sent if stroke]
    points = [point for stroke in strokes for point in stroke]
    if len(points) < LEAST_POINTS or max(sides(points)) < LEAST_SIDE:
        raise StrokesFault(*TOO_LITTLE)
    return strokes


def checked_point(point: Any) -> tuple[int, int]:
    if not isinstance(point, list) or len(point) != 2 or not all(type(each) is int for each in point):
        raise StrokesFault(*UNREADABLE)
    x, y = point
    if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
        raise StrokesFault(*UNREADABLE)
    return x, y


def sides(points: Stroke) -> tuple[int, int]:
    """How wide and how high what was drawn is."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return max(across) - min(across), max(down) - min(down)
