"""What every act of a request does: it may follow or is refused, it is written down, the journal is told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.rti import transitions
from ongikar.rti.models import InformationRequest, RtiAct


def lock_request(request: InformationRequest) -> str:
    """Hold the request to the end of the transaction, so that two people act in turn. Its state as it
    stands.
    """
    rows = InformationRequest.objects.select_for_update()
    return str(rows.values_list("state", flat=True).get(pk=request.pk))


def latest_act(request: InformationRequest) -> RtiAct | None:
    """The last thing that happened, after which nothing can until this transaction ends."""
    lock_request(request)
    return RtiAct.objects.filter(request=request).order_by("-id").first()


def add_act(
    request: InformationRequest,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    **fields: Any,
) -> RtiAct:
    """Add an act if it may follow, and bring the state and the given fields of the request up to date.

    Raises TransitionFault, and nothing is written, where the act may not follow.
    """
    after = transitions.TRANSITIONS.require(lock_request(request), name)
    written = RtiAct.objects.create(
        request=request,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        data=dict(data or {}),
    )
    fields["state"] = after
    for field, value in fields.items():
        setattr(request, field, value)
    request.save(update_fields=list(fields))
    return written


def record_act(
    verb: str, request: InformationRequest, *, actor: Reference, now: datetime, **facts: Unpack[EntryFacts]
) -> None:
    record(
        f"rti.{verb}",
        subject=request.reference,
        actor=actor,
        office_id=request.office_id,
        now=now,
        **facts,
    )
