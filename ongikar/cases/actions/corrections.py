"""Correcting what is held about a person: asked for by them, made or refused by the officer; the old value is
kept, and shown in order.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Act, Case
from ongikar.core.not_none import not_none
from ongikar.journal.actions import ANYONE, Reference
from ongikar.people.models import User
from ongikar.rules import case_transitions
from ongikar.rules.case_transitions import CORRECT

from .act_log import add_act, lock_for_act, proof_data, record_act
from .case import search_text

# The journal is told which field, never what stood or stands in it.


@transaction.atomic
def ask_correction(
    case: Case, *, field: str, new: str, words: str, now: datetime, actor: Reference = ANYONE, proof: str = ""
) -> None:
    """The person asks; nothing changes yet. One at a time."""
    data = {"field": field, "old": getattr(case.applicant, field), "new": new} | proof_data(proof)
    add_act(case, case_transitions.ASK_CORRECTION, actor=actor, now=now, words=words, data=data)
    record_act("correction_asked", case, actor, now, field=field)


@transaction.atomic
def correct(case: Case, *, words: str, actor: Reference, now: datetime) -> None:
    """Make the correction that was asked for last."""
    lock_for_act(case, case_transitions.CORRECT)
    asked = asked_correction(case)
    if asked is None:
        raise case_transitions.TransitionFault("no correction was asked for")
    person, field = not_none(case.applicant), asked.data["field"]
    data = {"field": field, "old": getattr(person, field), "new": asked.data["new"]}
    add_act(case, case_transitions.CORRECT, actor=actor, now=now, words=words, data=data)
    setattr(person, field, asked.data["new"])
    person.save(update_fields=[field])
    case.search = search_text(person, kind_of(case.row).texts_asked(case.row, case.answers))
    case.save(update_fields=["search"])
    record_act("corrected", case, actor, now, field=field)


@transaction.atomic
def refuse_correction(case: Case, *, words: str, actor: Reference, now: datetime) -> None:
    """Leave it as it is, with the reason in writing."""
    lock_for_act(case, case_transitions.REFUSE_CORRECTION)
    asked = asked_correction(case)
    field = asked.data["field"] if asked else ""
    add_act(
        case, case_transitions.REFUSE_CORRECTION, actor=actor, now=now, words=words, data={"field": field}
    )
    record_act("correction_refused", case, actor, now, field=field)


def asked_correction(case: Case) -> Act | None:
    """The act by which a correction was last asked for."""
    return Act.objects.filter(case=case, name=case_transitions.ASK_CORRECTION).order_by("-id").first()


class Correction(NamedTuple):
    """One correction of one field. `by`: the name of who made it, "" where that person is no longer known."""

    field: str
    old: str
    new: str
    at: datetime
    by: str


def parse_correction(data: Mapping, at: datetime, by: User | None) -> Correction | None:
    """None once the values were purged at the end of their retention period."""
    if "old" not in data:
        return None
    return Correction(data["field"], data["old"], data["new"], at, by.name if by else "")


def corrections_in(acts: Iterable[Act], names: Mapping[int, User]) -> list[Correction]:
    """Those among the acts of one case, the oldest first; `names` are the users who acted, by id."""
    made = (act for act in acts if act.name == CORRECT)
    entered = (parse_correction(act.data, act.at, names.get(act.by_id or 0)) for act in made)
    return [each for each in entered if each]


def corrections_of(applicants: Collection[int]) -> dict[int, list[Correction]]:
    """By applicant's id, the oldest first; who has none is not in it. Two statements at most, however many
    are asked for.
    """
    acts = Act.objects.filter(case__applicant__in=applicants, name=CORRECT).order_by("id")
    rows = list(acts.values_list("case__applicant", "data", "at", "by_id")) if applicants else []
    names = User.objects.in_bulk({by for *_, by in rows if by}) if rows else {}
    by_applicant: dict[int, list[Correction]] = defaultdict(list)
    for applicant, data, at, by in rows:
        if made := parse_correction(data, at, names.get(by)):
            by_applicant[applicant].append(made)
    return dict(by_applicant)


def former_values(
    made: Iterable[Correction], write: Callable[[str, str], str] = lambda field, value: value
) -> dict[str, list[str]]:
    """By field, what stood there before, the oldest first. `write`: how a page shows a field's value."""
    former: dict[str, list[str]] = defaultdict(list)
    for each in made:
        if each.old:
            former[each.field].append(write(each.field, each.old))
    return dict(former)
