"""Running promises carried over to the newest calendar, with the entries that tell of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ongikar.core.db.bulk_sql import update_rows
from ongikar.journal.actions import WORKER, SubjectReference, record_each, record_if_written
from ongikar.rules.clock.fold import Running
from ongikar.rules.clock.watch import BROKEN, next_milestone

from .calendar_path import CalendarPath, DueDayMove, find_path
from .models import Clock
from .open_clocks import ClockRow, claimed_milestones, running_by_clock

# Paths already found, by the version they begin at: a whole run takes the same few.
Paths = dict[int, CalendarPath]
# A clock, and what its entry says.
SubjectFacts = list[tuple[SubjectReference, dict[str, Any]]]


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
    told = recount_clocks(touched, paths) if touched else {}
    for (topic, made_at), moves in told.items():
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
    return sum(map(len, told.values()))


def recount_clocks(rows: Sequence[ClockRow], paths: Paths) -> dict[tuple[str, datetime], SubjectFacts]:
    """Write the caches of these clocks by the newest calendar; gives what moved, by topic and moment of the
    order.
    """
    pks = [row.pk for row in rows]
    said, claimed = running_by_clock(pks), claimed_milestones(pks)
    counted: list[tuple[int, int, datetime, datetime | None]] = []
    told: dict[tuple[str, datetime], SubjectFacts] = {}
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
        for move in moves:
            moved = (("clock", row.pk), move_facts(move, running))
            told.setdefault((row.topic, move.step.made_at), []).append(moved)
    update_rows(Clock, counted, "calendar_version", "due_at", "look_at")
    return told


def move_facts(move: DueDayMove, running: Running) -> dict[str, Any]:
    """From when to when, by which version and order, and whether the citizen is waited for."""
    facts = {"from": move.was.isoformat(), "to": move.becomes.isoformat(), "version": move.step.number}
    if move.step.order_id:
        facts["order"] = move.step.order_id
    if running.waiting_since:
        facts["waits"] = True
    return facts
