"""When a promise falls due: one rule for each unit, instant in, instant out."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from ongikar.rules.calendar.office_calendar import TZ, Calendar, in_utc
from ongikar.rules.calendar.office_days import moment_at

from .closing_times import (
    BEFORE_CLOSE,
    BEFORE_CUTOFF,
    close_of,
    days_around,
    extended_close,
    free_close,
    nth_close,
)
from .terms import (
    ACCEPT,
    BY_DATE,
    CALENDAR_DAYS,
    HOURS,
    IMMEDIATE,
    MINUTES,
    MONTHS,
    NTH_WORKING_DAY,
    WEEKS,
    WORKING_DAYS,
    Promise,
)
from .wait_periods import Span, Wait, is_owed_at, merge_waits, move_by_waits, waited_closes, waited_dates


def due_by_dates(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    """The close of the last date; a closed one rolls to the next working day, unless the office's rule is not
    to.
    """
    last = last_date(promise, calendar.receipt_day(received), spans)
    if not calendar.rows.roll_closed:
        return closing_moment(calendar, last, received, spans)
    days = days_around(calendar, received, spans, moment_at(date.fromordinal(last), 0))
    index = max(bisect_left(days.ordinals, last), bisect_right(days.closes_utc, received))
    return free_close(calendar, days, index, spans)


def closing_moment(calendar: Calendar, last: int, received: datetime, spans: Sequence[Span]) -> datetime:
    """The hour at which the office closes, or would, on the first date from `last` at which the citizen owes
    nothing.
    """
    while True:
        hours = calendar.rows.hours_on(last) or calendar.rows.ordinary_hours(last)
        moment = moment_at(date.fromordinal(last), hours[-1][1])
        if moment > received and not is_owed_at(spans, moment):
            return moment
        last += 1


def last_date(promise: Promise, day_zero: date, spans: Sequence[Span]) -> int:
    """The ordinal of a promise's last date before rolling; a letter's day already past falls on day 0."""
    first = day_zero.toordinal()
    return move_by_waits(first, max(first, LAST_DATE[promise.unit](promise, day_zero)), waited_dates(spans))


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


def due_in_hours(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    """Through closed time, unless promised as office time. A wait that carries the end out of closed time
    does not bring it before the close to which it had fallen.
    """
    length = timedelta(hours=promise.amount)
    if promise.office_time:
        return office_end(calendar, received, length, spans)
    return max(roll_to_working_time(calendar, end, spans) for end in running_ends(received, length, spans))


def due_in_minutes(
    calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]
) -> datetime:
    return office_end(calendar, received, timedelta(minutes=promise.amount), spans)


def roll_to_working_time(calendar: Calendar, end: datetime, spans: Sequence[Span]) -> datetime:
    """The end of running hours; in closed time, the next working day's close."""
    if calendar.is_open(end):
        return end.astimezone(TZ)
    days = days_around(calendar, end, spans)
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


def compute_due(
    calendar: Calendar,
    promise: Promise,
    received: datetime,
    waits: Iterable[Wait] = (),
    *,
    now: datetime | None = None,
    extended_by: int = 0,
) -> datetime:
    """The due moment, in the office's time zone, of a promise made by receipt at an aware instant.

    Waits move it; one still open counts up to `now`, without which it raises PromiseFault. `extended_by`:
    by how many working days it was lawfully extended.
    """
    if received.tzinfo is not UTC:
        received = in_utc(received)
    spans = merge_waits(waits, now) if waits else ()
    moment = RULES[promise.unit](calendar, promise, received, spans)
    return extended_close(calendar, moment, extended_by, spans) if extended_by else moment


def due_immediately(
    calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]
) -> datetime:
    """The next close; while the citizen owes, the next that is not waited."""
    return nth_close(calendar, 0, received, spans, BEFORE_CLOSE)


def due_for_acceptance(
    calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]
) -> datetime:
    return nth_close(calendar, 1, received, spans, BEFORE_CUTOFF)


def due_in_working_days(
    calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]
) -> datetime:
    return nth_close(calendar, promise.amount, received, spans, BEFORE_CUTOFF)


def due_on_nth_working_day(
    calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]
) -> datetime:
    """The n-th working day of the month of receipt; of the next month where day 0 is later than the n-th of
    its month.

    The n-th working day of a month is never before its n-th date, so which month is meant hangs on no
    holiday: else a holiday ordered later could bring the day nearer. In a month with fewer working days the
    count runs on.
    """
    zero = calendar.receipt_day(received)
    first_of_month = zero.replace(day=1)
    if zero.day > promise.amount:
        first_of_month = (first_of_month + timedelta(days=31)).replace(day=1)
    nth = calendar.add_working_days(first_of_month - timedelta(days=1), promise.amount)
    days = days_around(calendar, received, spans, moment_at(nth, 0))
    first = bisect_right(days.cutoffs, received)
    last = max(bisect_left(days.ordinals, nth.toordinal()), bisect_right(days.closes_utc, received))
    return close_of(calendar, days, move_by_waits(first, last, waited_closes(days, spans)))


RULES: dict[str, Callable[[Calendar, Promise, datetime, Sequence[Span]], datetime]] = {
    IMMEDIATE: due_immediately,
    ACCEPT: due_for_acceptance,
    MINUTES: due_in_minutes,
    HOURS: due_in_hours,
    WORKING_DAYS: due_in_working_days,
    CALENDAR_DAYS: due_by_dates,
    WEEKS: due_by_dates,
    MONTHS: due_by_dates,
    BY_DATE: due_by_dates,
    NTH_WORKING_DAY: due_on_nth_working_day,
}
