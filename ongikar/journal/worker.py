"""Doing the to-dos: leased, tried again with growing pauses, given up in plain sight."""

import logging
import time
from contextlib import nullcontext
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.module_loading import import_string

from .models import ToDo

log = logging.getLogger("ongikar.worker")

# A to-do taken by a worker that dies comes back after this long.
LEASE = timedelta(minutes=2)
# As many as can be done within the lease, were each to wait 20 seconds for a server that does not answer.
BATCH = 5
# Seconds after which a round takes no more: `now` is as old as the round, leases count from it, and clocks wait for it.
ROUND = 10.0
PAUSES = [timedelta(seconds=s) for s in (10, 60, 300, 1800, 7200, 21600, 43200, 86400)]


class NotYet(Exception):
    """Raised by a reaction that has more to do: it comes again at `until`, and that is no failure."""

    def __init__(self, until: datetime):
        super().__init__(until)
        self.until = until


def take(now: datetime, limit: int = BATCH) -> list[ToDo]:
    """Lease up to `limit` ready to-dos: nobody else gets them until the lease ends."""
    with transaction.atomic():
        ready = ToDo.objects.ready(now)
        if can_skip():
            ready = ready.select_for_update(skip_locked=True)
        taken = list(ready[:limit])
        ToDo.objects.filter(pk__in=[todo.pk for todo in taken]).update(next_try=now + LEASE)
    return taken


def can_skip() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked


def do(todo: ToDo, now: datetime) -> bool:
    """Carry out one to-do; a fault is written down and the next try put off. Every reaction is safe to run twice.

    A reaction runs in one transaction with the mark that it is done. One that waits for a server outside says so with
    `outside_transaction = True`, lest it hold the database meanwhile.
    """
    reaction = import_string(f"ongikar.{todo.reaction}")
    try:
        with nullcontext() if getattr(reaction, "outside_transaction", False) else transaction.atomic():
            reaction(todo, now=now)
            ToDo.objects.filter(pk=todo.pk).update(done_at=now, next_try=None, fault="")
        return True
    except NotYet as more:
        ToDo.objects.filter(pk=todo.pk).update(next_try=more.until)
        return True
    except Exception as fault:
        log.exception("to-do %s failed", todo)
        attempts = todo.attempts + 1
        pause = PAUSES[min(attempts, len(PAUSES)) - 1]
        given_up = attempts > len(PAUSES)
        ToDo.objects.filter(pk=todo.pk).update(
            attempts=attempts,
            fault=f"{type(fault).__name__}: {fault}"[:2000],
            next_try=None if given_up else now + pause,
            given_up_at=now if given_up else None,
        )
        return False


def do_ready(now: datetime, *, limit: int = 1000) -> int:
    """Do what is ready, at most `limit` and for a while; returns how many were tried."""
    tried, until = 0, time.monotonic() + ROUND
    while tried < limit and time.monotonic() < until and (taken := take(now, min(BATCH, limit - tried))):
        for todo in taken:
            do(todo, now)
        tried += len(taken)
    return tried
