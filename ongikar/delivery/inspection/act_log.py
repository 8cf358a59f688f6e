"""What every act of an inspection does: it may follow or is refused, it is written down, the journal is
told.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Unpack

from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.rules.transitions import TransitionFault

from .models import Inspection, InspectionAct
from .transitions import TRANSITIONS, InspectionFault

MOVED_ON = (
    "এর মধ্যে পরিদর্শনের অবস্থা বদলে গেছে, তাই এটি আর করা যায় না।",
    "The inspection has moved on meanwhile, so this can no longer be done.",
)


def lock_inspection(inspection: Inspection) -> None:
    """Hold it to the end of the transaction, so that two people act in turn, and read it anew."""
    fresh = Inspection.objects.select_for_update().get(pk=inspection.pk)
    for field in Inspection._meta.concrete_fields:
        setattr(inspection, field.attname, getattr(fresh, field.attname))


def require_act(inspection: Inspection, name: str) -> str:
    """The state that an act of a locked inspection leads to; raises InspectionFault where it may not
    follow.
    """
    done = list(inspection.acts.values_list("name", flat=True))
    try:
        return TRANSITIONS.require(inspection.state, name, done)
    except TransitionFault as fault:
        raise InspectionFault("", *MOVED_ON) from fault


def add_act(
    inspection: Inspection,
    name: str,
    verb: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    changed: Iterable[str] = (),
    **facts: Unpack[EntryFacts],
) -> InspectionAct:
    """Write the act of a locked inspection, its state and what else of its row was changed, and the entry."""
    after = require_act(inspection, name)
    fields = [*changed]
    if after != inspection.state:
        inspection.state = after
        fields.append("state")
    if fields:
        inspection.save(update_fields=fields)
    act = write_act(inspection, name, actor=actor, now=now, words=words, data=data)
    record_inspection(verb, inspection, actor=actor, now=now, **facts)
    return act


def write_act(
    inspection: Inspection,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
) -> InspectionAct:
    return InspectionAct.objects.create(
        inspection=inspection,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        data=dict(data or {}),
    )


def record_inspection(
    verb: str, inspection: Inspection, *, actor: Reference, now: datetime, **facts: Unpack[EntryFacts]
) -> None:
    record(
        f"inspection.{verb}",
        subject=inspection.reference,
        actor=actor,
        office_id=inspection.office_id,
        now=now,
        **facts,
    )
