"""Doing the to-dos: leased, tried again with growing pauses, given up in plain sight."""

import logging
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.module_loading import import_string

from .actions import reactions
from .models import ToDo

log = logging.getLogger("ongikar.worker")

# A to-do taken by a worker that dies comes back after this long.
LEASE = timedelta(minutes=2)
# As many as can be done within the lease, were each to wait 20 seconds for a server that does not answer.
BATCH = 5
# Seconds after which a round takes no more: `now` is as old as the round, leases count from it, and clocks wait for it.
ROUND = 10.0
PAUSES = [timedelta(seconds=s) for s in (10, 60, 300, 1800, 7200, 21600, 43200, 86400)]
WORKER_ENDED = "the worker ended while it did this"


class NotYet(Exception):
    """Raised by a reaction that has more to do: it comes again at `until`, and that is no failure."""

    def __init__(self, until: datetime):
        super().__init__(until)
        self.until = until


class UnknownReaction(Exception):
    """No reaction of this name stands in the table, and none can be imported: trying again would find none either."""


def take(now: datetime, limit: int = BATCH) -> list[ToDo]:
    """Lease up to `limit` ready to-dos: nobody else gets them until the lease ends.

    One that a worker had in hand when it ended may be what ended it. It is taken alone, and counted as tried before it
    is done: were it to end every worker, it would rest longer each time, and what was leased with it is not kept waiting.
    """
    with transaction.atomic():
        ready = ToDo.objects.ready(now)
        if can_skip():
            ready = ready.select_for_update(skip_locked=True)
        taken = list(ready[:limit])
        if suspects := [todo for todo in taken if todo.taken_at]:
            return take_alone(suspects[0], now)
        ToDo.objects.filter(pk__in=[todo.pk for todo in taken]).update(next_try=now + LEASE, taken_at=now)
    return taken


def take_alone(todo: ToDo, now: datetime) -> list[ToDo]:
    if todo.attempts >= len(PAUSES):
        put_off(todo, WORKER_ENDED, now)
        return []
    rest = max(LEASE, PAUSES[todo.attempts])
    # Counted in the database alone: a fault that is told counts this same try there.
    ToDo.objects.filter(pk=todo.pk).update(
        next_try=now + rest, taken_at=now, attempts=todo.attempts + 1, fault=WORKER_ENDED
    )
    return [todo]


def can_skip() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked


def do(todo: ToDo, now: datetime) -> bool:
    """Carry out one to-do; a fault is written down and the next try put off. Every reaction is safe to run twice.

    A reaction runs in one transaction with the mark that it is done. One that waits for a server outside says so with
    `outside_transaction = True`, lest it hold the database meanwhile.
    """
    mine = ToDo.objects.filter(pk=todo.pk)
    try:
        reaction = reaction_of(todo)
        with nullcontext() if getattr(reaction, "outside_transaction", False) else transaction.atomic():
            reaction(todo, now=now)
            mine.update(done_at=now, next_try=None, taken_at=None, fault="")
        return True
    except NotYet as more:
        mine.update(next_try=more.until, taken_at=None)
        return True
    except (Exception, SystemExit) as fault:
        log.exception("to-do %s failed", todo)
        put_off(todo, f"{type(fault).__name__}: {fault}", now, is_final=isinstance(fault, UnknownReaction))
        return False


def reaction_of(todo: ToDo) -> Callable:
    """The function of that name. Raises UnknownReaction where neither the table nor the code knows it."""
    try:
        return import_string(f"ongikar.{todo.reaction}")
    except ImportError as fault:
        if any(todo.reaction in names for names in reactions().values()):
            # Its module does not load just now, as in the middle of an update: that may pass.
            raise
        raise UnknownReaction(todo.reaction) from fault


def put_off(todo: ToDo, fault: str, now: datetime, *, is_final: bool = False) -> None:
    """Write down why it failed, and try again after a pause; given up when all pauses are used, or at once."""
    attempts = todo.attempts + 1
    given_up = is_final or attempts > len(PAUSES)
    ToDo.objects.filter(pk=todo.pk).update(
        attempts=attempts,
        # A null character is the one thing in a text that PostgreSQL refuses.
        fault=fault.replace("\0", "")[:2000],
        taken_at=None,
        next_try=None if given_up else now + PAUSES[min(attempts, len(PAUSES)) - 1],
        given_up_at=now if given_up else None,
    )


def do_ready(now: datetime, *, limit: int = 1000) -> int:
    """Do what is ready, at most `limit` and for a while; returns how many were tried."""
    tried, until = 0, time.monotonic() + ROUND
    while tried < limit and time.monotonic() < until and (taken := take(now, min(BATCH, limit - tried))):
        for todo in taken:
            do(todo, now)
        tried += len(taken)
    return tried
