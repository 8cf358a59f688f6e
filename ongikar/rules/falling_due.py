"""Computes when a promise falls due. There is one function for each unit; each takes an instant and returns one."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from .calendar import Calendar, in_utc
from .closes import BEFORE_CLOSE, BEFORE_CUTOFF, close_of, lengthened, nth_close, table
from .due_by_dates import by_dates
from .due_by_hours import hours, minutes
from .office_days import at
from .promise_terms import (
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
)  # fmt: skip
from .spans import Span, Wait, merged, moved, waited_closes


def due(
    calendar: Calendar,
    promise: Promise,
    received: datetime,
    waits: Iterable[Wait] = (),
    *,
    now: datetime | None = None,
    extended_by: int = 0,
) -> datetime:
    """The due moment, in the office's time zone, of a promise made by receipt at an aware instant.

    Waits move it; one still open counts up to `now`, without which it raises PromiseFault. `extended_by`: by how many
    working days it was lawfully extended.
    """
    if received.tzinfo is not UTC:
        received = in_utc(received)
    spans = merged(waits, now) if waits else ()
    moment = RULES[promise.unit](calendar, promise, received, spans)
    return lengthened(calendar, moment, extended_by, spans) if extended_by else moment


def immediate(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    """The next close; while the citizen owes, the next that is not waited."""
    return nth_close(calendar, 0, received, spans, BEFORE_CLOSE)


def acceptance(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    return nth_close(calendar, 1, received, spans, BEFORE_CUTOFF)


def working_days(calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]) -> datetime:
    return nth_close(calendar, promise.amount, received, spans, BEFORE_CUTOFF)


def nth_working_day(
    calendar: Calendar, promise: Promise, received: datetime, spans: Sequence[Span]
) -> datetime:
    """The n-th working day of the month of receipt; of the next month where day 0 is later than the n-th of its month.

    The n-th working day of a month is never before its n-th date, so which month is meant hangs on no holiday: else a
    holiday ordered later could bring the day nearer. In a month with fewer working days the count runs on.
    """
    zero = calendar.receipt_day(received)
    first_of_month = zero.replace(day=1)
    if zero.day > promise.amount:
        first_of_month = (first_of_month + timedelta(days=31)).replace(day=1)
    nth = calendar.add_working_days(first_of_month - timedelta(days=1), promise.amount)
    days = table(calendar, received, spans, at(nth, 0))
    first = bisect_right(days.cutoffs, received)
    last = max(bisect_left(days.ordinals, nth.toordinal()), bisect_right(days.closes_utc, received))
    return close_of(calendar, days, moved(first, last, waited_closes(days, spans)))


RULES: dict[str, Callable[[Calendar, Promise, datetime, Sequence[Span]], datetime]] = {
    IMMEDIATE: immediate, ACCEPT: acceptance, MINUTES: minutes, HOURS: hours, WORKING_DAYS: working_days,
    CALENDAR_DAYS: by_dates, WEEKS: by_dates, MONTHS: by_dates, BY_DATE: by_dates,
    NTH_WORKING_DAY: nth_working_day,
}  # fmt: skip
