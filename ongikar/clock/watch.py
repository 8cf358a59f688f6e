"""The watch: finds promises whose milestone has come, and acts on each once."""

import time
from datetime import datetime

from django.db import transaction

from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.isolation import run_isolated

from .milestones import act_on_milestones
from .models import Clock
from .recalculate_deadlines import bring_up_to_date

PAGE = 200
# Seconds after which a round begins no further page.
ROUND = 10.0


def watch_clocks(now: datetime) -> int:
    """Act on the moments that have come, oldest first, for a while; returns how many were acted on. What is
    left is first in the next round, so that messages and seals do not wait for ten thousand clocks.

    A moment that came while nobody watched is acted on now and entered at the time it came: after any
    downtime the journal is the same. A clock that cannot be read, or whose office has a broken calendar,
    stops none of the others.
    """
    acted, last, until = 0, None, time.monotonic() + ROUND
    while page := next_clocks_to_check(now, last):
        for _, clock_id in page:
            acted += run_isolated(f"looking at clock {clock_id}", check_clock, clock_id, now)
        last = page[-1]
        if len(page) < PAGE or time.monotonic() > until:
            break
    return acted


def next_clocks_to_check(
    now: datetime, last: tuple[datetime, int] | None = None
) -> list[tuple[datetime, int]]:
    """The next page of clocks to look at, as (moment, id), after the one that was looked at last.

    Found from the partial index alone, which holds only clocks that still have a moment to come.
    """
    clocks = Clock.objects.filter(look_at__lte=now)
    if last:
        clocks = clocks.filter(look_at__gte=last[0]).exclude(look_at=last[0], id__lte=last[1])
    page = clocks.order_by("look_at", "id").values_list("look_at", "id")[:PAGE]
    return [(look_at, pk) for look_at, pk in page if look_at is not None]


LOCKED = CompiledQuery(lambda: Clock.objects.select_for_update().filter(pk=CompiledQuery.parameter(0)))


def check_clock(clock_id: int, now: datetime) -> int:
    """Act on the moments of one clock that have come by `now`; returns how many."""
    with transaction.atomic():
        return lock_and_check(clock_id, now)[1]


def lock_and_check(clock_id: int, now: datetime) -> tuple[Clock, int]:
    """The clock, locked, after the moments that have come by `now` were acted on, and how many they were.

    Must be called inside a transaction. Whoever enters a fact calls it first: a fact moves what is due, and a
    breach before it must not go untold.
    """
    (clock,) = LOCKED(clock_id)
    return clock, bring_up_to_date(clock) + act_on_milestones(clock, now)
