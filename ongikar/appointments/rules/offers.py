"""On which days an availability holds, and whether two of one post would offer the same time twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

APPOINTMENT, BREAK = "appointment", "break"
LAST_IN_MONTH = 5
WEEK = timedelta(days=7)
# Two that ever fall on one day do so within this time: the longest repeat is looked through four times.
LOOKED_AHEAD = timedelta(days=4 * 366)


@dataclass(frozen=True, slots=True)
class Offer:
    """When a post sees people, or does not.

    `weekdays`: Monday is 0. `every_weeks`: counted from the week of `first`. `nth`: the nth of its weekday in
    a month, LAST_IN_MONTH the last; None: each. `last`: None while nobody has named one. `public` and
    `internal`: seats of each slot that citizens, and that the office alone, may give. `soonest`, `furthest`:
    the first and the last day on which a citizen may book, in days from today.
    """

    begins: time
    ends: time
    weekdays: frozenset[int]
    first: date
    last: date | None = None
    kind: str = APPOINTMENT
    minutes: int = 30
    public: int = 1
    internal: int = 0
    every_weeks: int = 1
    nth: int | None = None
    soonest: int = 1
    furthest: int = 60

    def is_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        if day < self.first or (self.last is not None and day > self.last):
            return False
        if day.weekday() not in self.weekdays:
            return False
        return (
            is_nth(day, self.nth) and (week_of(day) - week_of(self.first)).days // 7 % self.every_weeks == 0
        )

    def is_open_to_citizens(self, day: date, today: date) -> bool:
        """Whether a citizen may book that day from today."""
        return self.soonest <= (day - today).days <= self.furthest


def week_of(day: date) -> date:
    """The Sunday with which its week begins."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def is_nth(day: date, nth: int | None) -> bool:
    if nth is None:
        return True
    if nth == LAST_IN_MONTH:
        return (day + WEEK).month != day.month
    return (day.day - 1) // 7 + 1 == nth


def offers_on(offers: Iterable[Offer], day: date, kind: str) -> Iterator[Offer]:
    return (offer for offer in offers if offer.kind == kind and offer.is_on(day))


def first_clash(one: Offer, other: Offer) -> date | None:
    """The first day on which both would offer the same time; None where they never do.

    A break may lie across an appointment: that is what it is for.
    """
    if one.kind != other.kind or one.ends <= other.begins or other.ends <= one.begins:
        return None
    if not one.weekdays & other.weekdays:
        return None
    day = max(one.first, other.first)
    ends = [each.last for each in (one, other) if each.last is not None]
    until = min([*ends, day + LOOKED_AHEAD])
    while day <= until:
        if one.is_on(day) and other.is_on(day):
            return day
        day += timedelta(days=1)
    return None
