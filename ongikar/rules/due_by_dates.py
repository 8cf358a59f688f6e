"""When a promise of calendar days, weeks or months, or by a letter's date, falls due."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date, datetime

from .calendar import Calendar
from .closes import free_close, table
from .office_days import at
from .promise_terms import BY_DATE, CALENDAR_DAYS, MONTHS, WEEKS, Promise
from .spans import Span, moved, owed_at, waited_dates


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
