"""After a new version of the calendar every open promise that is not broken is counted by it, with an entry
for each that tells of it.

Oldest due first, in pages that commit by themselves. An open clock under an older version is work to do, so
a worker killed in the middle has lost nothing, and a receipt that read the older version a moment before is
found too. A clock is locked and moves in the transaction that tells of it: doing it twice changes nothing
(it is idempotent), and what moved is told once.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import connection, transaction

from ongikar.core.db.bulk_sql import fetch_rows, update_rows
from ongikar.journal.actions import WORKER, SubjectReference, record_each, record_if_written
from ongikar.journal.models import EntryFacts, OutboxEntry
from ongikar.journal.outbox import RetryLater, outside_transaction
from ongikar.rules.clock.fold import Running
from ongikar.rules.clock.watch import BROKEN, next_milestone

from .calendar_path import CalendarPath, DueDayMove, find_path, single_steps
from .milestones import act_on_milestones
from .models import Clock
from .open_clocks import (
    ClockRow,
    claimed_milestones,
    lock_outdated_clocks,
    newest_version,
    open_topics,
    running_by_clock,
)
from .tallies import Tallied, enter_changes

# Paths already found, by the version they begin at: a whole run takes the same few.
Paths = dict[int, CalendarPath]
# A clock, and what its entry says.
SubjectFacts = list[tuple[SubjectReference, EntryFacts]]


def reschedule_clocks(rows: Sequence[ClockRow], *, office_id: int, paths: Paths) -> int:
    """Bring locked open clocks to the newest calendar; returns how many last days moved.

    Must be called inside a transaction. What is broken keeps the calendar it broke under.
    """
    touched: list[ClockRow] = []
    # Newest version → clocks that run under it from now on, untouched.
    untouched: dict[int, list[int]] = {}
    for row in rows:
        if row.version_id not in paths:
            paths[row.version_id] = find_path(row.version_id, office_id)
        path = paths[row.version_id]
        if path.keeps_clock_due(row.due_at):
            untouched.setdefault(path.steps[-1].version_id, []).append(row.pk)
        else:
            touched.append(row)
    for version_id, pks in untouched.items():
        Clock.objects.filter(pk__in=pks).update(calendar_version_id=version_id)
    subject_facts = recount_clocks(touched, paths, office_id=office_id) if touched else {}
    for (topic, made_at), moves in subject_facts.items():
        # Entered at the moment of the order, however late the worker comes.
        record_each(f"{topic}.moved", moves, actor=WORKER, office_id=office_id, now=made_at)
    if rows:
        # Seals under which calendar they all run from now on, those among them whose last day stayed.
        newest = paths[rows[-1].version_id].steps[-1]
        record_if_written(
            "calendar.carried",
            subject=("office", office_id),
            actor=WORKER,
            office_id=office_id,
            now=newest.made_at,
            version=newest.number,
        )
    return sum(map(len, subject_facts.values()))


def recount_clocks(
    rows: Sequence[ClockRow], paths: Paths, *, office_id: int
) -> dict[tuple[str, datetime], SubjectFacts]:
    """Write the caches of these clocks by the newest calendar; gives what moved, by topic and moment of the
    order.
    """
    pks = [row.pk for row in rows]
    said, claimed = running_by_clock(pks), claimed_milestones(pks)
    counted: list[tuple[int, int, datetime, datetime | None]] = []
    tallied: dict[str, list[Tallied]] = {}
    subject_facts: dict[tuple[str, datetime], SubjectFacts] = {}
    for row in rows:
        if BROKEN in claimed.get((row.pk, row.due_at), ()):
            continue
        running = said[row.pk]
        reached, moves = paths[row.version_id].reschedule(running)
        if reached is None:
            continue
        due_at, look_at = moves[-1].becomes if moves else row.due_at, None
        if not running.waits_in_time(due_at):
            # The day before the last may have become another, even where the last has not.
            done = frozenset(claimed.get((row.pk, due_at), ()))
            look_at = next_milestone(reached.calendar, running.received, due_at, done)
        counted.append((row.pk, reached.version_id, due_at, look_at))
        after = row.state()._replace(due_at=due_at, look_at=look_at)
        is_told = BROKEN in claimed.get((row.pk, due_at), ())
        before = row.state().tally_key(is_told=False)
        tallied.setdefault(row.topic, []).append(Tallied(row.pk, before, after.tally_key(is_told=is_told)))
        for move in moves:
            moved = (("clock", row.pk), move_facts(move, running))
            subject_facts.setdefault((row.topic, move.step.made_at), []).append(moved)
    update_rows(Clock, counted, "calendar_version", "due_at", "look_at")
    for topic, of_topic in tallied.items():
        enter_changes(office_id, topic, of_topic)
    return subject_facts


def move_facts(move: DueDayMove, running: Running) -> EntryFacts:
    """From when to when, by which version and order, and whether the citizen is waited for."""
    facts: EntryFacts = {
        "from": move.was.isoformat(),
        "to": move.becomes.isoformat(),
        "version": move.step.number,
    }
    if move.step.order_id:
        facts["order"] = move.step.order_id
    if running.waiting_since:
        facts["waits"] = True
    return facts


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
    locking = connection.features.has_select_for_update * " FOR UPDATE OF clock"
    ((stored, newest),) = fetch_rows(LOCKED + locking, clock.pk)
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
