"""Measures how long each post held a case: office time and working days between handovers, without the
waits.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from ongikar.rules.calendar.office_calendar import Calendar, in_utc
from ongikar.rules.promise.wait_periods import Span, Wait, is_owed_at, merge_waits


@dataclass(frozen=True, slots=True)
class CaseHolding[Post: Hashable]:
    """A case came to a post at an instant, and stays there until it comes to another."""

    post: Post
    since: datetime


@dataclass(frozen=True, slots=True)
class DeskTime[Post: Hashable]:
    """What a post used up. `days`: office days at whose close it held the case and the
    citizen owed nothing.
    """

    post: Post
    office_time: timedelta
    days: int

    @property
    def minutes(self) -> int:
        """Whole minutes of office time."""
        return self.office_time // timedelta(minutes=1)


def desk_time[Post: Hashable](
    calendar: Calendar, holdings: Iterable[CaseHolding[Post]], until: datetime, waits: Iterable[Wait] = ()
) -> list[DeskTime[Post]]:
    """The time of each post up to `until` (the stop, or now), in the order in which they first held the case.

    A post that held it twice is told once. What the posts held adds up to the office time of the whole, less
    the waits.
    """
    spans, totals = merge_waits(waits, until), dict[Post, DeskTime[Post]]()
    ordered = sorted(holdings, key=lambda holding: holding.since)
    ends = [in_utc(min(holding.since, until)) for holding in ordered] + [in_utc(until)]
    for holding, (start, end) in zip(ordered, pairwise(ends), strict=True):
        held = totals.get(holding.post, DeskTime(holding.post, timedelta(), 0))
        totals[holding.post] = DeskTime(
            holding.post,
            held.office_time + office_time_worked(calendar, start, end, spans),
            held.days + closes_held(calendar, start, end, spans),
        )
    return list(totals.values())


def office_time_worked(
    calendar: Calendar, start: datetime, end: datetime, spans: Sequence[Span]
) -> timedelta:
    """Office time between two instants in which nothing was waited for."""
    waited = (
        calendar.office_time(max(notice, start), min(answer, end))
        for notice, answer in spans
        if max(notice, start) < min(answer, end)
    )
    return calendar.office_time(start, end) - sum(waited, timedelta())


def closes_held(calendar: Calendar, start: datetime, end: datetime, spans: Sequence[Span]) -> int:
    """The closes after `start`, up to and with `end`, at which the citizen owed nothing.

    What is handed over at the very close was that day still the former post's.
    """
    closes = calendar.years.around(start, end).closes_utc
    first, last = bisect_right(closes, start), bisect_right(closes, end)
    if not spans:
        return last - first
    return sum(not is_owed_at(spans, close) for close in closes[first:last])
