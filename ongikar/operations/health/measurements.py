"""Measures a running installation: its worker, outbox, clocks, seals, backups and disks.

Each statement reads an index, and of a table that grows at most `MOST` rows, so that it costs the same in
an office of two million cases as in an empty one. What is measured holds references and figures only.
"""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db.models import QuerySet

from ongikar.clock.models import Clock, MachineClock
from ongikar.core.models import Heartbeat
from ongikar.journal.keyed_ledger import keys_at_hand
from ongikar.journal.models import Entry, OutboxEntry, Seal
from ongikar.notices.models import Message
from ongikar.offices.models import Office
from ongikar.operations.backup.status import BackupStatus, backup_status
from ongikar.operations.failed_entries import given_up_entries
from ongikar.operations.returned_roots import returned_roots_status
from ongikar.operations.silences import mended_lately

# Counting stops here: "1,000 or more" tells an administrator as much.
MOST = 1_000
# How long a measurement is reused: a probe, a scrape and a page at the same moment measure once.
FRESH_SECONDS = 5.0
# A round of the worker in which much is to be done takes longer than a beat.
LONGEST_SILENCE = timedelta(minutes=5)
# A milestone left unprocessed for this long means that no worker runs.
LONGEST_UNWATCHED = timedelta(minutes=5)
# An outbox entry due for this long has no worker.
LONGEST_UNTOUCHED = timedelta(minutes=10)
# An entry settles, and is sealed, within a round or two.
LONGEST_UNSEALED = timedelta(minutes=15)
TOPICS = ("case", "grievance", "task", "task_check")
MESSAGES = "notices."


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are, `MOST` standing for that many or more, and how old the oldest is; None of none."""

    count: int = 0
    oldest: timedelta | None = None

    @property
    def is_more(self) -> bool:
        return self.count >= MOST


@dataclass(frozen=True, slots=True)
class Disk:
    """One file system and what of ours lies on it ("data", "papers", "backups"). Sizes in bytes."""

    holds: tuple[str, ...]
    total: int
    free: int

    @property
    def is_low(self) -> bool:
        return self.free < 500_000_000


@dataclass(frozen=True, slots=True)
class Measurements:
    """One look at everything, at the moment `at`.

    `worker_age`: since its last sign of life, None where it never ran. `due`: outbox entries whose moment
    has come. `failing`, `given_up`: entries by what they are for, "messages" or "others". `unwatched`:
    clocks whose moment has come and was not looked at. `messages_held`: not sent until a person says
    so, since a restore. `mended`: rows that the worker found silenced of late, and put right. `overdue`:
    open promises past their last day.
    `roots_agree`: those that came back last from a second party, and could be read; so where none come back.
    `ledger_fits`: its keys are there, and no chain has less than the head beside them knows; so where it was
    never taken under keys.
    `unsealed`: since when entries wait for their seal, None where none does.
    """

    at: datetime
    worker_age: timedelta | None
    due: Tally
    failing: dict[str, Tally]
    given_up: dict[str, Tally]
    unwatched: Tally
    overdue: int
    machine_clocks_off: int
    messages_held: int
    mended: int
    sealed_age: timedelta | None
    unsealed: timedelta | None
    backup: BackupStatus
    disks: tuple[Disk, ...]
    roots_agree: bool = True
    ledger_fits: bool = True

    @property
    def is_worker_alive(self) -> bool:
        return self.worker_age is not None and abs(self.worker_age) <= LONGEST_SILENCE

    @property
    def is_due_stuck(self) -> bool:
        return self.due.oldest is not None and self.due.oldest > LONGEST_UNTOUCHED

    @property
    def is_unwatched_stuck(self) -> bool:
        return self.unwatched.oldest is not None and self.unwatched.oldest > LONGEST_UNWATCHED

    @property
    def is_unsealed_stuck(self) -> bool:
        return self.unsealed is not None and self.unsealed > LONGEST_UNSEALED


def measure(now: datetime) -> Measurements:
    """Everything at `now`. Raises DatabaseError where the database does not answer."""
    beat = Heartbeat.objects.filter(name="worker").values_list("at", flat=True).first()
    due = OutboxEntry.objects.filter(next_try__lte=now).order_by("next_try", "id")
    unwatched = Clock.objects.filter(look_at__lte=now).order_by("look_at", "id")
    seal = Seal.objects.order_by("-entry_id").values_list("entry_id", "sealed_at").first()
    newest = Entry.objects.filter(pk__gt=seal[0] if seal else 0).order_by("pk")
    roots = returned_roots_status(now)
    waiting = newest.values_list("at", flat=True).first()
    return Measurements(
        at=now,
        worker_age=now - beat if beat else None,
        due=tally(due, "next_try", now),
        failing=tally_by_purpose(failing_entries(), now),
        given_up=tally_by_purpose(given_up_entries(), now),
        unwatched=tally(unwatched, "look_at", now),
        overdue=overdue_clocks(now),
        machine_clocks_off=MachineClock.objects.filter(off_by__isnull=False).count(),
        messages_held=len(held_messages()[:MOST]),
        mended=mended_lately(now),
        sealed_age=now - seal[1] if seal else None,
        unsealed=now - waiting if waiting else None,
        backup=backup_status(now),
        disks=disks(),
        roots_agree=roots is None or roots.is_fine,
        ledger_fits=does_ledger_fit_its_keys(),
    )


def does_ledger_fit_its_keys() -> bool:
    """What the doctor says of it, without its words. A ledger under no keys yet fits."""
    keys = keys_at_hand()
    if keys.check is None:
        return not keys.are_missing
    return keys.check.judge is not None and not keys.check.head_fault and not any(keys.check.end_faults())


def failing_entries() -> QuerySet[OutboxEntry]:
    """Tried in vain at least once, and tried again: the index `outbox_entries_failing` holds these alone."""
    return OutboxEntry.objects.filter(attempts__gt=0, next_try__isnull=False).order_by("id")


def held_messages() -> "QuerySet[Message, int]":
    """Those that wait for a person's word since a restore: the index `messages_held` holds these alone."""
    return Message.objects.filter(status=Message.HELD).order_by("id").values_list("pk", flat=True)


def tally(rows: QuerySet, column: str, now: datetime) -> Tally:
    """Of rows in the order of `column`: those of a first page are counted, the first is the oldest."""
    moments = list(rows.values_list(column, flat=True)[:MOST])
    return Tally(len(moments), now - moments[0]) if moments else Tally()


def tally_by_purpose(rows: QuerySet[OutboxEntry], now: datetime) -> dict[str, Tally]:
    """Since when: the moment of the act that is still owed something."""
    tallies: dict[str, Tally] = {"messages": Tally(), "others": Tally()}
    for reaction, at in rows.values_list("reaction", "entry__at")[:MOST]:
        purpose = "messages" if reaction.startswith(MESSAGES) else "others"
        before = tallies[purpose]
        tallies[purpose] = Tally(before.count + 1, max(now - at, before.oldest or timedelta()))
    return tallies


def overdue_clocks(now: datetime) -> int:
    """Open promises past their last day, of all offices: along the index of open clocks by due day, which
    begins with the office.
    """
    offices = list(Office.objects.values_list("pk", flat=True))
    late = Clock.objects.filter(office__in=offices, topic__in=TOPICS, stopped_at__isnull=True, due_at__lt=now)
    # In its order: with a limit and none PostgreSQL would read all clocks through until it has enough.
    in_order = late.order_by("office_id", "topic", "due_at", "id")
    return len(in_order.values_list("pk", flat=True)[:MOST])


def disks() -> tuple[Disk, ...]:
    """The file systems that we write to, each once."""
    places = {
        "data": settings.VAR,
        "papers": settings.ONGIKAR_PAPERS,
        "backups": settings.ONGIKAR_BACKUPS,
    }
    devices: dict[int, list[str]] = {}
    folders = {name: existing(path) for name, path in places.items()}
    for name, folder in folders.items():
        devices.setdefault(folder.stat().st_dev, []).append(name)
    result = []
    for names in devices.values():
        usage = shutil.disk_usage(folders[names[0]])
        result.append(Disk(tuple(names), usage.total, usage.free))
    return tuple(result)


def existing(path: Path) -> Path:
    """The folder itself, or where it is not made yet the one that it would be made in."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


class FreshMeasurements:
    """`fresh(now)`: what was measured a moment ago, else measured anew; one thread measures, others wait."""

    def __init__(self, measure: Callable[[datetime], Measurements] = measure) -> None:
        self.measure, self.lock = measure, Lock()
        self.known: Measurements | None = None
        self.until = 0.0

    def __call__(self, now: datetime) -> Measurements:
        with self.lock:
            if self.known is None or time.monotonic() >= self.until:
                self.known = self.measure(now)
                self.until = time.monotonic() + FRESH_SECONDS
            return self.known

    def forget(self) -> None:
        self.known = None


fresh_measurements = FreshMeasurements()
