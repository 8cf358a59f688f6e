"""The watch: finds promises whose moment has come, and acts on each moment once."""

import logging
from datetime import datetime

from django.db import DatabaseError, IntegrityError, transaction

from ongikar.frame import stamp
from ongikar.journal.actions import WORKER, record
from ongikar.rules.watch import BROKEN, moments, next_look

from .models import Clock, Moment
from .reproject import bring_up_to_date

log = logging.getLogger("ongikar.worker")
PAGE = 200
# A moment that came, to the verb under which it is entered.
TOLD = {BROKEN: "broken"}
WARNED = "nearing"


def watch(now: datetime) -> int:
    """Act on every moment that has come, oldest first, to the end; returns how many were acted on.

    A moment that came while nobody watched is acted on now and entered at the time it came: after any downtime the
    journal is the same. A clock that cannot be read stops none of the others; it is told to the log each round.
    """
    acted, last = 0, None
    while page := come(now, last):
        for _, clock_id in page:
            try:
                acted += look(clock_id, now)
            except DatabaseError:
                raise
            except Exception:
                log.exception("clock %s cannot be looked at", clock_id)
        last = page[-1]
    return acted


def come(now: datetime, last: tuple[datetime, int] | None = None) -> list[tuple[datetime, int]]:
    """The next page of clocks to look at, as (moment, id), after the one that was looked at last.

    Found from the partial index alone, which holds only clocks that still have a moment to come.
    """
    clocks = Clock.objects.filter(look_at__lte=now)
    if last:
        clocks = clocks.filter(look_at__gte=last[0]).exclude(look_at=last[0], id__lte=last[1])
    return list(clocks.order_by("look_at", "id").values_list("look_at", "id")[:PAGE])


def look(clock_id: int, now: datetime) -> int:
    """Act on the moments of one clock that have come by `now`.

    Whoever enters a fact calls it first: a fact moves what is due, and a breach before it must not go untold.
    """
    acted = 0
    with transaction.atomic():
        clock = Clock.objects.select_for_update().get(pk=clock_id)
        bring_up_to_date(clock)
        if clock.look_at is None or clock.look_at > now:
            return 0
        calendar, received = clock.calendar, clock.running.received
        known = set(clock.moments.filter(due_at=clock.due_at).values_list("name", flat=True))
        for name, at in moments(calendar, received, clock.due_at):
            if at > now or name in known:
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
    except IntegrityError:
        return False


def tell(clock: Clock, name: str, at: datetime) -> None:
    record(
        f"{clock.topic}.{TOLD.get(name, WARNED)}", subject=("clock", clock.pk), actor=WORKER,
        office_id=clock.office_id, now=at, moment=name,
    )  # fmt: skip
    if name == BROKEN:
        stamp.touch()
