"""The watch: finds promises whose moment has come, and acts on each moment once."""

from datetime import datetime

from django.db import IntegrityError, transaction

from ongikar.frame import stamp
from ongikar.journal.actions import WORKER, record
from ongikar.rules.watch import BROKEN, moments, next_look

from .models import Clock, Moment
from .reproject import bring_up_to_date

PAGE = 200


def watch(now: datetime) -> int:
    """Act on every moment that has come, oldest first, to the end; returns how many were acted on.

    A moment that came while nobody watched is acted on now, with the time it came: after any downtime the result is
    the same.
    """
    acted = 0
    while page := list(Clock.objects.filter(look_at__lte=now).order_by("look_at", "id")[:PAGE]):
        for clock in page:
            acted += look(clock.pk, now)
    return acted


def look(clock_id: int, now: datetime) -> int:
    """Act on the moments of one clock that have come by `now`."""
    acted = 0
    with transaction.atomic():
        clock = Clock.objects.select_for_update().get(pk=clock_id)
        bring_up_to_date(clock)
        if clock.look_at is None or clock.look_at > now:
            return 0
        calendar = clock.calendar
        known = set(clock.moments.filter(due_at=clock.due_at).values_list("name", flat=True))
        come = [pair for pair in moments(calendar, clock.started_at, clock.due_at) if pair[1] <= now]
        # A breach makes the warnings before it pointless: they are claimed, and only the breach is told.
        broken = any(name == BROKEN for name, _ in come)
        for name, at in come:
            if name in known or not claim(clock, name, at):
                continue
            known.add(name)
            if name == BROKEN or not broken:
                told = "broken" if name == BROKEN else "nearing"
                record(
                    f"{clock.topic}.{told}", subject=("clock", clock.pk), actor=WORKER,
                    office_id=clock.office_id, now=at if name == BROKEN else now, moment=name,
                )  # fmt: skip
                acted += 1
                if name == BROKEN:
                    stamp.touch()
        clock.look_at = next_look(calendar, clock.started_at, clock.due_at, frozenset(known))
        clock.save(update_fields=["look_at"])
    return acted


def claim(clock: Clock, name: str, at: datetime) -> bool:
    try:
        with transaction.atomic():
            Moment.objects.create(clock=clock, name=name, at=at, due_at=clock.due_at)
        return True
    except IntegrityError:
        return False
