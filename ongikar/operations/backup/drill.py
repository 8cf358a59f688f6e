"""The worker's part: a backup each night where an hour was set, and once a week one that is restored aside to
see that it opens. Both run beside the worker, which waits for neither.
"""

import logging
import subprocess
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from ongikar.operations.forked_processes import end_with_us
from ongikar.rules.calendar.office_calendar import TZ

from .folder import AtWork, backup_folder, indexes, lock_file, read_state, write_state
from .orders import BACKUP, DRILL, asked_since

log = logging.getLogger("ongikar.backup")
LOOK_EVERY = timedelta(minutes=1)
DRILL_EVERY = timedelta(days=7)
# A drill that failed is tried again sooner: somebody may have mended the cause.
AFTER_A_FAULT = timedelta(days=1)
BACKUP_AFTER_A_FAULT = timedelta(hours=1)


def is_backup_due(now: datetime) -> bool:
    """Where somebody asked for one; and after the hour that was set, where none was made that day; after a
    fault an hour later again.
    """
    folder = backup_folder()
    state = read_state(folder)
    newest = backups[0].moment if (backups := indexes(folder)) else None
    if asked_since(state, BACKUP, newest, moment_of(state.get("failure"))):
        return True
    if not settings.ONGIKAR_BACKUP_HOUR:
        return False
    local = now.astimezone(TZ)
    if local.hour < int(settings.ONGIKAR_BACKUP_HOUR):
        return False
    if backups and backups[0].moment.astimezone(TZ).date() >= local.date():
        return False
    failed = moment_of(state.get("failure"))
    return failed is None or now - failed >= BACKUP_AFTER_A_FAULT


def is_drill_due(now: datetime) -> bool:
    folder = backup_folder()
    if not indexes(folder):
        return False
    state = read_state(folder)
    check = state.get("check")
    checked = moment_of(check)
    if checked is None or not isinstance(check, dict) or asked_since(state, DRILL, checked):
        return True
    return now - checked >= (DRILL_EVERY if check.get("is_good") else AFTER_A_FAULT)


def is_at_work(folder: Path) -> bool:
    """Whether somebody makes a backup at this moment: what was asked for waits until that has ended."""
    try:
        with lock_file(folder / ".lock"):
            return False
    except AtWork:
        return True


def moment_of(told: Any) -> datetime | None:
    return datetime.fromisoformat(told["at"]) if isinstance(told, dict) and told.get("at") else None


class BackupKeeper:
    """`keep(now)`, in each round: begins what is due, looks after what it has begun. Returns how many were
    begun.
    """

    def __init__(self) -> None:
        self.looked_at: datetime | None = None
        self.process: subprocess.Popen[bytes] | None = None
        self.what, self.began = "", datetime.min.replace(tzinfo=TZ)

    def __call__(self, now: datetime) -> int:
        if self.process is not None:
            status = self.process.poll()
            if status is None:
                return 0
            self.process = None
            self.note_end(status, now)
        if self.looked_at is not None and abs(now - self.looked_at) < LOOK_EVERY:
            return 0
        self.looked_at = now
        if is_backup_due(now):
            if is_at_work(backup_folder()):
                return 0
            self.begin("backup", ["backup"], now)
        elif is_drill_due(now):
            self.begin("check", ["restore", "--check", "newest"], now)
        else:
            return 0
        return 1

    def begin(self, what: str, words: list[str], now: datetime) -> None:
        self.what, self.began = what, now
        self.process = subprocess.Popen(
            ["nice", sys.executable, "-m", "ongikar", *words],  # noqa: S607
            cwd=settings.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            preexec_fn=end_with_us(),
        )

    def note_end(self, status: int, now: datetime) -> None:
        """One that ended without a word, as by `kill -9` or for want of memory, is a fault as any other."""
        if status == 0:
            return
        log.error("the %s that was due ended with status %s", self.what, status)
        folder = backup_folder()
        words = [f"মাঝপথে থেমে গেছে ({status})", f"ended half-way ({status})"]
        with suppress(OSError):
            state = read_state(folder)
            if self.what == "check" and (moment_of(state.get("check")) or self.began) <= self.began:
                backups = indexes(folder)
                name = backups[0].name if backups else ""
                told = {"name": name, "at": now.isoformat(), "is_good": False, "faults": [words]}
                write_state(folder, check=told)
            elif self.what == "backup" and (moment_of(state.get("failure")) or self.began) <= self.began:
                write_state(folder, failure={"at": now.isoformat(), "words": words})
