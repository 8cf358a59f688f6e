"""The days of a running promise for the desk: the table of what counted, and how many are left."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from ongikar.clock.day_moves import move_lines
from ongikar.clock.models import Clock
from ongikar.clock.phases import ClockPhase, counted_each_day, phases_of
from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise import working_days_late
from ongikar.rules.promise.days import NOT_COUNTED, REASONS, DayRow, DayStretch, day_name, day_table
from ongikar.rules.promise.explanation import WAIT_REASON, Explanation
from ongikar.rules.promise.words import duration_words, reasons_in_words

from .case_promise import PromiseDisplay
from .models import Case
from .state_words import is_from_receipt, stretch_heading

# Day 0 of what is not counted from the receipt.
BEGINS = ("গোনা শুরুর দিন", "Day the count began")


def promise_days(promise: PromiseDisplay) -> tuple[DayStretch, ...]:
    table = day_table(promise.explanation.days, language())
    if is_from_receipt(promise.state):
        return table
    first, *others = table
    return (first._replace(reason=say(*BEGINS)), *others)


def days_left(clock: Clock, explanation: Explanation, now: datetime) -> int:
    """Working days from today, not counted, to the due day; below 0 when that has passed.

    Never more than were promised: what came on a closed day or after hours is counted from its day 0, and so
    are these.
    """
    first = max(now.astimezone(TZ).date(), explanation.receipt_day)
    return clock.calendar.count_working_days(first, explanation.due.astimezone(TZ).date())


class StripDay(NamedTuple):
    """A line of the strip. `kind` is of `rules.promise.days`, or "late"."""

    kind: str
    day: str
    reason: str
    counted: str


class Strip(NamedTuple):
    """The days of one stretch. `days` is empty where a later order changed the calendar they
    were counted by.
    """

    heading: str
    began: datetime
    due: datetime
    ended: datetime | None
    why: str
    days: list[StripDay]
    is_broken: bool

    @property
    def began_with_a_day(self) -> bool:
        """Whether it is counted from an event of which only the day is known."""
        return self.began.astimezone(TZ).time() == time()


class ClockStrips(NamedTuple):
    """All stretches of one clock. `is_earlier`: it stopped before the case was reopened. `moves`: by which
    orders it moved.
    """

    is_earlier: bool
    strips: list[Strip]
    moves: list[str]


def strips_of(case: Case, now: datetime, wait_reason: tuple[str, str] = WAIT_REASON) -> list[ClockStrips]:
    """Of each clock the case has run under, the oldest first."""
    clocks = case.clocks
    moves = move_lines(clocks)
    return [
        ClockStrips(
            clock is not case.clock,
            [build_strip(clock, lived, now) for lived in phases_of(clock, now, wait_reason)],
            [words for move, words in moves if move.clock_id == clock.pk],
        )
        for clock in clocks
    ]


def build_strip(clock: Clock, lived: ClockPhase, now: datetime) -> Strip:
    explanation = lived.explanation
    days = [*counted_days(clock, lived, now), *late_days(clock, lived, now)] if lived.is_as_counted else []
    why = reasons_in_words(explanation, language())
    return Strip(
        stretch_heading(lived.state),
        lived.state.received,
        lived.due,
        lived.ended,
        why,
        days,
        lived.is_broken(now),
    )


def counted_days(clock: Clock, lived: ClockPhase, now: datetime) -> Iterator[StripDay]:
    explanation = lived.explanation
    waits = lived.state.waits_until(lived.ended or now)
    times = counted_each_day(clock.calendar, explanation, waits)
    for row in explanation.days:
        begins = row.is_receipt and not is_from_receipt(lived.state)
        reason = say(*BEGINS) if begins else day_reason(row)
        yield StripDay(row.kind, strip_day_in_words(row.date), reason, counted_as(row, times))


def day_reason(row: DayRow) -> str:
    return day_name(row, 0 if language() == "bn" else 1) or say(*REASONS[row.kind])


def counted_as(row: DayRow, times: dict[date, timedelta]) -> str:
    """The number of the day, or how much of it counted where hours and minutes do."""
    if row.is_added:
        return f"+{digits(row.number, language())}"
    if times:
        return duration_words(times[row.date], language()) or NOT_COUNTED
    if row.is_receipt:
        return digits(0, language())
    return NOT_COUNTED if row.number is None else digits(row.number, language())


def late_days(clock: Clock, lived: ClockPhase, now: datetime) -> Iterator[StripDay]:
    """One line for all the days it is late, however many they are."""
    end = lived.ended or now
    if end <= lived.due:
        return
    days = working_days_late(clock.calendar, lived.due, end)
    first, last = lived.due.astimezone(TZ).date() + timedelta(days=1), end.astimezone(TZ).date()
    span = (
        strip_day_in_words(first)
        if first >= last
        else f"{strip_day_in_words(first)} – {strip_day_in_words(last)}"
    )
    late = say("দেরি: {n} কার্যদিবস", "Late: {n} working days", n=days) if days > 1 else say("দেরি", "Late")
    yield StripDay("late", strip_day_in_words(last) if first > last else span, late, NOT_COUNTED)


def strip_day_in_words(day: date) -> str:
    return date_words(day, language(), year=False)
