"""Which backups are kept: all of the day at hand, and the newest of each of the last days, weeks and months
that have one.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ongikar.rules.calendar.office_calendar import TZ


class Rotation(NamedTuple):
    """How many days, weeks and months that have a backup keep their newest one."""

    days: int
    weeks: int
    months: int


def read_rotation(text: str) -> Rotation:
    """`7,4,12`. Raises ValueError for anything but three whole numbers, the first of them at least 1."""
    days, weeks, months = (int(part) for part in text.split(","))
    if days < 1 or weeks < 0 or months < 0:
        raise ValueError(f"{text}: at least one day is kept")
    return Rotation(days, weeks, months)


def day_of(moment: datetime) -> date:
    return moment.astimezone(TZ).date()


def week_of(day: date) -> date:
    """The Sunday with which the office's week begins."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def kept_backups(moments: Iterable[datetime], rotation: Rotation) -> set[datetime]:
    """Of all moments those whose backup is kept; the newest is always one of them, with all of its day.

    Whoever makes several within an hour, as before and after a change, has a reason for each: until the day
    is over none takes the place of another.

    Days are those of Dhaka. Spans without a backup do not count: an office that was closed for a month
    loses none of its older backups by that.
    """
    newest_first = sorted(moments, reverse=True)
    kept = {moment for moment in newest_first if day_of(moment) == day_of(newest_first[0])}
    for most, span_of in (
        (rotation.days, lambda day: day),
        (rotation.weeks, week_of),
        (rotation.months, lambda day: day.replace(day=1)),
    ):
        spans: dict[date, datetime] = {}
        for moment in newest_first:
            spans.setdefault(span_of(day_of(moment)), moment)
        kept.update(list(spans.values())[:most])
    return kept
