"""The phases that a clock has had, each with one due moment: what it awaited, named, ran through and kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.clock import fold
from ongikar.rules.promise import Explanation, Wait
from ongikar.rules.promise.days import DayStretch
from ongikar.rules.promise.explanation import WAIT_REASON
from ongikar.rules.promise.terms import MINUTES
from ongikar.rules.promise.wait_periods import Span, merge_waits

from .models import Clock


@dataclass(frozen=True, slots=True)
class ClockPhase:
    """One stretch, as the facts had it at its end. `due`: as it was judged then, whatever the calendar says
    today.
    """

    state: fold.Running
    explanation: Explanation
    due: datetime
    ended: datetime | None

    def is_broken(self, now: datetime) -> bool:
        return (self.ended or now) > self.due

    @property
    def is_as_counted(self) -> bool:
        """Whether the days told are those it was judged by: a later order may have changed the calendar
        since.
        """
        return self.explanation.due == self.due


def phases_of(clock: Clock, now: datetime, wait_reason: tuple[str, str] = WAIT_REASON) -> list[ClockPhase]:
    """All stretches up to `now`, oldest first; the last one runs, or ended with the clock.

    `wait_reason`: what is waited for, in Bangla and English, as it is said to whoever reads.
    """
    calendar = clock.calendar
    first, *others = clock.entered_facts
    state = fold.fold_facts([first])
    lived = []
    for fact in others:
        after = fold.fold_fact(state, fact)
        if len(after.phases) > len(state.phases):
            due = after.phases[-1].due(calendar)
            lived.append(ClockPhase(state, state.explain(calendar, fact.at, wait_reason), due, fact.at))
        state = after
    end = state.stopped or now
    explanation = state.explain(calendar, end, wait_reason)
    return [*lived, ClockPhase(state, explanation, explanation.due, state.stopped)]


NOTHING = timedelta()


def counted_each_day(
    calendar: Calendar, explanation: Explanation, waits: Iterable[Wait]
) -> dict[date, timedelta]:
    """The time counted on each date from receipt on; together it is what was promised. Nothing for other
    units.
    """
    if explanation.time is None:
        return {}
    in_office_time = explanation.promise.unit == MINUTES or explanation.promise.office_time
    spans, left, counted = merge_waits(waits), explanation.time.counted, {}
    for row in explanation.days:
        begins = max(datetime.combine(row.date, time(), TZ), explanation.received)
        ends = datetime.combine(row.date + timedelta(days=1), time(), TZ)
        free = [
            calendar.office_time(start, end) if in_office_time else end - start
            for start, end in not_waited(begins, ends, spans)
        ]
        counted[row.date] = min(sum(free, NOTHING), left)
        left -= counted[row.date]
    return counted


def not_waited(begins: datetime, ends: datetime, spans: Iterable[Span]) -> Iterator[Span]:
    """The parts of a stretch in which the citizen owed nothing."""
    for start, end in spans:
        if begins < min(start, ends):
            yield begins, min(start, ends)
        begins = max(begins, end)
    if begins < ends:
        yield begins, ends


@lru_cache(maxsize=512)
def day_rows(days: tuple[DayStretch, ...]) -> SafeString:
    """One row a stretch: which days, why, and the numbers they were counted as."""
    return mark_safe(  # noqa: S308
        "".join(
            f'<tr><th scope="row">{escape(each.days)}</th><td>{escape(each.reason)}</td>'
            f'<td class="r">{escape(each.counted)}</td></tr>'
            for each in days
        )
    )
