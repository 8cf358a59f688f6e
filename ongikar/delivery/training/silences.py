"""Batches to which the worker would come after the end of their call, or of an offer."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.journal.silences import Look, LookPage, Silence

from . import states
from .act_log import next_look, set_look
from .models import Batch

PAGE = 100
WATCHED = (states.CALLED, states.OFFERING, states.RUNNING)


def find_silent_batches(after: Any, now: datetime) -> LookPage:
    page = list(Batch.objects.filter(pk__gt=after or 0).order_by("pk")[:PAGE])
    found = [
        Silence("training_batch", "look_at", str(each.pk), each.office_id) for each in page if is_silent(each)
    ]
    return LookPage(page[-1].pk if len(page) == PAGE else None, found)


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
