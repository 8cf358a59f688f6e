"""What either side does while a complaint is open: evidence is added, whoever complains may withdraw; and
they ask to put right what is held about them, which whoever decides makes or says in writing why not.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.actions.act_log import proof_data
from ongikar.cases.actions.corrections import Correction, parse_correction
from ongikar.clock import actions as clocks
from ongikar.core.not_none import not_none
from ongikar.journal.actions import ANYONE, Reference
from ongikar.papers.check import Clean
from ongikar.people.models import User
from ongikar.people.post_holders import PostHolder
from ongikar.rules import case_transitions as case_moves
from ongikar.rules.transitions import TransitionFault

from .. import transitions
from ..act_log import add_act, lock_grievance, record_act
from ..handling.evidence import store_evidence
from ..inquiry.open_matters import end_open_matters
from ..models import Act, Grievance, Stage
from ..rights import may_decide
from ..transitions import GrievanceFault
from ..upward.stage_counts import count_ending

PAPERS = "papers"


@transaction.atomic
def add_evidence(
    *,
    grievance: Grievance,
    files: Sequence[Clean],
    side: str,
    now: datetime,
    words: str = "",
    actor: Reference = ANYONE,
    proof: str = "",
) -> int:
    """Keep what one side brings later; returns how many files were new. What it sent before is kept once, so
    that a press twice adds nothing; and so are words alone.

    Raises TransitionFault, and nothing is kept, once the complaint is closed.
    """
    transitions.TRANSITIONS.require(lock_grievance(grievance), "add_evidence")
    kept = store_evidence(grievance, files, side=side, now=now)
    said = grievance.acts.filter(name="add_evidence", words=words, by_type=actor[0], by_id=actor[1])
    if kept or (words and not files and not said.exists()):
        data = {"by": side, PAPERS: [paper.pk for paper in kept]} | proof_data(proof)
        add_act(grievance, "add_evidence", actor=actor, now=now, words=words, data=data)
        tier = grievance.current.number
        record_act("evidence_added", grievance, actor=actor, now=now, tier=tier, what=side, count=len(kept))
    return len(kept)


@transaction.atomic
def withdraw_complaint(
    *, grievance: Grievance, words: str = "", now: datetime, actor: Reference = ANYONE, proof: str = ""
) -> None:
    """Whoever complained takes it back: the open tier's clock stops, and nobody can appeal any more.

    Raises TransitionFault once it is decided, or was withdrawn before.
    """
    transitions.TRANSITIONS.require(lock_grievance(grievance), "withdraw")
    stage = grievance.stages.select_related("clock").order_by("-number")[0]
    data = {"tier": stage.number} | proof_data(proof)
    add_act(grievance, "withdraw", actor=actor, now=now, words=words, data=data)
    if not Stage.objects.filter(pk=stage.pk, closed_at=None).update(
        closed_at=now, outcome=transitions.WITHDRAWN
    ):
        raise case_moves.TransitionFault("this stage is closed")
    stage.closed_at, stage.outcome = now, transitions.WITHDRAWN
    end_open_matters(stage, now)
    clocks.stop(stage.clock, outcome=case_moves.WITHDRAWN, now=now)
    count_ending(stage)
    record_act("withdrawn", grievance, actor=actor, now=now, tier=stage.number)


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
def answer_correction(*, stage: Stage, is_made: bool, words: str, actor: PostHolder, now: datetime) -> None:
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
    by_complaint: dict[int, list[Correction]] = defaultdict(list)
    for key, data, at, by in rows:
        if made := parse_correction(data, at, names.get(by)):
            by_complaint[key].append(made)
    return dict(by_complaint)
