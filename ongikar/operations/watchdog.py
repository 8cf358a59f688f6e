"""The watchdog of the web server: where it neither answers nor works for a minute, what its threads wait for
is written to the log, and it is started again. Needs no Django.

A process that ended is started again anyway (serve.py). One that hangs ends never: its connections are taken
and nobody answers. Whoever is busy is no such case, however long its queue: it uses the processor.
"""

import contextlib
import faulthandler
import os
import signal
import socket
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

LOOK_SECONDS, ANSWER_SECONDS, SILENCE_SECONDS = 10.0, 2.0, 60.0
# Whoever used less of the processor than this in all the time of its silence does not work.
IDLE_SECONDS = 1.0
DUMP = signal.SIGUSR1
PROC = Path("/proc")


def dump_threads_when_asked() -> None:
    """At the signal DUMP this process, and every one forked from it later, writes what its threads do."""
    faulthandler.register(DUMP, file=sys.__stderr__ or sys.stderr, all_threads=True)


class Watchdog:
    """Of one web server at one port of this machine. Elsewhere than on Linux it never bites: nothing says how
    much a process works.
    """

    def __init__(self, port: int, *, look: float = LOOK_SECONDS, silence: float = SILENCE_SECONDS) -> None:
        self.port, self.look, self.silence = port, look, silence
        self.looked_at = time.monotonic()
        self.silent_since: float | None = None
        self.used_then = 0.0

    def is_hanging(self, web: int) -> bool:
        """Whether the server, told by its process, has neither answered nor worked for as long as `silence`
        says, in seconds.
        """
        if time.monotonic() - self.looked_at < self.look:
            return False
        has_answered = answers(self.port)
        self.looked_at = now = time.monotonic()
        if has_answered or not PROC.is_dir():
            self.silent_since = None
            return False
        used = processor_seconds([web, *descendants(web)])
        if self.silent_since is None or used - self.used_then > IDLE_SECONDS:
            self.silent_since, self.used_then = now, used
        return now - self.silent_since > self.silence

    def end(self, web: int) -> None:
        """End a server that hangs, with a word on what it waited for. Its own processes end with it."""
        self.silent_since = None
        print("ongikar: the web server answers nothing; what its threads do:", file=sys.stderr, flush=True)
        with contextlib.suppress(ProcessLookupError):
            for pid in descendants(web):
                os.kill(pid, DUMP)
            time.sleep(1)
            os.kill(web, signal.SIGKILL)


def answers(port: int) -> bool:
    """Whether anything is answered at all."""
    # By hand: a library for it is most of what the process that watches would have in memory.
    try:
        with socket.create_connection(("127.0.0.1", port), ANSWER_SECONDS) as asked:
            asked.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return asked.recv(5) == b"HTTP/"
    except OSError:
        return False


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
