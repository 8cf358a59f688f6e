"""What the worker does for batches when their moment comes: calls close, offers end; and batches to which it
would come after that.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER
from ongikar.journal.silences import Look, LookPage, Silence

from . import states
from .actions import close_call, expire_offers
from .models import Batch
from .next_look import next_look, set_look

# So many batches in a round; the rest in the next. Of those that are looked through for silences, on a page.
PAGE, SILENCES_READ = 50, 100
WATCHED = (states.CALLED, states.OFFERING, states.RUNNING)


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


def find_silent_batches(after: Any, now: datetime) -> LookPage:
    page = list(Batch.objects.filter(pk__gt=after or 0).order_by("pk")[:SILENCES_READ])
    silences = [
        Silence("training_batch", "look_at", str(each.pk), each.office_id) for each in page if is_silent(each)
    ]
    return LookPage(page[-1].pk if len(page) == SILENCES_READ else None, silences)


def is_silent(batch: Batch) -> bool:
    due = next_look(batch) if batch.state in WATCHED else None
    return due is not None and (batch.look_at is None or batch.look_at > due)


@transaction.atomic
def mend_batch(silence: Silence, now: datetime) -> bool:
    batch = Batch(pk=int(silence.key))
    batch.lock()
    if not is_silent(batch):
        return False
    set_look(batch)
    return True


SILENT_BATCHES = Look(
    "batches", ("ব্যাচের পরের দেখার সময়", "next looks at batches"), find_silent_batches, mend_batch
)
