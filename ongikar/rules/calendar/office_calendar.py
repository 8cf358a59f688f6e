"""An office's calendar: decides which minutes are office time, by the week, holidays, ordered working days
and dated hours, and tells how certain its dates are.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from ongikar.rules.bangla.text import date_words, digits

from .office_days import TZ, OfficeDays, OfficeYears, moment_at, outside
from .reading import read_rows
from .rows import GAZETTED, PARTIAL, CalendarFault, CalendarRows, Closure

__all__ = ["TZ", "Calendar", "CalendarFault", "Closure", "Provisional", "in_utc", "read_calendar"]


# Reason, and its sentence in both languages.
UNKNOWN_YEAR = (
    "unknown_year",
    "{} সালের ছুটির প্রজ্ঞাপন এখনও জানা নেই",
    "the holidays of {} are not yet notified",
)
PARTIAL_YEAR = ("partial_year", "{} সালের ছুটির তালিকা অসম্পূর্ণ", "the list of holidays of {} is incomplete")
MOON = ("moon", "{} চাঁদ দেখার ওপর নির্ভর করে", "{} depends on the sighting of the moon")
UNCONFIRMED = ("unconfirmed", "{} এখনও চূড়ান্ত নয়", "{} is not yet confirmed")


class Provisional(NamedTuple):
    """Why a date may still move; `reason` is the first word of one of the tables above.

    `certain_until` is the last date of the span that cannot move; None when not even its first is certain.
    """

    reason: str
    bn: str
    en: str
    certain_until: date | None


def provisional(rows: CalendarRows, first: date, last: date) -> Provisional | None:
    """Why a count over these dates, both included, may still move: the earliest cause. None
    when it cannot.
    """
    causes: list[tuple[date, tuple[str, str, str], str, str]] = []
    for year in range(first.year, last.year + 1):
        if (authority := rows.years.get(year)) != GAZETTED:
            sentence = PARTIAL_YEAR if authority == PARTIAL else UNKNOWN_YEAR
            causes.append((max(first, date(year, 1, 1)), sentence, digits(year, "bn"), digits(year, "en")))
    for row, margin in rows.unannounced:
        if row.first - margin <= last and first <= row.last + margin:
            causes.append((row.first - margin, MOON if margin else UNCONFIRMED, row.name_bn, row.name_en))
    if not causes:
        return None
    since, (reason, bn, en), name_bn, name_en = min(causes)
    certain_until = since - timedelta(days=1) if since > first else None
    return Provisional(reason, bn.format(name_bn), en.format(name_en), certain_until)


class Calendar:
    """An office's calendar. It never changes; it only remembers the years it was asked about.

    Days are the office's days (Asia/Dhaka); instants are aware. Years outside 1972–2199 raise CalendarFault.
    """

    __slots__ = ("rows", "years")
    tz = TZ

    def __init__(self, rows: CalendarRows):
        self.rows = rows
        self.years = OfficeYears(rows, min(rows.years, default=2026))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Calendar":
        """The calendar an office keeps as data; raises CalendarFault naming the row that cannot stand."""
        return cls(read_rows(data))

    def is_open_day(self, day: date) -> bool:
        return bool(self.rows.hours_on(day.toordinal()))

    def closed_because(self, day: date) -> Closure | None:
        """Why the office is closed; None on an open day. A holiday on a weekly day off counts as weekly."""
        return self.rows.closed_because(day.toordinal())

    def windows(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The office hours of a day as [open, close) instants; empty when closed."""
        return tuple(
            (moment_at(day, opens), moment_at(day, closes))
            for opens, closes in self.rows.hours_on(day.toordinal())
        )

    def close(self, day: date) -> datetime:
        """The closing instant of an open day; raises CalendarFault on a closed one."""
        if not (windows := self.windows(day)):
            raise CalendarFault(
                f"{date_words(day, 'bn')} অফিস বন্ধ", f"the office is closed on {date_words(day, 'en')}"
            )
        return windows[-1][1]

    def receipt_day(self, instant: datetime) -> date:
        """Day 0 of what comes in at an instant: after closing, or on a closed day, the next working day.

        An office may set `after_hours = "same_day"`: what comes after closing then still counts as that
        day's.
        """
        utc = in_utc(instant)
        days = self.years.around(utc)
        index = bisect_right(days.cutoffs, utc)
        return date.fromordinal(self.years.longer(days, index).ordinals[index])

    def next_open_day(self, day: date, n: int = 1) -> date:
        """The n-th open day after a day."""
        return self.add_working_days(day, n)

    def previous_open_day(self, day: date, n: int = 1) -> date:
        """The n-th open day before a day."""
        return self.add_working_days(day, -n)

    def close_before(self, day: date) -> datetime:
        """The closing instant of the last open day before a day."""
        days, index = self._nth_open(day, -1)
        return days.closes[index]

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th open day after (n < 0: before) a day, which itself is not counted; for 0 the
        day itself.
        """
        if n == 0:
            return day
        days, index = self._nth_open(day, n)
        return date.fromordinal(days.ordinals[index])

    def _nth_open(self, day: date, n: int) -> tuple[OfficeDays, int]:
        """A table with the n-th open day after (n < 0: before) a day, and its place in it."""
        ordinal, first = day.toordinal(), day.year - 1
        while True:
            days = self.years.between(first, day.year)
            index = (
                bisect_right(days.ordinals, ordinal) + n - 1
                if n > 0
                else bisect_left(days.ordinals, ordinal) + n
            )
            if index >= 0:
                return self.years.longer(days, index), index
            first = days.first_year - 1

    def count_working_days(self, start: date, end: date) -> int:
        """Open days after `start`, up to and with `end`. With `end` earlier: minus the open days from it to
        before `start`.
        """
        bisect = bisect_right if start <= end else bisect_left
        ordinals = self.years.between(min(start, end).year, max(start, end).year).ordinals
        return bisect(ordinals, end.toordinal()) - bisect(ordinals, start.toordinal())

    def is_open(self, instant: datetime) -> bool:
        """Whether the instant lies in a window [open, close)."""
        local = in_utc(instant).astimezone(TZ)
        minute = local.hour * 60 + local.minute
        return any(opens <= minute < closes for opens, closes in self.rows.hours_on(local.toordinal()))

    def next_open(self, instant: datetime) -> datetime:
        """The earliest instant from this one on at which the office is open: itself, while it is."""
        if self.is_open(instant):
            return instant
        day = in_utc(instant).astimezone(TZ).date()
        later = next((opens for opens, _ in self.windows(day) if opens > instant), None)
        return later or self.windows(self.next_open_day(day))[0][0]

    def office_time(self, start: datetime, end: datetime) -> timedelta:
        """Office time between two instants, exact; negative where `end` is the earlier."""
        start, end = in_utc(start), in_utc(end)
        days = self.years.around(start, end)
        return days.time_until(end) - days.time_until(start)

    def office_minutes(self, start: datetime, end: datetime) -> int:
        """Whole minutes of office time between two instants."""
        return int(self.office_time(start, end) / timedelta(minutes=1))

    def add_office_time(self, instant: datetime, office_time: timedelta) -> datetime:
        """The first instant by which so much office time, more than none, has passed."""
        utc = in_utc(instant)
        days = self.years.around(utc)
        end = days.time_until(utc) + office_time
        while end > days.before[-1]:
            days = self.years.longer(days, len(days.ordinals))
        return days.when_spent(end)

    def provisional(self, first: date, last: date) -> Provisional | None:
        """Why a count over these dates, both included, may still move; None when it cannot."""
        return provisional(self.rows, first, last)


@lru_cache(maxsize=64)
def read_calendar(text: str) -> Calendar:
    """The calendar of data as JSON. The offices of a district keep the same days: those are worked out once
    for all whose text is the same.
    """
    return Calendar.from_data(json.loads(text))


def in_utc(instant: datetime) -> datetime:
    """The same instant in UTC; raises CalendarFault for one without a time zone, or at the edge of time."""
    if instant.tzinfo is None:
        raise CalendarFault(f"{digits(instant)}: সময়টির সঙ্গে অঞ্চল নেই", f"{instant} has no time zone")
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise outside(instant.year) from None
