"""Which backups are kept: the newest of each of the last days, weeks and months that have one."""

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


def week_of(day: date) -> date:
    """The Sunday with which the office's week begins."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def kept_backups(moments: Iterable[datetime], rotation: Rotation) -> set[datetime]:
    """Of all moments those whose backup is kept; the newest is always one of them.

    Days are those of Dhaka. Spans without a backup do not count: an office that was closed for a month
    loses none of its older backups by that.
    """
    newest_first = sorted(moments, reverse=True)
    kept: set[datetime] = set()
    for most, span_of in (
        (rotation.days, lambda day: day),
        (rotation.weeks, week_of),
        (rotation.months, lambda day: day.replace(day=1)),
    ):
        spans: dict[date, datetime] = {}
        for moment in newest_first:
            spans.setdefault(span_of(moment.astimezone(TZ).date()), moment)
        kept.update(list(spans.values())[:most])
    return kept
