"""The answer of the officer complained of, and the notes of the one who decides."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.officer.remark import is_pressed_again
from ongikar.people.desk import Desk

from ..models import Act, Grievance, Stage
from ..rights import is_respondent, may_decide
from .acting import act, last_act, lock, tell


@transaction.atomic
def answer(*, grievance: Grievance, words: str, actor: Desk, now: datetime) -> None:
    """What the officer complained of says to it. Sent twice, it is said once. Raises PermissionDenied for anybody else."""
    if not is_respondent(actor, grievance):
        raise PermissionDenied
    lock(grievance)
    said = Act.objects.filter(grievance=grievance, name="answer", words=words)
    if said.filter(by_type=actor.actor[0], by_id=actor.actor[1]).exists():
        return
    act(grievance, "answer", actor=actor.actor, now=now, words=words)
    tell("answered", grievance, actor=actor.actor, now=now, tier=grievance.current.number)


@transaction.atomic
def note(*, stage: Stage, words: str, actor: Desk, now: datetime) -> None:
    """A remark for those who decide only. Pressed twice, it is written once. Raises PermissionDenied for anybody else."""
    if not may_decide(actor, stage):
        raise PermissionDenied
    if is_pressed_again(last_act(stage.grievance), words, actor.actor, now):
        return
    act(stage.grievance, "note", actor=actor.actor, now=now, words=words, data={"tier": stage.number})
    tell("noted", stage.grievance, actor=actor.actor, now=now)
