"""When the worker looks at a batch next."""

from datetime import datetime

from django.db.models import Min

from . import states
from .models import Batch, Call, Offer


def set_look(batch: Batch) -> None:
    """When the worker looks at a batch next: the end of its call, then that of its earliest open offer."""
    batch.look_at = next_look(batch)
    batch.save(update_fields=["look_at"])


def next_look(batch: Batch) -> datetime | None:
    if batch.state == states.CALLED:
        return Call.objects.values_list("closes_at", flat=True).get(batch=batch)
    if batch.state in (states.OFFERING, states.RUNNING):
        waiting = Offer.objects.filter(seat__batch=batch, state=Offer.OPEN)
        return waiting.aggregate(first=Min("expires_at"))["first"]
    return None
