"""The open clocks of an office under another calendar than its newest, read in pages, with what their facts
say.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from django.db.models import Q, QuerySet

from ongikar.core.db.bulk_sql import fetch_by_keys, fetch_value
from ongikar.rules.clock import fold
from ongikar.rules.clock.fold import FactData, Running

from .lateness import ClockState
from .models import Clock


class ClockRow(NamedTuple):
    """What of a clock is needed to carry it over."""

    pk: int
    topic: str
    version_id: int
    due_at: datetime
    look_at: datetime | None
    broke_before: bool

    @classmethod
    def of(cls, clock: Clock) -> "ClockRow":
        return cls(
            clock.pk,
            clock.topic,
            clock.calendar_version_id,
            clock.due_at,
            clock.look_at,
            clock.broke_before,
        )

    def state(self) -> ClockState:
        """Of an open clock."""
        return ClockState(self.due_at, self.look_at, None, "", self.broke_before)


COLUMNS = ("pk", "topic", "calendar_version_id", "due_at", "look_at", "broke_before")


def newest_version(office_id: int) -> int:
    newest = "SELECT id FROM offices_calendarversion WHERE office_id = %s ORDER BY number DESC LIMIT 1"
    return fetch_value(newest, office_id)


def unbroken_clocks(office_id: int, *, since: datetime) -> QuerySet[Clock, Any]:
    """Open clocks that were not broken at `since`; those that wait have no moment to look at, as the broken
    ones.
    """
    opened = Clock.objects.filter(office_id=office_id, stopped_at__isnull=True)
    return opened.filter(Q(due_at__gte=since) | Q(look_at__isnull=True))


def lock_outdated_clocks(
    office_id: int,
    topics: Sequence[str],
    newest: int,
    *,
    since: datetime,
    after: tuple[datetime, int] | None,
    most: int,
) -> list[ClockRow]:
    """The next clocks by due moment, locked, that do not run under the newest calendar. Oldest due first."""
    waiting = unbroken_clocks(office_id, since=since).exclude(calendar_version_id=newest)
    if after:
        due_at, pk = after
        waiting = waiting.filter(due_at__gte=due_at).filter(Q(due_at__gt=due_at) | Q(pk__gt=pk))
    waiting = waiting.order_by("due_at", "pk").select_for_update().values_list(*COLUMNS)
    page = [ClockRow(*columns) for topic in topics for columns in waiting.filter(topic=topic)[:most]]
    return sorted(page, key=lambda row: (row.due_at, row.pk))[:most]


def open_topics(office_id: int) -> list[str]:
    """What the office's open clocks count; the index of open clocks begins with it."""
    opened = Clock.objects.filter(office_id=office_id, stopped_at__isnull=True)
    return sorted(opened.order_by().values_list("topic", flat=True).distinct())


FACTS_SQL = "SELECT clock_id, kind, at, data FROM clock_fact WHERE clock_id {keys} ORDER BY id"
MILESTONES_SQL = "SELECT clock_id, due_at, name FROM clock_milestone WHERE clock_id {keys}"


@lru_cache(maxsize=4096)
def fact_data(data: str) -> FactData:
    """What a fact says beside its moment. Promises of one charter row say the same, and nobody changes what
    is read.
    """
    return cast(FactData, MappingProxyType(json.loads(data)))


def running_by_clock(pks: Sequence[int]) -> dict[int, Running]:
    """What the facts of these clocks say."""
    facts: dict[int, list[fold.Fact]] = {}
    for pk, kind, at, data in fetch_by_keys(FACTS_SQL, pks):
        facts.setdefault(pk, []).append(fold.Fact(kind, as_utc(at), fact_data(data)))
    return {pk: fold.fold_facts(of_clock) for pk, of_clock in facts.items()}


def claimed_milestones(pks: Sequence[int]) -> dict[tuple[int, datetime], set[str]]:
    """The moments claimed, by clock and the due moment they belonged to."""
    claimed: dict[tuple[int, datetime], set[str]] = {}
    for pk, due_at, name in fetch_by_keys(MILESTONES_SQL, pks):
        claimed.setdefault((pk, as_utc(due_at)), set()).add(name)
    return claimed


def as_utc(stored: datetime) -> datetime:
    """A moment as a driver gives it: SQLite's knows no zone, and what is kept there is UTC."""
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
