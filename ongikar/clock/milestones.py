"""Acts on the milestones of a promise that have passed: each is claimed by a unique row, recorded in the
journal, and done once.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from ongikar.core import cache_version
from ongikar.core.db.violations import violates
from ongikar.journal.actions import WORKER, record
from ongikar.rules.clock.watch import BROKEN, milestones, next_milestone

from .lateness import ClockState
from .models import Clock, Milestone
from .tallies import Tallied, enter_changes

# A moment that came, to the verb under which it is entered.
VERBS = {BROKEN: "broken"}
WARNED = "nearing"


def act_on_milestones(clock: Clock, until: datetime) -> int:
    """Act on what has come by `until`, by the calendar the clock runs under; returns how many moments.

    Must be called with the clock locked, and as it stands in the database.
    """
    if clock.look_at is None or clock.look_at > until:
        return 0
    calendar, received, acted = clock.calendar, clock.running.received, 0
    known = set(clock.milestones.filter(due_at=clock.due_at).values_list("name", flat=True))
    for name, at in milestones(calendar, received, clock.due_at):
        if at > until or name in known:
            continue
        known.add(name)
        if claim_milestone(clock, name, at):
            record_milestone(clock, name, at)
            acted += 1
    clock.look_at = next_milestone(calendar, received, clock.due_at, frozenset(known))
    clock.save(update_fields=["look_at"])
    state = ClockState(clock.due_at, clock.look_at, None, "", clock.broke_before)
    before, after = state.tally_key(is_told=False), state.tally_key(is_told=BROKEN in known)
    enter_changes(clock.office_id, clock.topic, [Tallied(clock.pk, before, after)])
    return acted


def claim_milestone(clock: Clock, name: str, at: datetime) -> bool:
    """Whether this moment is ours to act on; nobody else gets it then."""
    try:
        with transaction.atomic():
            Milestone.objects.create(clock=clock, name=name, at=at, due_at=clock.due_at)
        return True
    except IntegrityError as fault:
        if not violates(fault, Milestone, "clock", "name", "due_at"):
            raise
        return False


def record_milestone(clock: Clock, name: str, at: datetime) -> None:
    record(
        f"{clock.topic}.{VERBS.get(name, WARNED)}",
        subject=("clock", clock.pk),
        actor=WORKER,
        office_id=clock.office_id,
        now=at,
        moment=name,
    )
    if name == BROKEN:
        cache_version.invalidate(cache_version.figures_of(clock.office_id))
