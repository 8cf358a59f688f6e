"""The versions from the calendar a promise runs under to the newest, one by one, each compared as of the
moment it was made.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from ongikar.offices.models import CalendarVersion, calendar_of
from ongikar.rules.calendar.change import day_changes
from ongikar.rules.calendar.office_calendar import Calendar, CalendarFault
from ongikar.rules.calendar.office_days import FIRST_YEAR, moment_at
from ongikar.rules.calendar.rows import CalendarRows
from ongikar.rules.clock.fold import Running

log = logging.getLogger("ongikar.worker")


class VersionStep(NamedTuple):
    """One version of a calendar, and the order that made it; None where files did."""

    version_id: int
    number: int
    made_at: datetime
    order_id: int | None
    calendar: Calendar


class DueDayMove(NamedTuple):
    """What one version did to the last day of a promise."""

    step: VersionStep
    was: datetime
    becomes: datetime


class CalendarPath(NamedTuple):
    """From one version to the newest. What falls due before `first_change` cannot move; None: nothing can."""

    calendar: Calendar
    steps: tuple[VersionStep, ...]
    first_change: datetime | None

    def keeps_clock_due(self, due_at: datetime) -> bool:
        """Whether it is clear without its facts that a clock due then is neither broken nor moved."""
        is_before = self.first_change is None or due_at < self.first_change
        return is_before and due_at >= self.steps[-1].made_at

    def reschedule(self, running: Running) -> tuple[VersionStep | None, list[DueDayMove]]:
        """The version it runs under from now on, None where it keeps its own, and how its last day moved.

        Each version is judged as of the moment it was made, whenever this is asked. What was broken by then
        is judged by the calendar it ran under; and no order by itself makes a breach, so what would be
        broken at once stays too.
        """
        reached, calendar, moved = None, self.calendar, []
        # As `settled_due`: an open wait has not moved the day yet.
        as_of = running.waiting_since or running.received
        for step in self.steps:
            try:
                was, becomes = running.due(calendar, as_of), running.due(step.calendar, as_of)
                first = min(was, becomes)
                if first < step.made_at and not running.waits_in_time(first):
                    break
            except CalendarFault:
                log.exception("a promise keeps its calendar: it cannot be counted by version %s", step.number)
                break
            if becomes != was:
                moved.append(DueDayMove(step, was, becomes))
            reached, calendar = step, step.calendar
        return reached, moved


def find_path(version_id: int, office_id: int) -> CalendarPath:
    later = CalendarVersion.objects.filter(office_id=office_id, pk__gt=version_id).order_by("number")
    steps = tuple(
        VersionStep(pk, number, made_at, order_id, calendar_of(pk))
        for pk, number, made_at, order_id in later.values_list("pk", "number", "made_at", "order_id")
    )
    calendars = [calendar_of(version_id), *(step.calendar for step in steps)]
    changes = [first_change(*pair) for pair in pairwise(calendars)]
    return CalendarPath(calendars[0], steps, min((change for change in changes if change), default=None))


def single_steps(version_id: int, office_id: int) -> list[CalendarPath]:
    """The same way, one version at a time."""
    path = find_path(version_id, office_id)
    calendars = [path.calendar, *(step.calendar for step in path.steps)]
    return [
        CalendarPath(calendar, (step,), first_change(calendar, step.calendar))
        for calendar, step in zip(calendars, path.steps, strict=False)
    ]


def first_change(old: Calendar, new: Calendar) -> datetime | None:
    """The start of the first day that is open otherwise than before; None where there is no such day."""
    if calendar_settings(old.rows) != calendar_settings(new.rows):
        return moment_at(date(FIRST_YEAR, 1, 1), 0)
    days = [*dated_days(old.rows), *dated_days(new.rows)]
    if not days:
        return None
    change = next(
        day_changes(old.rows, new.rows, date.fromordinal(min(days)), date.fromordinal(max(days))), None
    )
    return moment_at(change.day, 0) if change else None


def calendar_settings(rows: CalendarRows) -> tuple:
    return rows.week, rows.ordinary, rows.same_day, rows.roll_closed


def dated_days(rows: CalendarRows) -> Iterator[int]:
    """The days of which some row says something."""
    yield from rows.statements
    for row, _ in rows.dated:
        yield from (row.first.toordinal(), row.last.toordinal())
