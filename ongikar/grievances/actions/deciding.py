"""What the deciding officer does: decide, not accept, or send it to the right office."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.clock import actions as clocks
from ongikar.people.desk import Desk
from ongikar.rules import moves as case_moves

from .. import moves
from ..models import Stage
from ..rights import may_decide
from .acting import act, tell

# What the tier's own promise, to answer in writing, came to. Whether the complaint was right is another matter.
KEEPS = {
    moves.DECIDED: case_moves.KEPT,
    moves.NOT_ACCEPTED: case_moves.REFUSED,
    moves.REDIRECTED: case_moves.REDIRECTED,
}


@transaction.atomic
def decide(
    *, stage: Stage, decision: str, reasons: str, remedy: str, upheld: bool, actor: Desk, now: datetime
) -> None:
    """The written decision, with reasons and remedy. Stops the tier's clock.

    Raises PermissionDenied unless `actor` holds the stage's post and is not in conflict, MoveFault once it is closed.
    """
    close(
        stage, "decide", moves.DECIDED, actor=actor, now=now, words=decision,
        decision=decision, reasons=reasons, remedy=remedy, upheld=upheld,
    )  # fmt: skip
    tell("decided", stage.grievance, actor=actor.actor, now=now, tier=stage.number, upheld=upheld)


@transaction.atomic
def do_not_accept(*, stage: Stage, reason_code: str, words: str, actor: Desk, now: datetime) -> None:
    """Screening is a decision too: by a named officer, for a reason of the list, in writing; never a silent delete."""
    close(
        stage,
        "not_accept",
        moves.NOT_ACCEPTED,
        actor=actor,
        now=now,
        words=words,
        reasons=words,
        reason_code=reason_code,
    )
    tell("not_accepted", stage.grievance, actor=actor.actor, now=now, tier=stage.number, reason=reason_code)


@transaction.atomic
def redirect(*, stage: Stage, to: str, actor: Desk, now: datetime) -> None:
    """Not this ladder's matter: says whose it is, and why."""
    close(stage, "redirect", moves.REDIRECTED, actor=actor, now=now, words=to, reasons=to)
    tell("redirected", stage.grievance, actor=actor.actor, now=now, tier=stage.number)


def close(
    stage: Stage, name: str, outcome: str, *, actor: Desk, now: datetime, words: str, **fields: Any
) -> None:
    if not may_decide(actor, stage):
        raise PermissionDenied
    act(stage.grievance, name, actor=actor.actor, now=now, words=words, data={"tier": stage.number})
    fields |= {"closed_at": now, "outcome": outcome, "decided_by": actor.user}
    # Written only onto an open stage, so that a stale page cannot decide twice or decide what was passed up.
    if not Stage.objects.filter(pk=stage.pk, closed_at=None).update(**fields):
        raise case_moves.MoveFault("this stage is closed")
    for field, value in fields.items():
        setattr(stage, field, value)
    clocks.stop(stage.clock, outcome=KEEPS[outcome], now=now)
