"""Who watches over whom: a process gives signs of life, and one that gives none and does not work is ended,
with a word in the log on what its threads waited for. Needs no Django.

The web server's master watches over the processes that serve, `ongikar start` over master and worker, and
where there is systemd it does so itself. A process that ended is started again anyway (web_server.py,
serve.py). See docs/decisions/094.
"""

import contextlib
import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

# Silence for so long, and as long a time with hardly any use of the processor, is what ends a process; with
# what it takes to begin another it must stay below 15 seconds.
SILENCE_SECONDS, IDLE_SECONDS = 8.0, 0.5
# Before its first sign of life a program loads, waits for its database, or makes place for itself.
START_SECONDS = 60.0
# More than this does not count between two looks: a clock that jumps, a machine that slept and a watcher that
# was stopped itself say nothing of whom it watches.
MOST_OF_A_LOOK = 2.0
# A process that was stopped (SIGSTOP) in this many looks in a row is not waited for any longer: requests that
# reach it wait. One or two may be those of a whole group that has just gone on.
STOPPED_LOOKS = 8
# Until the threads have been written to the log.
DUMP_SECONDS = 0.5
DUMP = signal.SIGUSR1
PROC = Path("/proc")


def dump_threads_when_asked() -> None:
    """At the signal DUMP this process, and every one forked from it later, writes what its threads do."""
    faulthandler.register(DUMP, file=sys.__stderr__ or sys.stderr, all_threads=True)


class Patience:
    """With one process: asked again and again with the count of its signs of life, each look says whether it
    is over.

    Elsewhere than on Linux never: nothing says how much a process works.
    """

    def __init__(
        self, silence: float = SILENCE_SECONDS, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.silence, self.now = silence, now
        self.looked_at, self.silent = now(), 0.0
        self.beats: int | None = None
        self.used_then, self.stopped = 0.0, 0

    def look(self, beats: int, pids: Callable[[], Sequence[int]]) -> bool:
        """One look more; whether patience has come to its end. `pids` are the process and those whose work
        counts as its own.
        """
        now = self.now()
        passed, self.looked_at = min(max(now - self.looked_at, 0.0), MOST_OF_A_LOOK), now
        if beats != self.beats:
            self.beats, self.silent, self.stopped = beats, 0.0, 0
            return False
        if not self.silent:
            self.used_then = processor_seconds(pids())
        self.stopped = self.stopped + 1 if is_stopped(pids()) else 0
        if self.stopped >= STOPPED_LOOKS:
            return True
        self.silent += passed
        if self.silent < self.silence or not PROC.is_dir():
            return False
        used = processor_seconds(pids())
        if used - self.used_then > IDLE_SECONDS:
            # A busy process is left alone, however long its work takes.
            self.silent, self.used_then = 0.0, used
            return False
        return True


def is_stopped(pids: Sequence[int]) -> bool:
    """Whether the first of them is."""
    try:
        return (PROC / str(pids[0]) / "stat").read_text().rpartition(")")[2].split()[0] == "T"
    except (OSError, IndexError):
        return False


def with_descendants(pid: int) -> Callable[[], Sequence[int]]:
    return lambda: [pid, *descendants(pid)]


def end_silent(name: str, pid: int) -> None:
    """End a process that gives no sign of life, with a word on what it waits for. Its forks end with it."""
    print(f"ongikar: {name} ({pid}) gives no sign of life; what its threads do:", file=sys.stderr, flush=True)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, DUMP)
        time.sleep(DUMP_SECONDS)
        os.kill(pid, signal.SIGKILL)


def descendants(pid: int) -> Iterator[int]:
    """The processes that a process started, and those that they did."""
    for file in (PROC / str(pid) / "task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, file.read_text().split()):
                yield child
                yield from descendants(child)


def processor_seconds(pids: Iterable[int]) -> float:
    """What these processes have used of the processor so far."""
    ticks = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            # The name, in brackets, may hold spaces: user and system time are the 12th and 13th after it.
            ticks += sum(map(int, (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")
