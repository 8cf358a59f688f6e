"""What either side does while a complaint is open: evidence is added, and whoever complains may withdraw."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ongikar.cases.actions.act_log import proof_data
from ongikar.clock import actions as clocks
from ongikar.grievances import transitions
from ongikar.grievances.handling.evidence import store_evidence
from ongikar.grievances.models import Grievance, Stage
from ongikar.grievances.upward.stage_counts import count_ending
from ongikar.journal.actions import ANYONE, Reference
from ongikar.papers.check import Clean
from ongikar.rules import case_transitions as case_moves

from ..act_log import add_act, lock_grievance, record_act
from ..inquiry.open_matters import end_open_matters

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
