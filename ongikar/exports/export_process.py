"""Making one export, in the process that was begun for it: nothing is told as ready before the disk has it.

A process that falls leaves its folder behind, in which the next one goes on; one that lost its lease, since
it gave no word of itself for too long, ends without a trace.
"""

import errno
import os
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Unpack

from django.db import transaction

from ongikar.core.i18n.say import override_language
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import EntryFacts
from ongikar.papers.models import make_folders, sync_folder

from .makers import MadeFile, NothingToMake, Work, maker_named
from .models import Export, exports_folder
from .sharing import find_same_file, hand_over, hand_to_all
from .words import FELL, NO_ROOM, NOT_THERE, TOO_LARGE

# How long a process is believed to be alive without a word of it.
LEASE = timedelta(minutes=2)
# Words about how far it is come no oftener, in seconds: each is a write.
SECONDS_BETWEEN_STEPS = 1.0
# The pause after a step: this share of the time that the step took, and at most this many seconds.
REST_SHARE, MOST_REST = 1.0, 0.5
# After this many seconds a process ends at the next part that is done, where others wait for their turn.
TURN_SECONDS = 45.0
# How often the process that makes an export may die before the export is given up.
MOST_FALLS = 3
FOLDER_MODE, FILE_MODE = 0o700, 0o600

Clock = Callable[[], datetime]


class LeaseLost(Exception):
    """Another process has the export in hand by now, or it is not wanted any more."""


class TurnOver(Exception):
    """What is done lies in the folder; others come first."""


def lease_next_export(now: datetime) -> Export | None:
    """Take the next one in hand; None where nothing waits, or another is being made: several workers would
    else take several times the memory. One whose process fell too often is given up.
    """
    with transaction.atomic():
        if Export.objects.unfinished().filter(leased_until__gt=now).exists():
            return None
        free = Export.objects.in_nobodys_hands(now)
        if transaction.get_connection().features.has_select_for_update_skip_locked:
            free = free.select_for_update(skip_locked=True)
        export = free.first()
        if export is None:
            return None
        if export.leased_until:
            export.falls += 1
        export.turns += 1
        export.lease, export.leased_until = secrets.token_hex(16), now + LEASE
        export.save(update_fields=["falls", "turns", "lease", "leased_until"])
    if export.falls > MOST_FALLS:
        give_up(export, FELL, now)
        return None
    return export


def make_leased_export(export_id: int, lease: str, clock: Clock) -> bool:
    """Make it as far as its turn goes; whether it is finished, well or not. Raises LeaseLost."""
    export = Export.objects.select_related("office").filter(pk=export_id, lease=lease).first()
    if export is None or export.ready_at or export.failed_at:
        raise LeaseLost
    try:
        # Somebody else's same order was made while this one waited for its turn.
        if (same := find_same_file(export, clock())) and hand_over(export, same, clock()):
            return True
        with override_language(export.language):
            made = make_in_folder(export, clock)
        keep_file(export, made, clock())
        export.refresh_from_db()
        hand_to_all(export, clock())
    except TurnOver:
        release(export)
        return False
    except NothingToMake:
        give_up(export, NOT_THERE, clock())
    except MemoryError:
        give_up(export, TOO_LARGE, clock())
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        give_up(export, NO_ROOM, clock())
    return True


def make_in_folder(export: Export, clock: Clock) -> MadeFile:
    maker = maker_named(export.maker)
    if maker is None:
        raise NothingToMake
    make_folders(export.work_folder, FOLDER_MODE)
    progress = Progress(export, clock)
    work = Work(export.work_folder, export.asked_at, progress.step, progress.pause)
    return maker.make(export.office, export.arguments, work)


class Progress:
    """Says how far it is, at most once a second; each word renews the lease."""

    def __init__(self, export: Export, clock: Clock) -> None:
        self.export, self.clock = export, clock
        self.begun = self.said = self.rested = time.monotonic()

    def step(self, lines: int) -> None:
        # The database works for it, too, and knows no priority: it asks for the next rows after a rest.
        time.sleep(min(REST_SHARE * (time.monotonic() - self.rested), MOST_REST))
        self.rested = time.monotonic()
        if time.monotonic() - self.said >= SECONDS_BETWEEN_STEPS:
            self.say(lines)

    def say(self, lines: int) -> None:
        self.said = time.monotonic()
        own = Export.objects.unfinished().filter(pk=self.export.pk, lease=self.export.lease)
        # A second beginning does not take back what was said before.
        if not own.update(lines_done=lines, leased_until=self.clock() + LEASE):
            raise LeaseLost

    def pause(self) -> None:
        if time.monotonic() - self.begun < TURN_SECONDS:
            return
        if Export.objects.in_nobodys_hands(self.clock()).exclude(pk=self.export.pk).exists():
            raise TurnOver


def release(export: Export) -> None:
    """Back among those that wait, and no fall of it."""
    Export.objects.filter(pk=export.pk, lease=export.lease).update(lease="", leased_until=None)


def keep_file(export: Export, made: MadeFile, now: datetime) -> None:
    """Lay the file where it is fetched, then say that it is there."""
    name = f"{export.pk}-{secrets.token_hex(8)}{made.path.suffix}"
    with suppress(PermissionError):
        # On a disk that knows no owners whoever may enter reads it anyway.
        made.path.chmod(FILE_MODE)
    with open(made.path, "rb") as file:
        os.fsync(file.fileno())
    size = made.path.stat().st_size
    made.path.rename(exports_folder() / name)
    sync_folder(exports_folder())
    with transaction.atomic():
        own = Export.objects.unfinished().filter(pk=export.pk, lease=export.lease)
        if not own.update(
            ready_at=now,
            leased_until=None,
            lines_done=made.lines,
            lines=made.lines,
            file_name=made.file_name,
            media_type=made.media_type,
            size=size,
            stored_name=name,
        ):
            # The file is nobody's, and is swept away with what processes that fell have left.
            raise LeaseLost
        record_of_worker(export, "export.ready", now, count=made.lines)
    shutil.rmtree(export.work_folder, ignore_errors=True)


def give_up(export: Export, fault: str, now: datetime) -> None:
    """Say that it was not made, and why. What there was of it is removed first: the disk may be full."""
    shutil.rmtree(export.work_folder, ignore_errors=True)
    with transaction.atomic():
        own = Export.objects.unfinished().filter(pk=export.pk, lease=export.lease)
        if own.update(failed_at=now, leased_until=None, fault=fault):
            record_of_worker(export, "export.failed", now, reason=fault)


def record_of_worker(export: Export, verb: str, now: datetime, **facts: Unpack[EntryFacts]) -> None:
    record(
        verb,
        subject=export.reference,
        actor=WORKER,
        office_id=export.office_id,
        now=now,
        **facts | {"what": export.maker},
    )
