"""The outbox: its entries are leased, run, tried again with growing pauses, and given up in plain sight."""

import logging
import time
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any, Protocol, cast

from django.db import transaction
from django.db.models import Case, IntegerField, When
from django.utils.module_loading import import_string

from .actions import reactions
from .models import OutboxEntry
from .turns import Turns

log = logging.getLogger("ongikar.worker")

# An entry leased by a worker that dies comes back after this long.
LEASE = timedelta(minutes=2)
# As many as can be done within the lease, were each to wait 20 seconds for a server that does not answer.
BATCH = 5
turns = Turns()
# Seconds after which a round takes no more: `now` is as old as the round, leases count from it, and clocks
# wait for it.
ROUND = 10.0
PAUSES = [timedelta(seconds=s) for s in (10, 60, 300, 1800, 7200, 21600, 43200, 86400)]
WORKER_ENDED = "the worker ended while it did this"


class Reaction(Protocol):
    """What follows from an entry, by its name in config/reactions.py. Safe to run twice."""

    def __call__(self, outbox_entry: OutboxEntry, *, now: datetime) -> None: ...


def outside_transaction[R: Reaction](reaction: R) -> R:
    """Marks a reaction that waits for a server outside, lest it hold the database meanwhile."""
    cast(Any, reaction).outside_transaction = True
    return reaction


class RetryLater(Exception):
    """Raised by a reaction that has more to do: it comes again at `until`, and that is no failure."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class UnknownReaction(Exception):
    """No reaction of this name stands in the table, and none can be imported: trying again would find none
    either.
    """


def lease_entries(now: datetime, limit: int = BATCH) -> list[OutboxEntry]:
    """Lease up to `limit` entries that are due: nobody else gets them until the lease ends.

    One that a worker had in hand when it ended may be what ended it. It is taken alone, and counted as
    tried before it is done: were it to end every worker, it would rest longer each time, and what was
    leased with it is not kept waiting.
    """
    with transaction.atomic():
        keys = turns.next_keys(now, limit)
        ready = OutboxEntry.objects.filter(pk__in=keys, next_try__lte=now).order_by(in_order(keys))
        if has_skip_locked():
            ready = ready.select_for_update(skip_locked=True)
        taken = list(ready[:limit]) if keys else []
        turns.note(taken)
        if suspects := [outbox_entry for outbox_entry in taken if outbox_entry.taken_at]:
            return lease_suspect(suspects[0], now)
        OutboxEntry.objects.filter(pk__in=[outbox_entry.pk for outbox_entry in taken]).update(
            next_try=now + LEASE, taken_at=now
        )
    return taken


def in_order(keys: list[int]) -> Case:
    """The order in which they are named."""
    return Case(*(When(pk=key, then=place) for place, key in enumerate(keys)), output_field=IntegerField())


def lease_suspect(outbox_entry: OutboxEntry, now: datetime) -> list[OutboxEntry]:
    if outbox_entry.attempts >= len(PAUSES):
        schedule_retry(outbox_entry, WORKER_ENDED, now)
        return []
    rest = max(LEASE, PAUSES[outbox_entry.attempts])
    # Counted in the database alone: a fault that is told counts this same try there.
    OutboxEntry.objects.filter(pk=outbox_entry.pk).update(
        next_try=now + rest, taken_at=now, attempts=outbox_entry.attempts + 1, fault=WORKER_ENDED
    )
    return [outbox_entry]


def has_skip_locked() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked


def run_entry(outbox_entry: OutboxEntry, now: datetime) -> bool:
    """Run the reaction of one entry; a fault is written down and the next try put off. Every reaction is
    safe to run twice.

    A reaction runs in one transaction with the mark that it is done, unless it is one of
    `outside_transaction`.
    """
    mine = OutboxEntry.objects.filter(pk=outbox_entry.pk)
    try:
        reaction = find_reaction(outbox_entry)
        with nullcontext() if getattr(reaction, "outside_transaction", False) else transaction.atomic():
            reaction(outbox_entry, now=now)
            mine.update(done_at=now, next_try=None, taken_at=None, fault="")
        return True
    except RetryLater as more:
        mine.update(next_try=more.until, taken_at=None)
        return True
    except (Exception, SystemExit) as fault:
        log.exception("outbox entry %s failed", outbox_entry)
        schedule_retry(
            outbox_entry, f"{type(fault).__name__}: {fault}", now, is_final=isinstance(fault, UnknownReaction)
        )
        return False


def find_reaction(outbox_entry: OutboxEntry) -> Reaction:
    """The function of that name. Raises UnknownReaction where neither the table nor the code knows it."""
    try:
        return cast(Reaction, import_string(f"ongikar.{outbox_entry.reaction}"))
    except ImportError as fault:
        if any(outbox_entry.reaction in names for names in reactions().values()):
            # Its module does not load just now, as in the middle of an update: that may pass.
            raise
        raise UnknownReaction(outbox_entry.reaction) from fault


def schedule_retry(outbox_entry: OutboxEntry, fault: str, now: datetime, *, is_final: bool = False) -> None:
    """Write down why it failed, and try again after a pause; given up when all pauses are
    used, or at once.
    """
    attempts = outbox_entry.attempts + 1
    given_up = is_final or attempts > len(PAUSES)
    OutboxEntry.objects.filter(pk=outbox_entry.pk).update(
        attempts=attempts,
        # A null character is the one thing in a text that PostgreSQL refuses.
        fault=fault.replace("\0", "")[:2000],
        taken_at=None,
        next_try=None if given_up else now + PAUSES[min(attempts, len(PAUSES)) - 1],
        given_up_at=now if given_up else None,
    )


def run_due_entries(now: datetime, *, limit: int = 1000) -> int:
    """Do what is ready, at most `limit` and for a while; returns how many were tried."""
    tried, until = 0, time.monotonic() + ROUND
    while (
        tried < limit
        and time.monotonic() < until
        and (taken := lease_entries(now, min(BATCH, limit - tried)))
    ):
        for outbox_entry in taken:
            run_entry(outbox_entry, now)
        tried += len(taken)
    return tried
