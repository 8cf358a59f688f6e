"""Classifies every day from receipt to the due day, for the bar under a promise, and adds up the days of each class."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from .calendar import Calendar
from .calendar_rows import WEEKLY
from .closes import table
from .office_days import at
from .promise_terms import ACCEPT, IMMEDIATE, NTH_WORKING_DAY, TIME_UNITS, WORKING_DAYS, Promise
from .spans import Span, owed_at, waited_closes, waited_dates

RECEIPT, COUNTED, WEEKLY_DAY, HOLIDAY, WAITED = "receipt", "counted", "weekly", "holiday", "waited"
EXTENDED = "extended"
OFFICE_DAY_UNITS = (IMMEDIATE, ACCEPT, WORKING_DAYS, NTH_WORKING_DAY)


class DayRow(NamedTuple):
    """One day. `number`: which counted day it is; `name_*`: why it is closed, or what is waited for.

    A second "receipt" row is the day the count starts afresh, when the citizen already owed at the close of the first.
    A "counted" row without a number is a day that hours run through, or the one to which a closed last day rolled.
    """

    date: date
    kind: str
    number: int | None = None
    name_bn: str = ""
    name_en: str = ""

    @property
    def is_receipt(self) -> bool:
        return self.kind == RECEIPT

    @property
    def is_added(self) -> bool:
        """Whether it came with an extension, and is numbered from there."""
        return self.kind == EXTENDED


class Parts(NamedTuple):
    """How many of the days after receipt, up to and with the due day, were what."""

    counted: int
    weekly: int
    holidays: int
    waited: int
    rolled: int
    extended: int = 0

    @property
    def span(self) -> int:
        return sum(self)


def day_rows(
    calendar: Calendar, promise: Promise, first: date, last: date, due_at: datetime, spans: Sequence[Span],
    reason: tuple[str, str],
) -> Iterator[DayRow]:  # fmt: skip
    """The days from day 0, `first`, to the due day. `last` is the last date before rolling, of units that count dates."""
    days = table(calendar, at(first, 0), spans, due_at)
    start = first.toordinal()
    owed = {days.ordinals[place] for lo, hi in waited_closes(days, spans) for place in range(lo, hi)}
    by_dates = promise.unit not in (*TIME_UNITS, *OFFICE_DAY_UNITS)
    waited = {day for lo, hi in waited_dates(spans) for day in range(lo, hi)} if by_dates else owed
    dates_until = last.toordinal() if by_dates else start
    numbers = promise.unit in OFFICE_DAY_UNITS
    afresh = start in waited and not promise.is_timed
    number = 0
    yield DayRow(first, RECEIPT)
    for ordinal in range(start + 1, due_at.toordinal() + 1):
        closed, day = days.closed[ordinal - days.first], date.fromordinal(ordinal)
        name_bn, name_en = (closed.name_bn, closed.name_en) if closed else ("", "")
        as_date = ordinal <= dates_until
        if closed and not as_date:
            yield DayRow(day, WEEKLY_DAY if closed.kind == WEEKLY else HOLIDAY, None, name_bn, name_en)
        elif ordinal in (waited if as_date else owed):
            yield DayRow(day, WAITED, None, *reason)
        elif afresh:
            afresh = False
            yield DayRow(day, RECEIPT)
        elif as_date or numbers:
            number += 1
            yield DayRow(day, COUNTED, number, name_bn, name_en)
        else:
            yield DayRow(day, COUNTED)


def extended_rows(
    calendar: Calendar, first_due: datetime, due_at: datetime, spans: Sequence[Span], reason: tuple[str, str]
) -> Iterator[DayRow]:
    """The days after the due day as first promised, up to the one to which it was extended."""
    number = 0
    for ordinal in range(first_due.toordinal() + 1, due_at.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if closed := calendar.closed_because(day):
            kind = WEEKLY_DAY if closed.kind == WEEKLY else HOLIDAY
            yield DayRow(day, kind, None, closed.name_bn, closed.name_en)
        elif owed_at(spans, calendar.close(day)):
            yield DayRow(day, WAITED, None, *reason)
        else:
            number += 1
            yield DayRow(day, EXTENDED, number)


def add_up(promise: Promise, rows: Sequence[DayRow]) -> Parts:
    """The days after the first, by kind. A day the count started afresh stands for the receipt day that was waited."""
    kinds = Counter([row.kind for row in rows])
    plain = 0 if promise.is_timed else sum(row.kind == COUNTED and row.number is None for row in rows)
    waited = kinds[WAITED] + kinds[RECEIPT] - 1
    return Parts(
        kinds[COUNTED] - plain, kinds[WEEKLY_DAY], kinds[HOLIDAY], waited, plain, kinds[EXTENDED]
    )  # fmt: skip
