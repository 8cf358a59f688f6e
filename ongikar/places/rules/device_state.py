"""Where a device is and in what state, folded from what was said of it.

A fact holds from the day it is about, not from the day it was entered: what is brought late takes its place
among the others, and facts in any order fold to the same. A device that is not where it should be keeps its
fault: found again, it is as it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

REGISTERED, SEEN, MOVED, FAULT, REPAIRED = "registered", "seen", "moved", "fault", "repaired"
LOST, FOUND, WRITTEN_OFF, CORRECTED = "missing", "found", "condemned", "corrected"
FACTS = (REGISTERED, SEEN, MOVED, FAULT, REPAIRED, LOST, FOUND, WRITTEN_OFF, CORRECTED)

WORKING, FAULTY, MISSING, CONDEMNED = "working", "faulty", "missing", "condemned"
IN_USE = (WORKING, FAULTY, MISSING)
STATES = (*IN_USE, CONDEMNED)
# Whoever says one of these has the device at hand.
AT_HAND = frozenset({SEEN, MOVED, FAULT, REPAIRED, FOUND})


@dataclass(frozen=True, slots=True)
class SaidOfDevice:
    """One fact. `order`: in which order those of one day were entered. `place`: where, as a key; None where
    it says nothing of that. `state`: of a correction alone, what is right instead; "" where it corrects none.
    """

    fact: str
    on: date
    order: int
    place: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class DeviceState:
    """`since`: from which day this state holds. `seen_on`: when somebody last had it at hand; None: never."""

    place: int | None = None
    is_faulty: bool = False
    is_missing: bool = False
    is_condemned: bool = False
    since: date | None = None
    seen_on: date | None = None

    @property
    def state(self) -> str:
        if self.is_condemned:
            return CONDEMNED
        if self.is_missing:
            return MISSING
        return FAULTY if self.is_faulty else WORKING


def fold_device(facts: Iterable[SaidOfDevice]) -> DeviceState:
    """The state after all that was said. What was said of a condemned device, but a correction, counts for
    nothing.
    """
    now = DeviceState()
    for said in sorted(facts, key=lambda each: (each.on, each.order)):
        if now.is_condemned and said.fact != CORRECTED:
            continue
        after = apply_fact(now, said)
        if after.state != now.state or now.since is None:
            after = replace(after, since=said.on)
        now = after
    return now


def apply_fact(now: DeviceState, said: SaidOfDevice) -> DeviceState:
    if said.place is not None:
        now = replace(now, place=said.place)
    if said.fact in AT_HAND:
        now = replace(now, is_missing=False, seen_on=said.on)
    match said.fact:
        case "fault":
            return replace(now, is_faulty=True)
        case "repaired":
            return replace(now, is_faulty=False)
        case "missing":
            return replace(now, is_missing=True)
        case "condemned":
            return replace(now, is_condemned=True)
        case "corrected" if said.state:
            return replace(
                now,
                is_faulty=said.state == FAULTY,
                is_missing=said.state == MISSING,
                is_condemned=said.state == CONDEMNED,
            )
    return now


def was_in_two_places(facts: Iterable[SaidOfDevice]) -> bool:
    """Whether on the day of its last news it was said to be at two places, and nobody said that it was moved.

    Two lists of one day that both claim a device: the later one stands, and the office looks.
    """
    sayings = [each for each in facts if each.place is not None]
    if not sayings:
        return False
    last_day = max(each.on for each in sayings)
    of_day = [each for each in sayings if each.on == last_day]
    if any(each.fact in (MOVED, CORRECTED) for each in of_day):
        return False
    return len({each.place for each in of_day if each.fact in AT_HAND}) > 1
