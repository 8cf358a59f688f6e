"""When a promise falls due: one rule for each unit, instant in, instant out."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter

from .calendar import TZ, Calendar, in_utc
from .office_days import OfficeDays, at
from .promise_terms import (
    ACCEPT,
    BY_DATE,
    CALENDAR_DAYS,
    HOURS,
    IMMEDIATE,
    MINUTES,
    MONTHS,
    WEEKS,
    WORKING_DAYS,
    Promise,
)
from .spans import Span, Wait, merged, moved, owed_at, waited_closes, waited_dates

Column = Callable[[OfficeDays], list[datetime]]
BEFORE_CUTOFF: Column = attrgetter("cutoffs")
BEFORE_CLOSE: Column = attrgetter("closes_utc")


def due(
    calendar: Calendar,
    promise: Promise,
    received: datetime,
    waits: Iterable[Wait] = (),
    *,
    now: datetime | None = None,
) -> datetime:
    """The due moment, in the office's time zone, of a promise made by receipt at an aware instant.

    Waits move it; one still open counts up to `now`, without which it raises PromiseFault.
    """
    if received.tzinfo is not UTC:
        received = in_utc(received)
    return RULES[promise.unit](calendar, promise, received, merged(waits, now) if waits else ())


def immediate(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    """The next close; while the citizen owes, the next that is not waited."""
    return nth_close(calendar, 0, received, spans, BEFORE_CLOSE)


def acceptance(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    return nth_close(calendar, 1, received, spans, BEFORE_CUTOFF)


def working_days(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    return nth_close(calendar, promise.amount, received, spans, BEFORE_CUTOFF)


def nth_close(
    calendar: Calendar, n: int, received: datetime, spans: Sequence[Span], column: Column
) -> datetime:
    """The close of the n-th open day after day 0 that is not waited."""
    days = calendar.years.days
    if not spans and (index := bisect_right(column(days), received)) and index + n < len(days.closes):
        return days.closes[index + n]
    days = table(calendar, received, spans)
    index = bisect_right(column(days), received)
    return close_of(calendar, days, moved(index, index + n, waited_closes(days, spans)))


def by_dates(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    """The close of the last date; a closed one rolls to the next working day, unless the office's rule is not to."""
    last = last_date(promise, calendar.receipt_day(received), spans)
    if not calendar.rows.roll_closed:
        return closing_moment(calendar, last, received, spans)
    days = table(calendar, received, spans, at(date.fromordinal(last), 0))
    index = max(bisect_left(days.ordinals, last), bisect_right(days.closes_utc, received))
    return free_close(calendar, days, index, spans)


def closing_moment(calendar: Calendar, last: int, received: datetime, spans: Sequence[Span]) -> datetime:
    """The hour at which the office closes, or would, on the first date from `last` at which the citizen owes nothing."""
    while True:
        hours = calendar.rows.hours_on(last) or calendar.rows.ordinary_hours(last)
        moment = at(date.fromordinal(last), hours[-1][1])
        if moment > received and not owed_at(spans, moment):
            return moment
        last += 1


def last_date(promise: Promise, day_zero: date, spans: Sequence[Span]) -> int:
    """The ordinal of a promise's last date before rolling; a letter's day already past falls on day 0."""
    first = day_zero.toordinal()
    return moved(first, max(first, LAST_DATE[promise.unit](promise, day_zero)), waited_dates(spans))


def add_months(promise: Promise, day: date) -> int:
    """The same day of a later month, or that month's last day: 31 January + 1 month = 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + promise.amount, 12)
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1).toordinal()
    return min(date(year, month + 1, 1).toordinal() + day.day, after) - 1


LAST_DATE: dict[str, Callable[[Promise, date], int]] = {
    CALENDAR_DAYS: lambda promise, day: day.toordinal() + promise.amount,
    WEEKS: lambda promise, day: day.toordinal() + 7 * promise.amount,
    MONTHS: add_months,
    BY_DATE: lambda promise, day: (promise.until or day).toordinal(),
}


def hours(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    """Through closed time, unless promised as office time. A wait that carries the end out of closed time does not
    bring it before the close to which it had fallen."""
    length = timedelta(hours=promise.amount)
    if promise.office_time:
        return office_end(calendar, received, length, spans)
    return max(moment_of(calendar, end, spans) for end in running_ends(received, length, spans))


def moment_of(calendar: Calendar, end: datetime, spans: Sequence[Span]) -> datetime:
    """The end of running hours; in closed time, the next working day's close."""
    if calendar.is_open(end):
        return end.astimezone(TZ)
    days = table(calendar, end, spans)
    return free_close(calendar, days, bisect_right(days.closes_utc, end), spans)


def minutes(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    return office_end(calendar, received, timedelta(minutes=promise.amount), spans)


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


def table(calendar: Calendar, received: datetime, spans: Sequence[Span], *ends: datetime) -> OfficeDays:
    """Office days around the receipt, all waits and the ends looked at."""
    return calendar.years.around(received, *ends, *(end for _, end in spans[-1:]))


def free_close(calendar: Calendar, days: OfficeDays, index: int, spans: Sequence[Span]) -> datetime:
    """The close of an open day, or of the first after it at which the citizen owes nothing: no promise breaks meanwhile."""
    return close_of(calendar, days, moved(index, index, waited_closes(days, spans)))


def close_of(calendar: Calendar, days: OfficeDays, index: int) -> datetime:
    return calendar.years.longer(days, index).closes[index]


RULES: dict[str, Callable[[Calendar, Promise, datetime, Sequence[Span]], datetime]] = {
    IMMEDIATE: immediate, ACCEPT: acceptance, MINUTES: minutes, HOURS: hours, WORKING_DAYS: working_days,
    CALENDAR_DAYS: by_dates, WEEKS: by_dates, MONTHS: by_dates, BY_DATE: by_dates,
}  # fmt: skip
