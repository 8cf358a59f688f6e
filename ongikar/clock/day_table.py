"""The table of the days of a promise: how much of each day counted, and the rows as text."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from html import escape

from django.utils.safestring import SafeString, mark_safe

from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.promise import Explanation, Wait
from ongikar.rules.promise.days import DayStretch
from ongikar.rules.promise.terms import MINUTES
from ongikar.rules.promise.wait_periods import Span, merge_waits

NOTHING = timedelta()


def counted_each_day(calendar: Calendar, told: Explanation, waits: Iterable[Wait]) -> dict[date, timedelta]:
    """The time counted on each date from receipt on; together it is what was promised. Nothing for other
    units.
    """
    if told.time is None:
        return {}
    in_office_time = told.promise.unit == MINUTES or told.promise.office_time
    spans, left, counted = merge_waits(waits), told.time.counted, {}
    for row in told.days:
        begins = max(datetime.combine(row.date, time(), TZ), told.received)
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


def day_rows(days: Iterable[DayStretch]) -> SafeString:
    """One row a stretch: which days, why, and the numbers they were counted as."""
    return mark_safe(
        "".join(
            f'<tr><th scope="row">{escape(each.days)}</th><td>{escape(each.reason)}</td>'
            f'<td class="r">{escape(each.counted)}</td></tr>'
            for each in days
        )
    )
