"""Recomputing every stored moment from the facts: it must change none. A clock that differs is put right and counted."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.db import models, transaction

from ongikar.offices.models import calendar_of
from ongikar.rules import ledger

from .actions import CACHES, caches, refresh
from .models import Clock, Fact, Moment

PAGE = 1000


def rebuild() -> Iterator[tuple[int, list[int]]]:
    """Yields, page by page of clocks by key, how many were recomputed and the ids of those that differed.

    Read as bare rows, since there may be a million. Only a clock that differs is locked, read again and written: a
    receipt or an act meanwhile waits for nothing and is not undone.
    """
    last = 0
    clocks = Clock.objects.order_by("pk").values_list("pk", "calendar_version_id", *CACHES)
    while page := list(clocks.filter(pk__gt=last)[:PAGE]):
        until = page[-1][0]
        facts = rows_of(Fact, last, until, "kind", "at", "data")
        moments = rows_of(Moment, last, until, "name", "due_at")
        differing = [
            pk
            for pk, version, *stored in page
            if tuple(stored) != fresh(version, facts.get(pk, ()), moments.get(pk, ()))
        ]
        yield len(page), [pk for pk in differing if put_right(pk)]
        last = until


def rows_of(model: type[models.Model], after: int, until: int, *names: str) -> dict[int, list[tuple]]:
    """The rows that belong to a page of clocks, by clock, in the order in which they were added."""
    rows = model.objects.filter(clock_id__gt=after, clock_id__lte=until).order_by("clock_id", "pk")
    return {
        clock_id: [row[1:] for row in group]
        for clock_id, group in groupby(rows.values_list("clock_id", *names), key=itemgetter(0))
    }


def fresh(version: int, facts, moments) -> tuple:
    return caches(ledger.read(ledger.Fact(*fact) for fact in facts), calendar_of(version), moments)


@transaction.atomic
def put_right(clock_id: int) -> bool:
    """Whether the clock still differed once it was locked: what changed while the page was read does not count."""
    return refresh(Clock.objects.select_for_update().get(pk=clock_id))
