"""How an act of a batch or an application is entered: only if it may follow, with its entry in the
journal.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from django.db.models import Min

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language
from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.rules.bangla.text import digits

from . import states
from .models import Application, ApplicationAct, Batch, BatchAct, Call, Offer


class TrainingFault(ActFault):
    """Why something cannot be done with a training."""

    def __str__(self) -> str:
        return self.words


def lock_batch(batch: Batch) -> Batch:
    """The batch anew, locked: whatever changes seats or states of it takes this lock first, so that two who
    act at once wait in turn and never for each other.
    """
    return Batch.objects.select_for_update().select_related("office", "course").get(pk=batch.pk)


def add_batch_act(
    batch: Batch,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    **facts: Unpack[EntryFacts],
) -> BatchAct:
    """Enter an act of a locked batch and bring its state up to date; raises TrainingFault where it may not
    follow.
    """
    if not states.BATCH.may_follow(batch.state, name):
        raise TrainingFault(
            "",
            "ব্যাচটি এখন আর এই ধাপে নেই; পাতাটি আবার খুলে দেখুন।",
            "The batch is no longer at this step; open the page again.",
        )
    act = BatchAct.objects.create(
        batch=batch, name=name, at=now, by_type=actor[0], by_id=actor[1], words=words, data=dict(data or {})
    )
    batch.state = states.BATCH.target(batch.state, name)
    batch.save(update_fields=["state"])
    record(f"batch.{name}", subject=batch.reference, actor=actor, office_id=batch.office_id, now=now, **facts)
    return act


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
    state = Application.objects.select_for_update().values_list("state", flat=True).get(pk=application.pk)
    if not states.APPLICATION.may_follow(state, name):
        raise TrainingFault(
            "",
            "রোল {roll}-এর বেলায় এখন এটি করা যায় না; পাতাটি আবার খুলে দেখুন।",
            "This cannot be done for roll {roll} now; open the page again.",
            roll=digits(application.roll, language()),
        )
    act = ApplicationAct.objects.create(
        application=application,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        data=dict(data or {}),
    )
    application.state = states.APPLICATION.target(state, name)
    application.save(update_fields=["state"])
    record(f"application.{name}", subject=application.reference, actor=actor, office_id=office_id, now=now)
    return act


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
