"""When the worker looks at a batch next: the end of its call, then the end of its earliest open offer."""

from datetime import datetime

from django.db.models import Min

from ongikar.delivery.training import states
from ongikar.delivery.training.models import Batch, Call, Offer


def set_look(batch: Batch) -> None:
    """Bring `look_at` up to date: a cache, recomputed from the call and the offers."""
    batch.look_at = next_look(batch)
    batch.save(update_fields=["look_at"])


def next_look(batch: Batch) -> datetime | None:
    if batch.state == states.CALLED:
        return Call.objects.values_list("closes_at", flat=True).get(batch=batch)
    if batch.state in (states.OFFERING, states.RUNNING):
        waiting = Offer.objects.filter(seat__batch=batch, state=Offer.OPEN)
        return waiting.aggregate(first=Min("expires_at"))["first"]
    return None
