"""What the worker does for batches when their moment comes: calls close, offers end."""

from datetime import datetime

from django.db import transaction

from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER

from . import states
from .act_log import set_look
from .actions import close_call, expire_offers
from .models import Batch

# So many batches in a round; the rest in the next.
PAGE = 50


def watch_batches(now: datetime) -> int:
    """One statement where nothing is due, in whatever office."""
    due = Batch.objects.filter(look_at__lte=now).order_by("look_at", "id")
    return sum(
        run_isolated(f"looking at batch {key}", look_at_batch, key, now)
        for key in list(due.values_list("pk", flat=True)[:PAGE])
    )


@transaction.atomic
def look_at_batch(key: int, now: datetime) -> int:
    """Its row is locked: two workers do it once."""
    batch = Batch(pk=key)
    batch.lock()
    if batch.look_at is None or batch.look_at > now:
        return 0
    if batch.state == states.CALLED:
        close_call(batch, actor=WORKER, now=now)
        return 1
    if batch.state in (states.OFFERING, states.RUNNING):
        return expire_offers(batch, now=now)
    set_look(batch)
    return 0
