"""Compares the machine's wall clock with its boot-time clock, which nobody can set, to decide whether days
may be counted.

The kernel counts the seconds since the machine began (CLOCK_BOOTTIME), also while it sleeps. Only setting
the wall clock, forward or back, makes the two disagree; drift that is put right little by little changes
both alike.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

# A leap second, a clock put right by seconds at the start of a day: nothing of that moves a promise.
LIMIT = timedelta(minutes=2)
NONE = timedelta()


@dataclass(frozen=True, slots=True)
class ClockReading:
    """Both clocks at one moment. `boot` names the start of the machine from which `running` counts, in
    seconds.
    """

    boot: str
    wall: datetime
    running: float


def is_same_start(before: ClockReading, now: ClockReading) -> bool:
    return before.boot == now.boot


def disagreement(before: ClockReading, now: ClockReading, *, latest: datetime | None = None) -> timedelta:
    """How far the wall clock is ahead (or, negative, behind) of what it should show.

    Within one start of the machine it is exact. After another start nobody knows how long the machine was
    off: the wall clock may have gone forward by any time, but never back behind `latest`, when some worker
    last saw it, which also holds beside another machine.
    """
    off = (now.wall - before.wall) - timedelta(seconds=now.running - before.running)
    if not is_same_start(before, now):
        off = NONE
    if abs(off) <= LIMIT and latest is not None and now.wall < latest - LIMIT:
        return now.wall - latest
    return off


def is_off(by: timedelta) -> bool:
    return abs(by) > LIMIT


def is_same_step(accepted: timedelta, by: timedelta) -> bool:
    """Whether what an administrator has accepted is what is there now, and not another step since."""
    return abs(accepted - by) <= LIMIT
