"""Recomputing every stored moment from the facts: it must change none.

Only `look_at`, when the worker looks next, is put right. Whatever else differs is sealed: either the row or
a fact of it was changed by another hand, and writing it anew would finish the forgery. It is told and left;
`ongikar ledger verify` names it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db import models, transaction

from ongikar.offices.models import calendar_of
from ongikar.rules.clock import fold

from .actions import CACHES, acted_on_moments, cache_values
from .lateness import ClockState
from .models import Clock, Fact, Milestone
from .tallies import enter_change

PAGE = 1000
SAME, PUT_RIGHT, REFUSED = "same", "put_right", "refused"
# What of a clock's caches no entry seals.
UNSEALED = {"look_at"}


class PageCheck(NamedTuple):
    """Of one page of clocks: how many were recomputed, which were put right, and which differ in what is
    sealed.
    """

    checked: int
    put_right: list[int]
    refused: list[int]


def rebuild_all_clocks() -> Iterator[PageCheck]:
    """Every clock by key, page by page.

    Read as bare rows, since there may be a million. Only a clock that differs is locked, read again and
    written: a receipt or an act meanwhile waits for nothing and is not undone.
    """
    last = 0
    clocks = Clock.objects.order_by("pk").values_list("pk", "calendar_version_id", *CACHES)
    while page := list(clocks.filter(pk__gt=last)[:PAGE]):
        until = page[-1][0]
        facts = rows_by_clock(Fact, last, until, "kind", "at", "data")
        moments = rows_by_clock(Milestone, last, until, "name", "due_at")
        differing = [
            pk
            for pk, version, *stored in page
            if tuple(stored) != recomputed_caches(version, facts.get(pk, ()), moments.get(pk, ()))
        ]
        outcomes = {pk: repair_clock(pk) for pk in differing}
        yield PageCheck(
            len(page),
            [pk for pk, what in outcomes.items() if what == PUT_RIGHT],
            [pk for pk, what in outcomes.items() if what == REFUSED],
        )
        last = until


def rows_by_clock(model: type[models.Model], after: int, until: int, *names: str) -> dict[int, list[tuple]]:
    """The rows that belong to a page of clocks, by clock, in the order in which they were added."""
    rows = model._default_manager.filter(clock_id__gt=after, clock_id__lte=until).order_by("clock_id", "pk")
    return {
        clock_id: [row[1:] for row in group]
        for clock_id, group in groupby(rows.values_list("clock_id", *names), key=itemgetter(0))
    }


def recomputed_caches(
    version: int, facts: Iterable[tuple], moments: Iterable[tuple[str, datetime]]
) -> ClockState:
    return cache_values(fold.fold_facts(fold.Fact(*fact) for fact in facts), calendar_of(version), moments)


@transaction.atomic
def repair_clock(clock_id: int) -> str:
    """What became of a clock that differed when its page was read, once it is locked and read again."""
    clock = Clock.objects.select_for_update().get(pk=clock_id)
    stored, wanted = ClockState(*(getattr(clock, name) for name in CACHES)), recomputed_caches_of(clock)
    differing = {name for name, was, is_ in zip(CACHES, stored, wanted, strict=True) if was != is_}
    if not differing:
        return SAME
    if differing - UNSEALED:
        return REFUSED
    clock.look_at = wanted.look_at
    clock.save(update_fields=["look_at"])
    enter_change(clock, stored, wanted)
    return PUT_RIGHT


def recomputed_caches_of(clock: Clock) -> ClockState:
    return cache_values(clock.running, clock.calendar, acted_on_moments(clock))
