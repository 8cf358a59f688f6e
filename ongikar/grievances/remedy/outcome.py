"""What a decision led to: what the complainant thinks of it, and what the office is advised to change."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from ongikar.cases.actions.act_log import proof_data
from ongikar.cases.slots import ADVICE_TAKERS
from ongikar.core.db.violations import violates
from ongikar.grievances import transitions
from ongikar.grievances.handling.redaction import text_for_respondent
from ongikar.grievances.models import DecisionRating, Recommendation, Stage
from ongikar.grievances.rights import may_decide
from ongikar.grievances.transitions import GrievanceFault
from ongikar.journal.actions import ANYONE, Reference
from ongikar.people.desk import HeldPosts
from ongikar.rules.transitions import TransitionFault

from ..act_log import add_act, lock_grievance, record_act


@transaction.atomic
def rate_decision(
    *,
    stage: Stage,
    stars: int,
    words: str = "",
    now: datetime,
    actor: Reference = ANYONE,
    proof: str = "",
) -> DecisionRating:
    """One to five, once: pressed again it stays what was said first.

    Raises TransitionFault where nothing was decided, or it has gone up meanwhile.
    """
    if not DecisionRating.LOWEST <= stars <= DecisionRating.HIGHEST:
        raise GrievanceFault("stars", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    lock_grievance(stage.grievance)
    if known := DecisionRating.objects.filter(stage=stage).first():
        return known
    if stage.outcome != transitions.DECIDED or stage.pk != stage.grievance.current.pk:
        raise TransitionFault("only the decision that stands is rated")
    data = {"tier": stage.number, "stars": stars} | proof_data(proof)
    add_act(stage.grievance, "rate", actor=actor, now=now, words=words, data=data)
    made = DecisionRating.objects.create(stage=stage, stars=stars, words=words.strip(), at=now)
    record_act("rated", stage.grievance, actor=actor, now=now, tier=stage.number, stars=stars)
    return made


@transaction.atomic
def recommend(
    *, stage: Stage, title: str, words: str, submission: str, actor: HeldPosts, now: datetime
) -> Recommendation:
    """How the service should change. Whoever is registered for such advice takes it up as a case of the
    office, which tells nothing of a hidden name. The same `submission` twice is one.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    if known := Recommendation.objects.filter(submission=submission).first():
        return known
    data = {"tier": stage.number}
    add_act(stage.grievance, "recommend", actor=actor.actor, now=now, words=title, data=data)
    try:
        with transaction.atomic():
            made = Recommendation.objects.create(
                stage=stage, words=f"{title.strip()}\n{words.strip()}", made_at=now, submission=submission
            )
    except IntegrityError as fault:
        if not violates(fault, Recommendation, "submission"):
            raise
        return Recommendation.objects.get(submission=submission)
    made.stage = stage
    shown = [text_for_respondent(stage.grievance, each).strip() for each in (title, words)]
    for take in ADVICE_TAKERS:
        case = take(
            stage.grievance.office,
            title=shown[0],
            words=shown[1],
            submission=f"advice-{made.pk}",
            actor=actor.actor,
            now=now,
        )
        if case is not None:
            made.case = case
            made.save(update_fields=["case"])
            break
    record_act("recommended", stage.grievance, actor=actor.actor, now=now, tier=stage.number)
    return made
