"""Table of the office days of whole years, in order of date, so that every count is a bisection."""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from .calendar_rows import Closed, Hours, Rows

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
    closed: list[Closed | None]

    def spent(self, instant: datetime) -> timedelta:
        """Office time from the start of the table to an instant (UTC)."""
        index = bisect_right(self.closes_utc, instant)
        if index == len(self.ordinals):
            return self.before[index]
        local = instant.astimezone(TZ)
        if local.toordinal() != self.ordinals[index]:
            return self.before[index]
        return self.before[index] + sum(
            (
                min(max(local - at(local, opens), timedelta()), length(opens, closes))
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
            if left <= length(opens, closes):
                return at(day, opens) + left
            left -= length(opens, closes)
        raise AssertionError("a day's windows add up to its office time")


def at(day: date, minute: int) -> datetime:
    """A minute of a day in the office's zone."""
    return datetime.combine(day, time(minute // 60, minute % 60), TZ)


def length(opens: int, closes: int) -> timedelta:
    return timedelta(minutes=closes - opens)


def days_of_year(rows: Rows, year: int) -> OfficeDays:
    first, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    hours_by_day = {day: hours for day in range(first, end) if (hours := rows.hours_on(day))}
    closes = [at(date.fromordinal(day), hours[-1][1]) for day, hours in hours_by_day.items()]
    closes_utc = [close.astimezone(UTC) for close in closes]
    midnights = (
        [at(date.fromordinal(day + 1), 0).astimezone(UTC) for day in hours_by_day]
        if rows.same_day
        else closes_utc
    )
    minutes = (sum(closes - opens for opens, closes in hours) for hours in hours_by_day.values())
    return OfficeDays(
        year, year, first, list(hours_by_day), list(hours_by_day.values()), closes, closes_utc, midnights,
        [timedelta(minutes=total) for total in accumulate(minutes, initial=0)],
        [rows.closed_because(day) for day in range(first, end)],
    )  # fmt: skip


def side_by_side(years: list[OfficeDays]) -> OfficeDays:
    """The tables of years that follow each other, as one."""

    def joined(column: str) -> list[Any]:
        return [entry for year in years for entry in getattr(year, column)]

    before = [timedelta()]
    for year in years:
        shift = before.pop()
        before += [shift + spent for spent in year.before]
    return OfficeDays(
        years[0].first_year, years[-1].last_year, years[0].first, joined("ordinals"), joined("hours"),
        joined("closes"), joined("closes_utc"), joined("cutoffs"), before, joined("closed"),
    )  # fmt: skip
