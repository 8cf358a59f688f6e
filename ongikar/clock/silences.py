"""Open clocks whose next look is not the one that their facts say: the worker would not come to them."""

from datetime import UTC, datetime
from typing import Any

from django.db import connection

from ongikar.core.db.bulk_sql import fetch_rows
from ongikar.journal.silences import Look, LookPage, Silence

from .actions import CACHES
from .models import Clock, Fact, Milestone
from .rebuilding import PUT_RIGHT, recomputed_caches, repair_clock

PAGE = 200
LOOK_AT = CACHES.index("look_at")
# Along the index of open clocks, however many are over.
NEXT_OPEN = (
    "SELECT office_id, topic, due_at, id FROM clock_clock"
    " WHERE stopped_at IS NULL AND (office_id, topic, due_at, id) > (%s, %s, %s, %s)"
    " ORDER BY office_id, topic, due_at, id LIMIT %s"
)


def find_silent_clocks(after: Any, now: datetime) -> LookPage:
    """A page of the open ones, of which those differ that the worker would pass by."""
    first = (0, "", connection.ops.adapt_datetimefield_value(datetime(1, 1, 2, tzinfo=UTC)), 0)
    page = fetch_rows(NEXT_OPEN, *(after or first), PAGE)
    keys = [key for *_, key in page]
    facts = rows_of(Fact, keys, "kind", "at", "data")
    moments = rows_of(Milestone, keys, "name", "due_at")
    clocks = Clock.objects.filter(pk__in=keys).values_list("pk", "office_id", "calendar_version_id", *CACHES)
    silences = [
        Silence("clock_clock", "look_at", str(key), office_id)
        for key, office_id, version, *stored in clocks
        if stored[LOOK_AT] != wanted_look(version, facts.get(key, []), moments.get(key, []), stored[LOOK_AT])
    ]
    return LookPage(page[-1] if len(page) == PAGE else None, silences)


def rows_of(model: Any, keys: list[int], *names: str) -> dict[int, list[tuple]]:
    rows: dict[int, list[tuple]] = {}
    for key, *row in model.objects.filter(clock_id__in=keys).order_by("pk").values_list("clock_id", *names):
        rows.setdefault(key, []).append(tuple(row))
    return rows


def wanted_look(
    version: int, facts: list[tuple], moments: list[tuple], stored: datetime | None
) -> datetime | None:
    """When the worker is to look next; what is stored where no clock can be counted by that calendar: of that
    the doctor tells, and the watch logs it.
    """
    try:
        return recomputed_caches(version, facts, moments).look_at
    except Exception:
        return stored


def mend_clock(silence: Silence, now: datetime) -> bool:
    """Not where it differs in what is sealed, too: that would finish a forgery, which `ledger verify`
    names.
    """
    return repair_clock(int(silence.key)) == PUT_RIGHT


SILENT_CLOCKS = Look(
    "open clocks", ("প্রতিশ্রুতির পরের দেখার সময়", "next looks at promises"), find_silent_clocks, mend_clock
)
