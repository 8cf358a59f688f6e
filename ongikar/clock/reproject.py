"""Re-projection: after a new version of the calendar every open promise that is not broken is counted by it.

Oldest due first, in pages that commit by themselves. An open clock under an older version is work to do, so a worker
killed in the middle has lost nothing, and a receipt that read the older version a moment before is found too. A clock
is locked and moves in the transaction that tells of it: doing it twice changes nothing, and what moved is told once.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection, transaction

from ongikar.journal.models import ToDo
from ongikar.journal.worker import NotYet

from .carrying import Paths, carry_over
from .models import Clock
from .open_clocks import Row, newest_version, oldest_under_others, open_topics

# Whoever submits meanwhile waits as long as one page takes.
PAGE = 800
# A worker has other things to do.
SLICE = timedelta(seconds=5)
# By then every receipt begun before the order has been written or has failed.
SETTLED = timedelta(minutes=2)


def reproject(todo: ToDo, *, now: datetime) -> None:
    """The reaction to a new version: carries the promises of its office over, a slice at a time, and looks again."""
    entry, until = todo.entry, time.monotonic() + SLICE.total_seconds()
    for _ in carried_over(entry.office_id, since=entry.at):
        if time.monotonic() > until:
            raise NotYet(now)
    if now < entry.at + SETTLED:
        raise NotYet(entry.at + SETTLED)


reproject.outside_transaction = True


def carried_over(office_id: int, *, since: datetime) -> Iterator[int]:
    """Carry over the office's promises not broken at `since`, page by page; gives how many last days each page moved."""
    newest, topics, paths = newest_version(office_id), open_topics(office_id), Paths()
    after: tuple[datetime, int] | None = None
    while True:
        with transaction.atomic():
            rows = oldest_under_others(office_id, topics, newest, since=since, after=after, most=PAGE)
            moved = carry_over(rows, office_id=office_id, paths=paths)
        if not rows:
            return
        after = (rows[-1].due_at, rows[-1].pk)
        yield moved


LOCKED = """
    SELECT calendar_version_id,
        (SELECT id FROM offices_calendarversion WHERE office_id = clock.office_id ORDER BY number DESC LIMIT 1)
    FROM clock_clock clock WHERE clock.id = %s
"""


def bring_up_to_date(clock: Clock) -> None:
    """Lock a clock and count it by the newest calendar, before a fact is entered or a moment acted on.

    Must be called inside the transaction of that act. Where the worker has not come to it yet, it is carried over here.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            LOCKED + connection.features.has_select_for_update * " FOR UPDATE OF clock", [clock.pk]
        )
        stored, newest = cursor.fetchone()
    if stored < newest:
        clock.refresh_from_db()
        if clock.stopped_at is None:
            carry_over([Row.of(clock)], office_id=clock.office_id, paths={})
    elif stored == clock.calendar_version_id:
        return
    clock.refresh_from_db()
    clock.forget()
