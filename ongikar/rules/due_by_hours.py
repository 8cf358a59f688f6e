"""When a promise of hours or minutes falls due: running hours through closed time, office time only while open."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from .calendar import TZ, Calendar
from .closes import free_close, table
from .promise_terms import Promise
from .spans import Span


def hours(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    """Through closed time, unless promised as office time. A wait that carries the end out of closed time does not
    bring it before the close to which it had fallen."""
    length = timedelta(hours=promise.amount)
    if promise.office_time:
        return office_end(calendar, received, length, spans)
    return max(moment_of(calendar, end, spans) for end in running_ends(received, length, spans))


def minutes(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    return office_end(calendar, received, timedelta(minutes=promise.amount), spans)


def moment_of(calendar: Calendar, end: datetime, spans: Sequence[Span]) -> datetime:
    """The end of running hours; in closed time, the next working day's close."""
    if calendar.is_open(end):
        return end.astimezone(TZ)
    days = table(calendar, end, spans)
    return free_close(calendar, days, bisect_right(days.closes_utc, end), spans)


def running_ends(received: datetime, length: timedelta, spans: Sequence[Span]) -> Iterator[datetime]:
    """Where running time ends without its waits, and after each that began before that end."""
    end = received + length
    yield end
    for start, stop in spans:
        if start >= end:
            break
        end += max(stop - max(start, received), timedelta())
        yield end


def office_end(calendar: Calendar, received: datetime, left: timedelta, spans: Sequence[Span]) -> datetime:
    """Where a span of office time ends when office time waited does not count."""
    begin = received
    for start, stop in spans:
        if stop <= begin:
            continue
        start = max(start, begin)
        if start >= calendar.add_office_time(begin, left):
            break
        left -= calendar.office_time(begin, start)
        begin = stop
    return calendar.add_office_time(begin, left)
