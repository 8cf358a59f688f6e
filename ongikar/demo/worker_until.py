"""What the worker would have done in the past of a demonstration, at the very moments at which it was due."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils.dateparse import parse_datetime

from ongikar.clock.models import Clock
from ongikar.clock.watch import watch_clocks
from ongikar.core.db.bulk_sql import fetch_rows
from ongikar.core.not_none import not_none
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.tasks.actions.series import raise_due_tasks
from ongikar.tasks.models import Series

# When a clock, an entry of the outbox and a series were due next: all three in one question, asked before
# each act. A message made at night waits for the morning.
DUE = f"""
    SELECT (SELECT min(look_at) FROM {Clock._meta.db_table} WHERE look_at <= %s),
        (SELECT min(next_try) FROM {OutboxEntry._meta.db_table} WHERE next_try <= %s),
        (SELECT min(look_at) FROM {Series._meta.db_table} WHERE look_at <= %s)
"""


def run_worker_until(until: datetime, *, run_entries: Callable[[datetime], int] = run_due_entries) -> None:
    """Everything that was due by then, the first due first."""
    while any(moments := due_moments(until)):
        look, owed, series = moments
        at = min(moment for moment in moments if moment)
        if series and series <= at:
            raise_due_tasks(at)
        if look and look <= at:
            watch_clocks(at)
        if owed and owed <= at:
            run_entries(at)


def due_moments(until: datetime) -> list[datetime | None]:
    bound = connection.ops.adapt_datetimefield_value(until)
    return [as_moment(value) for value in fetch_rows(DUE, bound, bound, bound)[0]]


def as_moment(value: Any) -> datetime | None:
    """SQLite keeps a moment as text."""
    return not_none(parse_datetime(value)).replace(tzinfo=UTC) if isinstance(value, str) else value
