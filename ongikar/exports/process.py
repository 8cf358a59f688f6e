"""The worker's share: one process at a time that makes an export, looked at in each round and never waited
for.

It is a program of its own, so that neither its memory nor its time is the worker's, and it ends with the
worker (docs/decisions/051).
"""

import logging
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from .export_process import LEASE, give_up, lease_next_export, release
from .models import Export
from .words import TOO_LARGE, TOO_LONG

log = logging.getLogger("ongikar.worker")

# Seconds that may pass without a further line: a beginning, and for each thousand lines of the whole, since
# what comes after the last line takes the longer the more there are. It has the lowest priority: on a machine
# that is busy all day the whole may take hours.
BEGINNING_SECONDS, SECONDS_A_THOUSAND = 180.0, 30.0
SECONDS_BETWEEN_RENEWALS = 30.0
# After a fall the next one begins so much later, lest it falls a hundred times a minute.
REST_AFTER_FALL = timedelta(seconds=5)
# One thread that sets pages and one room for memory: twice as many would take twice the memory.
ENVIRONMENT = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


def time_limit(export: Export) -> float:
    return BEGINNING_SECONDS + SECONDS_A_THOUSAND * export.lines / 1000


@dataclass(slots=True)
class MakerProcess:
    """The process that has an export in hand, until when it may go on without a further line, when its lease
    was last renewed (both of time.monotonic), and how many lines were done when it was last asked.
    """

    export: Export
    process: subprocess.Popen
    until: float
    renewed: float
    lines: int = 0

    def let_go_on(self) -> bool:
        """False once it ended, or its time is over without a further line."""
        return self.process.poll() is None and (time.monotonic() < self.until or self.extend_time())

    def extend_time(self) -> bool:
        """Once its time is over a further line gives it the same time anew; answers whether there was one."""
        lines = Export.objects.filter(pk=self.export.pk).values_list("lines_done", flat=True).first() or 0
        if lines <= self.lines:
            return False
        self.lines, self.until = lines, time.monotonic() + time_limit(self.export)
        return True

    def renew_lease(self, now: datetime) -> None:
        """It lives: on a busy machine it may have no moment to say so itself for longer than a lease."""
        if time.monotonic() - self.renewed >= SECONDS_BETWEEN_RENEWALS:
            own = Export.objects.unfinished().filter(pk=self.export.pk, lease=self.export.lease)
            own.update(leased_until=now + LEASE)
            self.renewed = time.monotonic()


def launch(export: Export) -> subprocess.Popen:
    command = [sys.executable, "-m", "ongikar", "exports", "make", str(export.pk), export.lease]
    return subprocess.Popen(
        [*command, str(os.getpid())], env=os.environ | ENVIRONMENT, stdin=subprocess.DEVNULL
    )


# What this worker has in hand.
_running: MakerProcess | None = None


def tend_exports(now: datetime) -> int:
    """Look after the process at hand, else begin the next; returns 1 where something was begun or ended."""
    global _running
    if _running is None:
        export = lease_next_export(now)
        if export is None:
            return 0
        begun = time.monotonic()
        _running = MakerProcess(
            export, launch(export), begun + time_limit(export), begun, lines=export.lines_done
        )
        return 1
    if _running.let_go_on():
        _running.renew_lease(now)
        return 0
    ended, _running = _running, None
    after_end(ended, now)
    return 1


def after_end(ended: MakerProcess, now: datetime) -> None:
    """What it left unsaid: that it took too long, or fell."""
    if ended.process.poll() is None:
        ended.process.kill()
        ended.process.wait()
        give_up(ended.export, TOO_LONG, now)
    elif ended.process.returncode == -signal.SIGABRT:
        # So ends the typesetter where it gets no memory.
        give_up(ended.export, TOO_LARGE, now)
    elif ended.process.returncode:
        log.warning("the process that made %s ended with %s", ended.export, ended.process.returncode)
        own = Export.objects.unfinished().filter(pk=ended.export.pk, lease=ended.export.lease)
        own.update(leased_until=now + REST_AFTER_FALL)


def wait_for_exports(now: datetime) -> None:
    """For a worker that does one round: what it began is made to its end."""
    while _running is not None:
        if _running.let_go_on():
            time.sleep(0.1)
        else:
            tend_exports(now)


def end_exports() -> None:
    """For a worker that ends: the process is ended with it, and the next worker goes on at once."""
    global _running
    if _running is not None:
        ended, _running = _running, None
        ended.process.kill()
        ended.process.wait()
        release(ended.export)
