"""Answering and deciding: the officer complained of answers; the deciding officer decides, does not accept,
or redirects.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.officer.case.notes import is_double_press
from ongikar.clock import actions as clocks
from ongikar.grievances import transitions
from ongikar.grievances.models import Act, Grievance, Stage
from ongikar.grievances.rights import is_respondent, may_decide
from ongikar.people.desk import Desk
from ongikar.rules import case_transitions as case_moves

from .act_log import add_act, latest_act, lock_grievance, record_act
from .lines import enter_decision


@transaction.atomic
def answer_complaint(*, grievance: Grievance, words: str, actor: Desk, now: datetime) -> None:
    """What the officer complained of says to it. Sent twice, it is said once. Raises PermissionDenied for
    anybody else.
    """
    if not is_respondent(actor, grievance):
        raise PermissionDenied
    lock_grievance(grievance)
    said = Act.objects.filter(grievance=grievance, name="answer", words=words)
    if said.filter(by_type=actor.actor[0], by_id=actor.actor[1]).exists():
        return
    add_act(grievance, "answer", actor=actor.actor, now=now, words=words)
    record_act("answered", grievance, actor=actor.actor, now=now, tier=grievance.current.number)


@transaction.atomic
def add_note(*, stage: Stage, words: str, actor: Desk, now: datetime) -> None:
    """A remark for those who decide only. Pressed twice, it is written once. Raises PermissionDenied for
    anybody else.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    if is_double_press(latest_act(stage.grievance), words, actor.actor, now):
        return
    add_act(stage.grievance, "note", actor=actor.actor, now=now, words=words, data={"tier": stage.number})
    record_act("noted", stage.grievance, actor=actor.actor, now=now)


# What the tier's own promise, to answer in writing, came to. Whether the complaint was right is another
# matter.
CLOCK_OUTCOMES = {
    transitions.DECIDED: case_moves.KEPT,
    transitions.NOT_ACCEPTED: case_moves.REFUSED,
    transitions.REDIRECTED: case_moves.REDIRECTED,
}


@transaction.atomic
def decide(
    *, stage: Stage, decision: str, reasons: str, remedy: str, upheld: bool, actor: Desk, now: datetime
) -> None:
    """The written decision, with reasons and remedy. Stops the tier's clock.

    Raises PermissionDenied unless `actor` holds the stage's post and is not in conflict, MoveFault once it is
    closed.
    """
    close_stage(
        stage,
        "decide",
        transitions.DECIDED,
        actor=actor,
        now=now,
        words=decision,
        decision=decision,
        reasons=reasons,
        remedy=remedy,
        upheld=upheld,
    )
    record_act("decided", stage.grievance, actor=actor.actor, now=now, tier=stage.number, upheld=upheld)


@transaction.atomic
def do_not_accept(*, stage: Stage, reason_code: str, words: str, actor: Desk, now: datetime) -> None:
    """Screening is a decision too: by a named officer, for a reason of the list, in writing; never a silent
    delete.
    """
    close_stage(
        stage,
        "not_accept",
        transitions.NOT_ACCEPTED,
        actor=actor,
        now=now,
        words=words,
        reasons=words,
        reason_code=reason_code,
    )
    record_act(
        "not_accepted", stage.grievance, actor=actor.actor, now=now, tier=stage.number, reason=reason_code
    )


@transaction.atomic
def redirect_complaint(*, stage: Stage, to: str, actor: Desk, now: datetime) -> None:
    """Not this ladder's matter: says whose it is, and why."""
    close_stage(stage, "redirect", transitions.REDIRECTED, actor=actor, now=now, words=to, reasons=to)
    record_act("redirected", stage.grievance, actor=actor.actor, now=now, tier=stage.number)


def close_stage(
    stage: Stage, name: str, outcome: str, *, actor: Desk, now: datetime, words: str, **fields: Any
) -> None:
    if not may_decide(actor, stage):
        raise PermissionDenied
    add_act(stage.grievance, name, actor=actor.actor, now=now, words=words, data={"tier": stage.number})
    fields |= {"closed_at": now, "outcome": outcome, "decided_by": actor.user}
    # Written only onto an open stage, so that a stale page cannot decide twice or decide what was passed up.
    if not Stage.objects.filter(pk=stage.pk, closed_at=None).update(**fields):
        raise case_moves.TransitionFault("this stage is closed")
    for field, value in fields.items():
        setattr(stage, field, value)
    enter_decision(stage, now=now)
    clocks.stop(stage.clock, outcome=CLOCK_OUTCOMES[outcome], now=now)
