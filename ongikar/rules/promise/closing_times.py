"""Finds the closing time at which a count of office days ends, in the table of office days; days that were
waited do not count.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.office_days import OfficeDays

from .wait_periods import Span, move_by_waits, waited_closes

Column = Callable[[OfficeDays], list[datetime]]
BEFORE_CUTOFF: Column = attrgetter("cutoffs")
BEFORE_CLOSE: Column = attrgetter("closes_utc")


def nth_close(
    calendar: Calendar, n: int, received: datetime, spans: Sequence[Span], column: Column
) -> datetime:
    """The close of the n-th open day after day 0 that is not waited."""
    days = calendar.years.days
    if not spans and (index := bisect_right(column(days), received)) and index + n < len(days.closes):
        return days.closes[index + n]
    days = days_around(calendar, received, spans)
    index = bisect_right(column(days), received)
    return close_of(calendar, days, move_by_waits(index, index + n, waited_closes(days, spans)))


def extended_close(calendar: Calendar, moment: datetime, n: int, spans: Sequence[Span]) -> datetime:
    """The close of the n-th working day after a due day that is not waited."""
    days = days_around(calendar, moment, spans)
    index = bisect_right(days.ordinals, moment.toordinal())
    return close_of(calendar, days, move_by_waits(index, index + n - 1, waited_closes(days, spans)))


def free_close(calendar: Calendar, days: OfficeDays, index: int, spans: Sequence[Span]) -> datetime:
    """The close of an open day, or of the first after it at which the citizen owes nothing: no promise breaks
    meanwhile.
    """
    return close_of(calendar, days, move_by_waits(index, index, waited_closes(days, spans)))


def days_around(calendar: Calendar, received: datetime, spans: Sequence[Span], *ends: datetime) -> OfficeDays:
    """Office days around the receipt, all waits and the ends looked at."""
    return calendar.years.around(received, *ends, *(end for _, end in spans[-1:]))


def close_of(calendar: Calendar, days: OfficeDays, index: int) -> datetime:
    return calendar.years.longer(days, index).closes[index]
