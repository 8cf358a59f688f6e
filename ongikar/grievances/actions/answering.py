"""The answer of the officer complained of, and the notes of the one who decides."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.people.desk import Desk

from ..models import Grievance, Stage
from ..sight import is_respondent, may_decide
from .acting import act, tell


@transaction.atomic
def answer(*, grievance: Grievance, words: str, actor: Desk, now: datetime) -> None:
    """What the officer complained of says to it. Sent twice, it is said once. Raises PermissionDenied for anybody else."""
    if not is_respondent(actor, grievance):
        raise PermissionDenied
    if grievance.acts.filter(
        name="answer", by_type=actor.actor[0], by_id=actor.actor[1], words=words
    ).exists():
        return
    act(grievance, "answer", actor=actor.actor, now=now, words=words)
    tell("answered", grievance, actor=actor.actor, now=now, tier=grievance.current.number)


@transaction.atomic
def note(*, stage: Stage, words: str, actor: Desk, now: datetime) -> None:
    """A remark for those who decide only."""
    if not may_decide(actor, stage):
        raise PermissionDenied
    act(stage.grievance, "note", actor=actor.actor, now=now, words=words, data={"tier": stage.number})
    tell("noted", stage.grievance, actor=actor.actor, now=now)
