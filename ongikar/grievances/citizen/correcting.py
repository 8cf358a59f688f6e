"""Putting right what is held about whoever complains, where the complaint is about no application: they ask,
by a proof, and whoever decides makes it or says in writing why not. The act keeps what stood there before.

Of a complaint about an application the person is the application's, which takes corrections on its own page.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.actions.act_log import proof_data
from ongikar.cases.actions.corrections import Correction, parse_correction
from ongikar.core.not_none import not_none
from ongikar.grievances import transitions
from ongikar.grievances.models import Act, Grievance, Stage
from ongikar.grievances.rights import may_decide
from ongikar.grievances.transitions import GrievanceFault
from ongikar.journal.actions import ANYONE, Reference
from ongikar.people.desk import HeldPosts
from ongikar.people.models import User
from ongikar.rules.transitions import TransitionFault

from ..act_log import add_act, lock_grievance, record_act

# The journal is told which field, never what stood or stands in it.


@transaction.atomic
def ask_correction(
    *,
    grievance: Grievance,
    field: str,
    new: str,
    words: str = "",
    now: datetime,
    actor: Reference = ANYONE,
    proof: str = "",
) -> None:
    """The person asks; nothing changes yet. One at a time; the same asked twice is one.

    Raises TransitionFault where the person is an application's, or there is none, and GrievanceFault while
    another waits.
    """
    if grievance.case_id is not None or grievance.complainant is None:
        raise TransitionFault("this complaint holds no person of its own")
    lock_grievance(grievance)
    if waiting := waiting_correction(grievance):
        if (waiting.data["field"], waiting.data["new"]) == (field, new):
            return
        raise GrievanceFault(
            "",
            "আগে যা ঠিক করতে বলেছেন, তার উত্তর এখনো আসেনি।",
            "What you asked to be corrected before has not been answered yet.",
        )
    data = {"field": field, "old": getattr(grievance.complainant, field), "new": new}
    add_act(
        grievance,
        transitions.ASK_CORRECTION,
        actor=actor,
        now=now,
        words=words,
        data=data | proof_data(proof),
    )
    record_correction("correction_asked", grievance, actor, now, field)


@transaction.atomic
def answer_correction(*, stage: Stage, is_made: bool, words: str, actor: HeldPosts, now: datetime) -> None:
    """Make what was asked for, or leave it as it is, with the reason in writing.

    Raises TransitionFault where nothing waits any more.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    grievance = stage.grievance
    lock_grievance(grievance)
    asked = waiting_correction(grievance)
    if asked is None:
        raise TransitionFault("no correction waits")
    field, person = asked.data["field"], not_none(grievance.complainant)
    person.refresh_from_db(fields=[field])
    data = {"field": field}
    if is_made:
        data |= {"old": getattr(person, field), "new": asked.data["new"]}
    name = transitions.CORRECT if is_made else transitions.REFUSE_CORRECTION
    add_act(grievance, name, actor=actor.actor, now=now, words=words, data=data)
    if is_made:
        setattr(person, field, asked.data["new"])
        person.save(update_fields=[field])
    record_correction("corrected" if is_made else "correction_refused", grievance, actor.actor, now, field)


def record_correction(verb: str, grievance: Grievance, actor: Reference, now: datetime, field: str) -> None:
    # The newest stage: whoever has it is told, and answers.
    tier = grievance.stages.order_by("-number").values_list("number", flat=True)[0]
    record_act(verb, grievance, actor=actor, now=now, tier=tier, field=field)


def waiting_correction(grievance: Grievance) -> Act | None:
    """The act by which a correction was asked for that has no answer yet."""
    said = Act.objects.filter(grievance=grievance, name__in=transitions.CORRECTIONS)
    last = said.order_by("-id").first()
    # Emptied at the end of its time, it asks for nothing any more.
    return last if last and last.name == transitions.ASK_CORRECTION and "new" in last.data else None


def corrections_of_complaints(keys: Collection[int]) -> dict[int, list[Correction]]:
    """By complaint, the oldest first; one that was never corrected is not in it. Two statements at most."""
    acts = Act.objects.filter(grievance__in=keys, name=transitions.CORRECT).order_by("id")
    rows = list(acts.values_list("grievance", "data", "at", "by_id")) if keys else []
    names = User.objects.in_bulk({by for *_, by in rows if by}) if rows else {}
    found: dict[int, list[Correction]] = defaultdict(list)
    for key, data, at, by in rows:
        if made := parse_correction(data, at, names.get(by)):
            found[key].append(made)
    return dict(found)
