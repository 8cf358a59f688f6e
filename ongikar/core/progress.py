"""Whether threads get on with what they have in hand: by what they finished, by what they use of the
processor, and by what they wait for.

Whoever waits for the database, another program or the network has a limit of its own there and is no case
for a watchdog. Whoever waits for a lock that nobody opens is one.
"""

import sys
import time
from collections.abc import Mapping
from types import FrameType

# The modules in which one waits for others.
WAITS_FOR_OTHERS = (
    "django.db.backends",
    "psycopg",
    "subprocess",
    "multiprocessing",
    "selectors",
    "socket",
    "ssl",
)
# Less is no work: a lock that is tried now and then.
LEAST_SECONDS = 0.0005


class Progress:
    """Asked again and again: of threads, each with a mark of what it does, such as when it began."""

    def __init__(self) -> None:
        self.seen: dict[int, tuple[float, float]] = {}

    def note_progress(self, at_work: Mapping[int, float]) -> bool:
        """Note how far each thread is; answers whether all have done something since the last time, or wait
        for others.
        """
        now = {thread: (mark, used_by(thread)) for thread, mark in list(at_work.items())}
        before, self.seen = self.seen, now
        still = [
            thread
            for thread, (mark, used) in now.items()
            if thread in before and before[thread][0] == mark and used - before[thread][1] < LEAST_SECONDS
        ]
        frames = sys._current_frames() if still else {}
        return all(waits_for_others(frames.get(thread)) for thread in still)


def used_by(thread: int) -> float:
    """Of the processor, in seconds. Only of a thread that lives; 0 where the system cannot tell."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return 0.0
    return time.clock_gettime(time.pthread_getcpuclockid(thread))


def waits_for_others(frame: FrameType | None) -> bool:
    while frame is not None:
        if str(frame.f_globals.get("__name__", "")).startswith(WAITS_FOR_OTHERS):
            return True
        frame = frame.f_back
    return False


class Pulse:
    """Counted by the worker's one thread at every piece of its work."""

    def __init__(self) -> None:
        self.count = 0

    def beat(self) -> None:
        self.count += 1


pulse = Pulse()
