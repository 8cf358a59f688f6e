"""The tests and the feedback of a batch: rounds of a questionnaire, each answered on a page of one's own."""

from datetime import datetime

from django.db import IntegrityError, transaction

from ongikar.cases.models import Case
from ongikar.core.db.violations import violates
from ongikar.delivery.training import states
from ongikar.delivery.training.act_log import TrainingFault, lock_batch
from ongikar.delivery.training.models import Application, Batch, BatchRound
from ongikar.journal.actions import Reference
from ongikar.questionnaires.actions import has_answered, invite_respondent, open_round, round_url
from ongikar.questionnaires.models import Questionnaire, Round

PART_WORDS = {
    BatchRound.PRE: ("শুরুর পরীক্ষা", "Test before"),
    BatchRound.POST: ("শেষ পরীক্ষা", "Last test"),
    BatchRound.FEEDBACK: ("কোর্স কেমন লাগল", "Feedback"),
}


@transaction.atomic
def open_batch_round(
    batch: Batch, *, part: str, questionnaire: Questionnaire, actor: Reference, now: datetime
) -> BatchRound:
    """One of each part; pressed twice it is one. Feedback is asked without names. Raises TrainingFault and
    QuestionnaireFault.
    """
    batch = lock_batch(batch)
    known = BatchRound.objects.filter(batch=batch, part=part).first()
    if known:
        return known
    if batch.state not in (states.RUNNING, states.FINISHED):
        raise TrainingFault("", "ব্যাচটি চলছে না।", "The batch is not running.")
    is_feedback = part == BatchRound.FEEDBACK
    made = open_round(
        questionnaire=questionnaire,
        office=batch.office,
        subject=batch.reference,
        opens_at=now,
        respondents=Round.APPLICANT,
        anonymous=is_feedback,
        pass_percent=batch.course.pass_percent or None if part == BatchRound.POST else None,
        actor=actor,
        now=now,
    )
    try:
        with transaction.atomic():
            return BatchRound.objects.create(batch=batch, part=part, round=made)
    except IntegrityError as fault:
        if not violates(fault, BatchRound, "batch", "part"):
            raise
        return BatchRound.objects.get(batch=batch, part=part)


def rounds_of_case(case: Case, now: datetime) -> list[tuple[str, str]]:
    """What the person of a case may answer now: its part, and its address."""
    application = Application.objects.filter(case=case).select_related("call__batch").first()
    if application is None or application.state not in (states.ENROLLED, states.COMPLETED):
        return []
    found = []
    given = BatchRound.objects.filter(batch=application.call.batch).order_by("id")
    for each in given.select_related("round__office", "round__questionnaire"):
        is_open = each.round.closes_at is None or each.round.closes_at > now
        if is_open and not has_answered(each.round, application.reference):
            key = invite_respondent(each.round, application.reference)
            found.append((each.part, round_url(each.round, key)))
    return found
