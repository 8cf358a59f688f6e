"""What a calendar that is not saved yet would do to an office's running promises, oldest due first: shown
before it is saved.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import batched
from typing import NamedTuple

from django.db.models import Q

from ongikar.rules.calendar.office_calendar import Calendar, CalendarFault
from ongikar.rules.clock.fold import Running

from .calendar_path import first_change
from .open_clocks import running_by_clock, unbroken_clocks

PAGE = 1000


class ImpactedPromise(NamedTuple):
    """A promise whose last day would move. `becomes` is None where it could not be counted any more.

    `stays`: counted so it would be broken already, so it keeps its day. `waits`: the citizen owes something.
    """

    clock_id: int
    topic: str
    was: datetime
    becomes: datetime | None
    stays: bool
    waits: bool


def preview_impact(office_id: int, old: Calendar, new: Calendar, *, now: datetime) -> list[ImpactedPromise]:
    change = first_change(old, new)
    if change is None:
        return []
    touched = unbroken_clocks(office_id, since=now).filter(Q(due_at__gte=change) | Q(look_at__isnull=True))
    clocks = touched.order_by("due_at", "pk").values_list("pk", "topic")
    moves = [each for page in batched(clocks, PAGE) for each in preview_moves(dict(page), old, new, now)]
    return sorted(moves, key=lambda each: each.was)


def preview_moves(
    topics: dict[int, str], old: Calendar, new: Calendar, now: datetime
) -> Iterator[ImpactedPromise]:
    for pk, running in running_by_clock(list(topics)).items():
        was = running.settled_due(old)
        if was < now and not running.waits_in_time(was):
            continue
        becomes = due_or_none(running, new)
        if becomes != was:
            stays = bool(becomes and becomes < now and not running.waits_in_time(becomes))
            yield ImpactedPromise(pk, topics[pk], was, becomes, stays, bool(running.waiting_since))


def due_or_none(running: Running, calendar: Calendar) -> datetime | None:
    try:
        return running.settled_due(calendar)
    except CalendarFault:
        return None
