"""Why something cannot be done with a training, and when the worker looks at a batch next."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Min

from ongikar.core.forms.faults import ActFault
from ongikar.journal.actions import Reference
from ongikar.records.actions import carry_out

from . import states
from .models import Application, ApplicationAct, Batch, BatchAct, Call, Offer


class TrainingFault(ActFault):
    """Why something cannot be done with a training."""

    def __str__(self) -> str:
        return self.words


def lock_batch(batch: Batch) -> Batch:
    batch.lock()
    return batch


def add_batch_act(
    batch: Batch,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
) -> BatchAct:
    """Enter an act of a batch; raises TrainingFault where it may not follow."""
    try:
        with carry_out(batch, batch.act(name, words, **data or {}), actor=actor, now=now) as act:
            return act
    except ActFault as fault:
        raise TrainingFault(fault.field, fault.bn, fault.en, **fault.values) from fault


def add_application_act(
    application: Application,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    office_id: int,
) -> ApplicationAct:
    """Enter an act of an application whose batch is locked; raises TrainingFault where it may not follow."""
    try:
        with carry_out(application, application.act(name, words, **data or {}), actor=actor, now=now) as act:
            return act
    except ActFault as fault:
        raise TrainingFault(fault.field, fault.bn, fault.en, **fault.values) from fault


def replayed_state(thing: Batch | Application) -> str:
    """The state that the acts say, whatever is stored."""
    table = states.BATCH if isinstance(thing, Batch) else states.APPLICATION
    return table.state_after(thing.acts.values_list("name", flat=True))


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
