"""Why a promise falls due when it does: its days, what they add up to, how certain it is, and the words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from ongikar.rules.calendar.office_calendar import TZ, Calendar, Provisional, in_utc

from .closing_times import extended_close
from .days import OFFICE_DAY_UNITS, DayCounts, DayRow, count_days, day_rows, extended_rows
from .due_moment import compute_due, last_date, roll_to_working_time, running_ends
from .terms import HOURS, IMMEDIATE, TIME_UNITS, Promise
from .wait_periods import Span, Wait, merge_waits


class TimeParts(NamedTuple):
    """Exact time from receipt to the due moment of hours and minutes. `closed`: what did not count, or came
    on top.

    `rolled_from`: the end in closed time from which running hours fell to a close.
    """

    counted: timedelta
    waited: timedelta
    closed: timedelta
    rolled_from: datetime | None = None
    extended: timedelta = timedelta()

    @property
    def span(self) -> timedelta:
        return self.counted + self.waited + self.closed + self.extended


# What is waited for where nothing else is named.
WAIT_REASON = ("আপনার কাগজের অপেক্ষা", "waiting for your document")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A due moment and all that led to it. `receipt_day` is day 0; `last_day` the last date
    before rolling.
    """

    promise: Promise
    received: datetime
    due: datetime
    receipt_day: date
    last_day: date
    arrived: str  # "", or why day 0 is not the day of arrival: "after_hours", "closed_day"
    days: tuple[DayRow, ...]
    parts: DayCounts
    time: TimeParts | None
    provisional: Provisional | None
    wait_reason: tuple[str, str]
    is_still_waiting: bool
    extended_by: int = 0  # working days, by a lawful extension
    first_due_day: date | None = None  # the due day before that extension

    @property
    def due_day(self) -> date:
        return self.days[-1].date

    @property
    def last_certain_day(self) -> date | None:
        """The last day of the span that no notification or moon can still move; None when all may move."""
        return self.provisional.certain_until if self.provisional else self.due_day


def explain_due(
    calendar: Calendar,
    promise: Promise,
    received: datetime,
    waits: Iterable[Wait] = (),
    *,
    now: datetime | None = None,
    extended_by: int = 0,
    wait_reason: tuple[str, str] = WAIT_REASON,
) -> Explanation:
    """The same due moment as `due`, with its reasons. `wait_reason`: what is waited for, in Bangla and
    English.
    """
    waits = tuple(waits)
    first_due = compute_due(calendar, promise, received, waits, now=now)
    received, spans = in_utc(received), merge_waits(waits, now)
    due_at = extended_close(calendar, first_due, extended_by, spans) if extended_by else first_due
    arrival, due_day = received.astimezone(TZ).date(), due_at.date()
    receipt_day, last_day = day_zero(calendar, promise, received), first_due.date()
    if promise.unit not in (*OFFICE_DAY_UNITS, *TIME_UNITS):
        last_day = date.fromordinal(last_date(promise, receipt_day, spans))
    days, parts = days_explained(
        calendar, promise, receipt_day, last_day, first_due, due_at, tuple(spans), tuple(wait_reason)
    )
    arrived = (
        "" if arrival == receipt_day else "closed_day" if calendar.closed_because(arrival) else "after_hours"
    )
    time = None
    if promise.is_timed:
        time = time_parts(calendar, promise, received, first_due, spans)._replace(extended=due_at - first_due)
    return Explanation(
        promise,
        received,
        due_at,
        receipt_day,
        last_day,
        arrived,
        days,
        parts,
        time,
        calendar.provisional(receipt_day, due_day),
        wait_reason,
        any(end is None for _, end in waits),
        extended_by,
        first_due.date() if extended_by else None,
    )


# Of all that came in on one day under one row of the charter the same days.
@lru_cache(maxsize=512)
def days_explained(
    calendar: Calendar,
    promise: Promise,
    receipt_day: date,
    last_day: date,
    first_due: datetime,
    due_at: datetime,
    spans: tuple[Span, ...],
    wait_reason: tuple[str, str],
) -> tuple[tuple[DayRow, ...], DayCounts]:
    """Every day from day 0 to the due moment, those of an extension among them, and how many of each kind."""
    days = (
        *day_rows(calendar, promise, receipt_day, last_day, first_due, spans, wait_reason),
        *extended_rows(calendar, first_due, due_at, spans, wait_reason),
    )
    return days, count_days(promise, days)


def day_zero(calendar: Calendar, promise: Promise, received: datetime) -> date:
    """The day counting starts from: for hours and minutes the day of arrival itself."""
    if promise.is_timed:
        return received.astimezone(TZ).date()
    if promise.unit == IMMEDIATE and calendar.rows.same_day:
        return compute_due(calendar, promise, received).date()
    return calendar.receipt_day(received)


def time_parts(
    calendar: Calendar, promise: Promise, received: datetime, due_at: datetime, spans: Sequence[Span]
) -> TimeParts:
    counted = timedelta(**{promise.unit: promise.amount})
    if promise.unit == HOURS and not promise.office_time:
        ends = tuple(running_ends(received, counted, spans))
        rolled_from = next(end for end in ends if roll_to_working_time(calendar, end, spans) == due_at)
        return TimeParts(
            counted,
            ends[-1] - received - counted,
            due_at - ends[-1],
            None if rolled_from == due_at else rolled_from,
        )
    office_time = calendar.office_time(received, due_at)
    return TimeParts(counted, office_time - counted, due_at - received - office_time)
