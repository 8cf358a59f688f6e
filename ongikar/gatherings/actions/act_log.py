"""What every act does: it may follow or is refused, it is written down, and the journal is told."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Unpack

from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, GatheringAct
from ongikar.gatherings.transitions import GatheringFault
from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts


def lock_gathering(gathering: Gathering) -> None:
    """Hold the gathering to the end of the transaction, so that two people act in turn, and read it anew."""
    fresh = Gathering.objects.select_for_update().get(pk=gathering.pk)
    for field in Gathering._meta.concrete_fields:
        before, after = getattr(gathering, field.attname), getattr(fresh, field.attname)
        if before != after:
            setattr(gathering, field.attname, after)


def require_act(gathering: Gathering, name: str) -> str:
    """The state that an act leads to; raises TransitionFault where it may not follow. It is locked."""
    done = gathering.acts.values_list("name", flat=True)
    return transitions.TRANSITIONS.require(gathering.state, name, done)


def add_act(
    gathering: Gathering,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    changed: Iterable[str] = (),
) -> GatheringAct:
    """Add an act if it may follow, and bring the state up to date. The gathering must be locked."""
    after = require_act(gathering, name)
    fields = [*changed]
    if after != gathering.state:
        gathering.state = after
        fields.append("state")
    if fields:
        gathering.save(update_fields=fields)
    return write_act(gathering, name, actor=actor, now=now, words=words, data=data)


def write_act(
    gathering: Gathering,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
) -> GatheringAct:
    return GatheringAct.objects.create(
        gathering=gathering,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        data=dict(data or {}),
    )


def record_act(
    verb: str, gathering: Gathering, *, actor: Reference, now: datetime, **facts: Unpack[EntryFacts]
) -> int:
    return record(
        f"gathering.{verb}",
        subject=gathering.reference,
        actor=actor,
        office_id=gathering.office_id,
        now=now,
        **facts,
    )


def require_reason(words: str) -> str:
    if not (said := words.strip()):
        raise GatheringFault("reason", "কারণ লিখুন।", "Write the reason.")
    return said
