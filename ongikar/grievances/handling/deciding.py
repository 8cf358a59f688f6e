"""Answering and deciding: the officer complained of answers; the deciding officer decides, does not accept,
or redirects.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.officer.case.notes import is_double_press
from ongikar.clock import actions as clocks
from ongikar.grievances import transitions
from ongikar.grievances.handling.decision_letter import issue_decision_letter
from ongikar.grievances.models import Act, Grievance, Stage
from ongikar.grievances.rights import is_respondent, may_decide
from ongikar.grievances.upward.stage_counts import count_ending
from ongikar.people.desk import HeldPosts
from ongikar.rules import case_transitions as case_moves

from ..act_log import add_act, enter_decision, latest_act, lock_grievance, record_act
from ..hearing.actions import require_no_coming_hearing
from ..inquiry.open_matters import end_open_matters, require_no_open_inquiry
from ..remedy.actions import RemedyEntry, give_remedies, remedy_words


@transaction.atomic
def answer_complaint(*, grievance: Grievance, words: str, actor: HeldPosts, now: datetime) -> None:
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
def add_note(*, stage: Stage, words: str, actor: HeldPosts, now: datetime) -> None:
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
    *,
    stage: Stage,
    decision: str,
    reasons: str,
    upheld: bool,
    remedy: str = "",
    remedies: Sequence[RemedyEntry] = (),
    cause: str = "",
    actor: HeldPosts,
    now: datetime,
) -> None:
    """The written decision, with reasons, remedy and cause: as a letter to both. Stops the tier's clock.

    `remedies` become tasks; `remedy` is what is told of one that nobody is given. Raises PermissionDenied
    unless `actor` holds the stage's post and is not in conflict, MoveFault once it is closed, GrievanceFault
    while an inquiry is open or a hearing is to come.
    """
    lock_grievance(stage.grievance)
    require_no_open_inquiry(stage)
    require_no_coming_hearing(stage)
    if remedies:
        remedy = remedy_words(remedies, stage.grievance.tongue)
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
        cause=cause,
    )
    give_remedies(stage, remedies, actor=actor.actor, now=now)
    issue_decision_letter(stage, actor=actor.actor, now=now)
    record_act("decided", stage.grievance, actor=actor.actor, now=now, tier=stage.number, upheld=upheld)


def close_stage(
    stage: Stage,
    name: str,
    outcome: str,
    *,
    actor: HeldPosts,
    now: datetime,
    words: str,
    data: Mapping[str, Any] | None = None,
    **fields: Any,
) -> None:
    """Close an open stage by this act, stop its clock, and end what it still waits for."""
    if not may_decide(actor, stage):
        raise PermissionDenied
    data = {"tier": stage.number, **(data or {})}
    add_act(stage.grievance, name, actor=actor.actor, now=now, words=words, data=data)
    fields |= {"closed_at": now, "outcome": outcome, "decided_by": actor.user}
    # Written only onto an open stage, so that a stale page cannot decide twice or decide what was passed up.
    if not Stage.objects.filter(pk=stage.pk, closed_at=None).update(**fields):
        raise case_moves.TransitionFault("this stage is closed")
    for field, value in fields.items():
        setattr(stage, field, value)
    enter_decision(stage, now=now)
    end_open_matters(stage, now)
    clocks.stop(stage.clock, outcome=CLOCK_OUTCOMES[outcome], now=now)
    count_ending(stage)
