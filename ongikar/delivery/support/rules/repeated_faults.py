"""When a device fails too often: then it is not mended once more without asking why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

FAULT, REPAIRED = "fault", "repaired"
# So many faults within so many days.
MANY_FAULTS, WITHIN = 3, timedelta(days=180)
# Or one so soon after a repair: it did not hold.
SOON_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Repetition:
    """`faults`: how many in the last half year. `came_back`: the newest fault came soon after a repair."""

    faults: int
    came_back: bool

    def __bool__(self) -> bool:
        return self.came_back or self.faults >= MANY_FAULTS


def repetition_of(facts: Iterable[tuple[str, date]], today: date) -> Repetition:
    """What a device's faults and repairs, as (fact, day) in their order, say on a day.

    The same fault told twice on one day is one fault.
    """
    days: set[date] = set()
    repaired: date | None = None
    came_back = False
    for fact, day in facts:
        if day > today:
            continue
        if fact == REPAIRED:
            repaired = day
        elif fact == FAULT:
            # Of two that day one was told before the repair: it did not come back.
            came_back = repaired is not None and timedelta(0) < day - repaired <= SOON_AFTER
            days.add(day)
    recent = [day for day in days if today - day <= WITHIN]
    return Repetition(len(recent), came_back and bool(recent))
