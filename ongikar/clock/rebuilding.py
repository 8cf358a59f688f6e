"""Recomputing every stored moment from the facts: it must change none. A clock that differs is put right and counted."""

from collections.abc import Iterator

from django.db import transaction

from .actions import caches, refresh
from .models import Clock

PAGE = 1000


def rebuild() -> Iterator[tuple[int, list[int]]]:
    """Yields, page by page of clocks by key, how many were recomputed and the ids of those that differed.

    Pages are read ready for the whole of them, and only a clock that differs is locked, read again and written: a
    receipt or an act meanwhile waits for nothing and is not undone.
    """
    last = 0
    while page := list(
        Clock.objects.filter(pk__gt=last).order_by("pk").prefetch_related("facts", "moments")[:PAGE]
    ):
        yield len(page), [clock.pk for clock in page if differs(clock) and put_right(clock.pk)]
        last = page[-1].pk


def differs(clock: Clock) -> bool:
    return caches(clock) != (clock.due_at, clock.look_at, clock.stopped_at, clock.outcome)


@transaction.atomic
def put_right(clock_id: int) -> bool:
    """Whether the clock still differed once it was locked: what changed while the page was read does not count."""
    return refresh(Clock.objects.select_for_update().get(pk=clock_id))
