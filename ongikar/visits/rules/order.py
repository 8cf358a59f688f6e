"""Who is called next: a weight balanced against the time waited.

Each counts as having come at a moment: when they came, or earlier where a group or an appointment gives them
a head start. The earliest is called first. A head start is bounded, so nobody who came later by more than
that goes ahead: nobody starves, whatever comes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .queue_rules import QueueRules

# Why somebody stands where they do.
BY_ARRIVAL, BY_GROUP, BY_APPOINTMENT = "arrival", "group", "appointment"
LATE_FOR_APPOINTMENT, TOO_EARLY = "late", "early"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits: their token, when they came, their group ("" for none) and their appointment."""

    token: int
    arrived_at: datetime
    priority: str = ""
    appointment_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """`counts_from`: the moment by which the order goes. `is_due`: not one whose appointment is still to
    come, who is called only when nobody else waits. `reason`: one of the words above.
    """

    waiting: Waiting
    counts_from: datetime
    is_due: bool
    reason: str


def turn_of(waiting: Waiting, rules: QueueRules, now: datetime) -> Turn:
    head_start = timedelta(minutes=rules.head_start(waiting.priority))
    from_arrival = waiting.arrived_at - head_start
    reason = BY_GROUP if head_start else BY_ARRIVAL
    appointment = waiting.appointment_at
    if appointment is None:
        return Turn(waiting, from_arrival, True, reason)
    if waiting.arrived_at > appointment + timedelta(minutes=rules.appointment_grace):
        return Turn(waiting, from_arrival, True, LATE_FOR_APPOINTMENT)
    from_appointment = appointment - timedelta(minutes=rules.appointment_head_start)
    if appointment > now:
        return Turn(waiting, from_appointment, False, TOO_EARLY)
    # Whoever came long before has waited, too.
    return Turn(waiting, min(from_appointment, from_arrival), True, BY_APPOINTMENT)


def order(people: Iterable[Waiting], rules: QueueRules, now: datetime) -> list[Turn]:
    """In the order in which they are called."""
    turns = (turn_of(each, rules, now) for each in people)
    return sorted(turns, key=lambda turn: (not turn.is_due, turn.counts_from, turn.waiting.token))
