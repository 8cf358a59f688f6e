"""Waits: the periods in which the citizen and not the office owes the next step, and how
they shift a count.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime

from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ, in_utc
from ongikar.rules.calendar.office_days import OfficeDays

from .terms import PromiseFault

# From the notice to the answer; None while the answer has not come.
Wait = tuple[datetime, datetime | None]
# A wait in UTC that has ended, or is looked at as if it ended now.
Span = tuple[datetime, datetime]
# Numbers from the first to before the second: open days by their place in a table, or dates by their ordinal.
Range = tuple[int, int]


def merge_waits(waits: Iterable[Wait], now: datetime | None = None) -> list[Span]:
    """The waits in order of time, those that touch made one. One still open counts up to `now`.

    Raises PromiseFault for an open wait without `now`, and for an answer before its notice.
    """
    spans: list[Span] = []
    for start, end in sorted((in_utc(start), wait_end(start, end, now)) for start, end in waits):
        if end < start:
            answer, notice = (f"{instant.astimezone(TZ):%Y-%m-%d %H:%M}" for instant in (end, start))
            raise PromiseFault(
                f"উত্তর ({digits(answer)}) নোটিশের ({digits(notice)}) আগে আসতে পারে না",
                f"an answer ({answer}) cannot come before its notice ({notice})",
            )
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def wait_end(start: datetime, end: datetime | None, now: datetime | None) -> datetime:
    if end is not None:
        return in_utc(end)
    if now is None:
        raise PromiseFault(
            "অপেক্ষা এখনও চলছে; এখন কটা বাজে তা বলতে হবে", "a wait is still open: the time now is needed"
        )
    return max(in_utc(start), in_utc(now))


def waited_closes(days: OfficeDays, spans: Iterable[Span]) -> list[Range]:
    """The open days at whose close the citizen owed: notice at or before it, no answer yet. The table must
    reach them.
    """
    closes = days.closes_utc
    return [(bisect_left(closes, start), bisect_left(closes, end)) for start, end in spans]


def waited_dates(spans: Iterable[Span]) -> list[Range]:
    """The office's dates from the notice, included, to the answer, excluded."""
    return [(start.astimezone(TZ).toordinal(), end.astimezone(TZ).toordinal()) for start, end in spans]


def move_by_waits(first: int, last: int, waited: Sequence[Range]) -> int:
    """Where a count from `first` (day 0, which can itself be waited) to `last` ends when waited numbers do
    not count.
    """
    for start, end in waited:
        start = max(start, first)
        if start > last:
            break
        last += max(end - start, 0)
    return last


def is_owed_at(spans: Iterable[Span], instant: datetime) -> bool:
    """Whether the citizen owes something at an instant: from the notice on, until before the answer."""
    return any(start <= instant < end for start, end in spans)
