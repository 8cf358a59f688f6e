"""Re-projection: after a new version of the calendar every open promise that is not broken is counted by it.

Oldest due first, in pages that commit by themselves. An open clock under an older version is work to do, so
a worker killed in the middle has lost nothing, and a receipt that read the older version a moment before is
found too. A clock is locked and moves in the transaction that tells of it: doing it twice changes nothing,
and what moved is told once.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import connection, transaction

from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import RetryLater, outside_transaction

from .calendar_path import single_steps
from .milestones import act_on_milestones
from .models import Clock
from .open_clocks import ClockRow, lock_outdated_clocks, newest_version, open_topics
from .reschedule import Paths, reschedule_clocks

# Whoever submits meanwhile waits as long as one page takes.
PAGE = 800
# A worker has other things to do.
SLICE = timedelta(seconds=5)
# By then every receipt begun before the order has been written or has failed.
SETTLED = timedelta(minutes=2)


@outside_transaction
def recalculate_deadlines(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The reaction to a new version: carries the promises of its office over, a slice at a time, and looks
    again.
    """
    entry, until = outbox_entry.entry, time.monotonic() + SLICE.total_seconds()
    for _ in reschedule_office(cast(int, entry.office_id), since=entry.at):
        if time.monotonic() > until:
            raise RetryLater(now)
    if now < entry.at + SETTLED:
        raise RetryLater(entry.at + SETTLED)


def reschedule_office(office_id: int, *, since: datetime) -> Iterator[int]:
    """Carry over the office's promises not broken at `since`, page by page; gives how many last days each
    page moved.
    """
    newest, topics, paths = newest_version(office_id), open_topics(office_id), Paths()
    after: tuple[datetime, int] | None = None
    while True:
        with transaction.atomic():
            # A page that is lost is under the older version again, and is carried over as if it
            # never had been.
            cast(Any, connection).commit_may_be_lost()  # of our own backends
            rows = lock_outdated_clocks(office_id, topics, newest, since=since, after=after, most=PAGE)
            # What came before the order and was never looked at comes first.
            overlooked = {row.pk for row in rows if row.look_at and row.look_at <= since}
            moved = reschedule_clocks(
                [row for row in rows if row.pk not in overlooked], office_id=office_id, paths=paths
            )
            for clock in Clock.objects.filter(pk__in=overlooked).order_by("due_at", "pk"):
                reschedule_step_by_step(clock)
        if not rows:
            return
        after = (rows[-1].due_at, rows[-1].pk)
        yield moved


LOCKED = """
    SELECT calendar_version_id, (
        SELECT id FROM offices_calendarversion WHERE office_id = clock.office_id
        ORDER BY number DESC LIMIT 1
    )
    FROM clock_clock clock WHERE clock.id = %s
"""


def bring_up_to_date(clock: Clock) -> int:
    """Lock a clock and count it by the newest calendar, before a fact is entered or a moment acted on.

    Must be called inside the transaction of that act. Where the worker has not come to it yet, it is
    carried over here, and what came before an order is acted on by the calendar before it; returns how many
    moments that were.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            LOCKED + connection.features.has_select_for_update * " FOR UPDATE OF clock", [clock.pk]
        )
        stored, newest = cursor.fetchone()
    if stored == newest == clock.calendar_version_id:
        return 0
    reload_clock(clock)
    return 0 if clock.stopped_at else reschedule_step_by_step(clock)


def reschedule_step_by_step(clock: Clock) -> int:
    """From version to version: first what came under the one, then over to the next; stays where it broke."""
    acted = 0
    for path in single_steps(clock.calendar_version_id, clock.office_id):
        acted += act_on_milestones(clock, path.steps[0].made_at)
        reschedule_clocks(
            [ClockRow.of(clock)], office_id=clock.office_id, paths={clock.calendar_version_id: path}
        )
        reload_clock(clock)
        if clock.calendar_version_id != path.steps[0].version_id:
            break
    return acted


def reload_clock(clock: Clock) -> None:
    clock.refresh_from_db()
    clock.forget()
