"""Acting on the moments of a promise that have come: each claimed by a row of its own, told, and done once."""

from datetime import datetime

from django.db import IntegrityError, transaction

from ongikar.core import cache_version
from ongikar.core.db.violations import violates
from ongikar.journal.actions import WORKER, record
from ongikar.rules.clock.watch import BROKEN, moments, next_look

from .models import Clock, Moment

# A moment that came, to the verb under which it is entered.
TOLD = {BROKEN: "broken"}
WARNED = "nearing"


def act_on(clock: Clock, until: datetime) -> int:
    """Act on what has come by `until`, by the calendar the clock runs under; returns how many moments.

    Must be called with the clock locked, and as it stands in the database.
    """
    if clock.look_at is None or clock.look_at > until:
        return 0
    calendar, received, acted = clock.calendar, clock.running.received, 0
    known = set(clock.moments.filter(due_at=clock.due_at).values_list("name", flat=True))
    for name, at in moments(calendar, received, clock.due_at):
        if at > until or name in known:
            continue
        known.add(name)
        if claim(clock, name, at):
            tell(clock, name, at)
            acted += 1
    clock.look_at = next_look(calendar, received, clock.due_at, frozenset(known))
    clock.save(update_fields=["look_at"])
    return acted


def claim(clock: Clock, name: str, at: datetime) -> bool:
    """Whether this moment is ours to act on; nobody else gets it then."""
    try:
        with transaction.atomic():
            Moment.objects.create(clock=clock, name=name, at=at, due_at=clock.due_at)
        return True
    except IntegrityError as fault:
        if not violates(fault, Moment, "clock", "name", "due_at"):
            raise
        return False


def tell(clock: Clock, name: str, at: datetime) -> None:
    record(
        f"{clock.topic}.{TOLD.get(name, WARNED)}", subject=("clock", clock.pk), actor=WORKER,
        office_id=clock.office_id, now=at, moment=name,
    )  # fmt: skip
    if name == BROKEN:
        cache_version.touch(clock.office_id)
