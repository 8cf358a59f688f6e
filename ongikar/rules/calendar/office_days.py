"""The table every count reads: the office days of whole years, side by side, worked out once a year."""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from ongikar.rules.bangla.text import digits

from .rows import CalendarFault, CalendarRows, Closure, Hours

TZ = ZoneInfo("Asia/Dhaka")


class OfficeDays(NamedTuple):
    """Open days of the years `first_year`..`last_year`; all lists but `closed` run by open day.

    Instants are kept in UTC for finding and in the office's zone for handing out: comparing two zones costs
    ten times as much as comparing within one.
    """

    first_year: int
    last_year: int
    first: int  # ordinal of 1 January of the first year
    ordinals: list[int]
    hours: list[Hours]
    closes: list[datetime]
    closes_utc: list[datetime]
    # Until when what comes in is counted as received on that day.
    cutoffs: list[datetime]
    # Office time of all days before this one; one entry more than there are days.
    before: list[timedelta]
    # One entry a date, from `first`: why it is closed.
    closed: list[Closure | None]

    def time_until(self, instant: datetime) -> timedelta:
        """Office time from the start of the table to an instant (UTC)."""
        index = bisect_right(self.closes_utc, instant)
        if index == len(self.ordinals):
            return self.before[index]
        local = instant.astimezone(TZ)
        if local.toordinal() != self.ordinals[index]:
            return self.before[index]
        return self.before[index] + sum(
            (
                min(max(local - moment_at(local, opens), timedelta()), window_length(opens, closes))
                for opens, closes in self.hours[index]
            ),
            timedelta(),
        )

    def when_spent(self, office_time: timedelta) -> datetime:
        """The first instant by which so much office time of the table has passed."""
        index = bisect_left(self.before, office_time) - 1
        left = office_time - self.before[index]
        day = date.fromordinal(self.ordinals[index])
        for opens, closes in self.hours[index]:
            if left <= window_length(opens, closes):
                return moment_at(day, opens) + left
            left -= window_length(opens, closes)
        raise AssertionError("a day's windows add up to its office time")


def moment_at(day: date, minute: int) -> datetime:
    """A minute of a day in the office's zone."""
    return datetime.combine(day, time(minute // 60, minute % 60), TZ)


def window_length(opens: int, closes: int) -> timedelta:
    return timedelta(minutes=closes - opens)


def days_of_year(rows: CalendarRows, year: int) -> OfficeDays:
    first, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    hours_by_day = {day: hours for day in range(first, end) if (hours := rows.hours_on(day))}
    closes = [moment_at(date.fromordinal(day), hours[-1][1]) for day, hours in hours_by_day.items()]
    closes_utc = [close.astimezone(UTC) for close in closes]
    midnights = (
        [moment_at(date.fromordinal(day + 1), 0).astimezone(UTC) for day in hours_by_day]
        if rows.same_day
        else closes_utc
    )
    minutes = (sum(closes - opens for opens, closes in hours) for hours in hours_by_day.values())
    return OfficeDays(
        year,
        year,
        first,
        list(hours_by_day),
        list(hours_by_day.values()),
        closes,
        closes_utc,
        midnights,
        [timedelta(minutes=total) for total in accumulate(minutes, initial=0)],
        [rows.closed_because(day) for day in range(first, end)],
    )


def side_by_side(years: list[OfficeDays]) -> OfficeDays:
    """The tables of years that follow each other, as one."""

    def join_column(column: str) -> list[Any]:
        return [entry for year in years for entry in getattr(year, column)]

    before = [timedelta()]
    for year in years:
        shift = before.pop()
        before += [shift + spent for spent in year.before]
    return OfficeDays(
        years[0].first_year,
        years[-1].last_year,
        years[0].first,
        join_column("ordinals"),
        join_column("hours"),
        join_column("closes"),
        join_column("closes_utc"),
        join_column("cutoffs"),
        before,
        join_column("closed"),
    )


# Beyond these no clock of an office is ever asked; they bound every search.
FIRST_YEAR, LAST_YEAR = 1972, 2199


class OfficeYears:
    """Grows by whole years and never forgets. `days` is the table so far.

    A caller works on the table it was handed, so places found in it stay right while others grow it.
    """

    __slots__ = ("_by_year", "_rows", "days")

    def __init__(self, rows: CalendarRows, year: int):
        self._rows = rows
        self._by_year: dict[int, OfficeDays] = {}
        self.days = self._join_years(year, year)

    def between(self, first: int, last: int) -> OfficeDays:
        """A table that holds at least these years; raises CalendarFault outside 1972–2199."""
        days = self.days
        if first < days.first_year or last > days.last_year:
            days = self.days = self._join_years(min(first, days.first_year), max(last, days.last_year))
        return days

    def around(self, asked: datetime, *others: datetime) -> OfficeDays:
        """A table that holds the instants' years, and one more at either end where there is one.

        The fault names the year that was asked about, or the one in which a count that began in it would end.
        """
        if not FIRST_YEAR <= asked.year <= LAST_YEAR:
            raise outside(asked.year)
        years = [asked.year, *(instant.year for instant in others)]
        first, last = max(min(years) - 1, FIRST_YEAR), max(years) + 1
        if last > LAST_YEAR:
            raise runs_past()
        return self.between(first, last)

    def longer(self, days: OfficeDays, index: int) -> OfficeDays:
        """A table that begins as `days` does and holds the open day of that index."""
        while index >= len(days.ordinals):
            last = days.last_year + 1 + (index - len(days.ordinals)) // 366
            if last > LAST_YEAR:
                raise runs_past()
            grown = self.between(days.first_year, last)
            days = grown if grown.first_year == days.first_year else self._join_years(days.first_year, last)
        return days

    def _join_years(self, first: int, last: int) -> OfficeDays:
        for year in (first, last):
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise outside(year)
        for year in range(first, last + 1):
            if year not in self._by_year:
                self._by_year[year] = days_of_year(self._rows, year)
        return side_by_side([self._by_year[year] for year in range(first, last + 1)])


def outside(year: int) -> CalendarFault:
    return CalendarFault(
        f"{digits(year)} সাল এই ক্যালেন্ডারের বাইরে ({digits(FIRST_YEAR)}–{digits(LAST_YEAR)})",
        f"the year {year} lies outside this calendar ({FIRST_YEAR}–{LAST_YEAR})",
    )


def runs_past() -> CalendarFault:
    """A count looks one year on: what begins in the last year cannot be told either."""
    beyond = outside(LAST_YEAR + 1)
    return CalendarFault(
        f"গণনায় {digits(LAST_YEAR)} সালের পরের দিনও লাগে; {beyond.bn}",
        f"the count needs days after {LAST_YEAR}; {beyond.en}",
    )
