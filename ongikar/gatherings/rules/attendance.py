"""How much of what took place somebody attended, and how much they can still reach.

The percent is minutes attended of minutes held while they were a member. What was cancelled or moved stands
in neither; what has no mark yet is neither attended nor missed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

PRESENT, LATE, LEFT_EARLY, ABSENT, EXCUSED = "present", "late", "left_early", "absent", "excused"
# Whoever comes later than this after the beginning is late.
GRACE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class HeldGathering:
    """One gathering as attendance counts it: its day, its minutes, whether its marks are complete, and what
    the member's standing mark says. `value`: "" where there is none.
    """

    day: date
    minutes: int
    is_recorded: bool
    value: str = ""
    attended: int | None = None


@dataclass(frozen=True, slots=True)
class AttendanceTotals:
    """Of one member. The percents are None where nothing was held, or nothing is or will be."""

    attended_minutes: int
    held_minutes: int
    to_come_minutes: int = 0
    times_there: int = 0
    times_held: int = 0

    @property
    def percent(self) -> int | None:
        """So far, of what was held; rounded down, so that 79.6 never passes for 80."""
        return 100 * self.attended_minutes // self.held_minutes if self.held_minutes else None

    @property
    def reachable_percent(self) -> int | None:
        """At the end, if nothing more is missed."""
        whole = self.held_minutes + self.to_come_minutes
        return 100 * (self.attended_minutes + self.to_come_minutes) // whole if whole else None


def attended_minutes(value: str, attended: int | None, held: int) -> int:
    """How long somebody was there: never longer than it took."""
    if value == PRESENT:
        return held if attended is None else min(attended, held)
    if value in (LATE, LEFT_EARLY):
        return min(attended or 0, held)
    return 0


def count_attendance(
    gatherings: Iterable[HeldGathering], *, since: date, until: date | None = None
) -> AttendanceTotals:
    """The totals of somebody who was a member from a day to a day."""
    attended = held = to_come = times_there = times_held = 0
    for each in gatherings:
        if each.day < since or (until is not None and each.day > until):
            continue
        if not each.is_recorded:
            to_come += each.minutes
            continue
        minutes = attended_minutes(each.value, each.attended, each.minutes)
        held += each.minutes
        attended += minutes
        times_held += 1
        times_there += bool(minutes)
    return AttendanceTotals(attended, held, to_come, times_there, times_held)


def value_on_arrival(starts_at: datetime, ends_at: datetime, at: datetime) -> tuple[str, int | None]:
    """What a check-in at a moment says: present, or late with the minutes that were left."""
    if at <= starts_at + GRACE:
        return PRESENT, None
    return LATE, max(int((ends_at - at).total_seconds() // 60), 0)
