"""What every act does: it may follow or is refused, it is written down, and the journal is told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from ongikar.grievances import transitions
from ongikar.grievances.models import Act, Grievance
from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts


def lock_grievance(grievance: Grievance) -> str:
    """Hold the grievance to the end of the transaction, so that two people act in turn. Its state as it
    stands.
    """
    return Grievance.objects.select_for_update().values_list("state", flat=True).get(pk=grievance.pk)


def latest_act(grievance: Grievance) -> Act | None:
    """The last thing that happened, after which nothing can until this transaction ends."""
    lock_grievance(grievance)
    return Act.objects.filter(grievance=grievance).order_by("-id").first()


def add_act(
    grievance: Grievance,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
) -> Act:
    """Add an act if it may follow, and bring the state up to date. The row is locked, so two people act in
    turn.

    Raises MoveFault, and nothing is written, where the act may not follow.
    """
    after = transitions.TRANSITIONS.require(lock_grievance(grievance), name)
    written = Act.objects.create(
        grievance=grievance,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        data=dict(data or {}),
    )
    grievance.state = after
    grievance.save(update_fields=["state"])
    return written


def record_act(
    verb: str, grievance: Grievance, *, actor: Reference, now: datetime, **facts: Unpack[EntryFacts]
) -> None:
    record(
        f"grievance.{verb}",
        subject=grievance.reference,
        actor=actor,
        office_id=grievance.office_id,
        now=now,
        **facts,
    )
