"""Putting right what is held about a person: asked for by them, made or refused by the officer, the old value kept in the act."""

from datetime import datetime

from django.db import transaction

from ongikar.journal.actions import ANYONE, Reference
from ongikar.rules import moves
from ongikar.rules.search_words import fold

from .acting import add_act, proof_data, record_act, require
from .models import Act, Case

# The journal is told which field, never what stood or stands in it.


@transaction.atomic
def ask_correction(
    case: Case, *, field: str, new: str, words: str, now: datetime, actor: Reference = ANYONE, proof: str = ""
) -> None:
    """The person asks; nothing changes yet. One at a time."""
    data = {"field": field, "old": getattr(case.applicant, field), "new": new} | proof_data(proof)
    add_act(case, moves.ASK_CORRECTION, actor=actor, now=now, words=words, data=data)
    record_act("correction_asked", case, actor, now, field=field)


@transaction.atomic
def correct(case: Case, *, words: str, actor: Reference, now: datetime) -> None:
    """Make the correction that was asked for last."""
    require(case, moves.CORRECT)
    asked = asked_of(case)
    if asked is None:
        raise moves.MoveFault("no correction was asked for")
    person, field = case.applicant, asked.data["field"]
    data = {"field": field, "old": getattr(person, field), "new": asked.data["new"]}
    add_act(case, moves.CORRECT, actor=actor, now=now, words=words, data=data)
    setattr(person, field, asked.data["new"])
    person.save(update_fields=[field])
    case.search = fold(f"{person.name} {person.institution} {person.mobile}")
    case.save(update_fields=["search"])
    record_act("corrected", case, actor, now, field=field)


@transaction.atomic
def refuse_correction(case: Case, *, words: str, actor: Reference, now: datetime) -> None:
    """Leave it as it is, with the reason in writing."""
    require(case, moves.REFUSE_CORRECTION)
    asked = asked_of(case)
    field = asked.data["field"] if asked else ""
    add_act(case, moves.REFUSE_CORRECTION, actor=actor, now=now, words=words, data={"field": field})
    record_act("correction_refused", case, actor, now, field=field)


def asked_of(case: Case) -> Act | None:
    """The act by which a correction was last asked for."""
    return Act.objects.filter(case=case, name=moves.ASK_CORRECTION).order_by("-id").first()
