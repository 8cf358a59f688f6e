"""Every day from receipt to the due day and what became of it, as a strip and as a short
table of stretches.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ongikar.rules.bangla.text import date_words, day_month, digits, month_name
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.office_days import moment_at
from ongikar.rules.calendar.rows import WEEKLY

from .closing_times import days_around
from .terms import ACCEPT, IMMEDIATE, NTH_WORKING_DAY, TIME_UNITS, WORKING_DAYS, Promise
from .wait_periods import Span, is_owed_at, waited_closes, waited_dates

RECEIPT, COUNTED, WEEKLY_DAY, HOLIDAY, WAITED = "receipt", "counted", "weekly", "holiday", "waited"
EXTENDED = "extended"
OFFICE_DAY_UNITS = (IMMEDIATE, ACCEPT, WORKING_DAYS, NTH_WORKING_DAY)


class DayRow(NamedTuple):
    """One day. `number`: which counted day it is; `name_*`: why it is closed, or what is waited for.

    A second "receipt" row is the day the count starts afresh, when the citizen already owed at the close of
    the first. A "counted" row without a number is a day that hours run through, or the one to which a
    closed last day rolled.
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


class DayCounts(NamedTuple):
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
    calendar: Calendar,
    promise: Promise,
    first: date,
    last: date,
    due_at: datetime,
    spans: Sequence[Span],
    reason: tuple[str, str],
) -> Iterator[DayRow]:
    """The days from day 0, `first`, to the due day. `last` is the last date before rolling, of units that
    count dates.
    """
    days = days_around(calendar, moment_at(first, 0), spans, due_at)
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
        elif is_owed_at(spans, calendar.close(day)):
            yield DayRow(day, WAITED, None, *reason)
        else:
            number += 1
            yield DayRow(day, EXTENDED, number)


def count_days(promise: Promise, rows: Sequence[DayRow]) -> DayCounts:
    """The days after the first, by kind. A day the count started afresh stands for the receipt day that was
    waited.
    """
    kinds = Counter([row.kind for row in rows])
    plain = 0 if promise.is_timed else sum(row.kind == COUNTED and row.number is None for row in rows)
    waited = kinds[WAITED] + kinds[RECEIPT] - 1
    return DayCounts(
        kinds[COUNTED] - plain, kinds[WEEKLY_DAY], kinds[HOLIDAY], waited, plain, kinds[EXTENDED]
    )


REASONS = {
    RECEIPT: ("জমার দিন", "Day of receipt"),
    # Said of days past and to come alike.
    COUNTED: ("গোনা হয়", "Counts"),
    WEEKLY_DAY: ("সাপ্তাহিক ছুটি", "Weekly day off"),
    HOLIDAY: ("সরকারি ছুটি", "Public holiday"),
    WAITED: ("কাগজের অপেক্ষা", "Waiting for documents"),
    EXTENDED: ("সময় বাড়ানো হয়েছে", "Extended"),
}
NOT_COUNTED = "–"


class DayStretch(NamedTuple):
    """Days in a row of one kind: which days, why, and the numbers they were counted as."""

    days: str
    reason: str
    counted: str


@lru_cache(maxsize=512)
def day_table(rows: tuple[DayRow, ...], language: str) -> tuple[DayStretch, ...]:
    """The days in order, those of one kind and name together."""
    place = 0 if language == "bn" else 1
    table = []
    for (kind, name), group in groupby(rows, key=lambda row: (row.kind, day_name(row, place))):
        days = list(group)
        reason = name or REASONS[kind][place]
        table.append(DayStretch(days_in_words(days, language), reason, count_numbers(days, language)))
    return tuple(table)


def day_name(row: DayRow, place: int) -> str:
    """The name of a holiday or of what is waited for; other kinds of days say enough by themselves."""
    return (row.name_bn, row.name_en)[place] if row.kind in (HOLIDAY, WAITED) else ""


def days_in_words(days: Sequence[DayRow], language: str) -> str:
    first, last = days[0].date, days[-1].date
    if first == last:
        return date_words(first, language, year=False)
    if (first.year, first.month) == (last.year, last.month):
        from_day, to_day = digits(first.day, language), digits(last.day, language)
        return f"{from_day}–{to_day}\u00a0{month_name(last.month, language)}"
    return f"{day_month(first, language)} – {day_month(last, language)}"


def count_numbers(days: Sequence[DayRow], language: str) -> str:
    if days[0].is_receipt:
        return digits(0, language)
    counted = [row.number for row in days if row.number is not None]
    if not counted:
        return NOT_COUNTED
    ends = [counted[0]] if counted[0] == counted[-1] else [counted[0], counted[-1]]
    # Days that came with an extension are numbered from there.
    return ("+" if days[0].is_added else "") + digits("–".join(map(str, ends)), language)
