"""What was reported: at first, and by whoever wrote that it is broken again."""

from ongikar.cases.models import Act, Case
from ongikar.journal.actions import ANYONE
from ongikar.rules.case_transitions import REOPEN

from .models import Job

# Of a case: round → what was written when it was reported broken again.
AGAIN = "again"


def keep_new_words(case: Case, round: int) -> None:
    """The words with which its applicant has just opened it again, kept with what was answered before, so
    that a list can tell them. In the caller's transaction; what an officer wrote is no report.
    """
    last = Act.objects.filter(case=case, name=REOPEN).order_by("-id").first()
    if last is None or last.by_type != ANYONE[0] or not last.words:
        return
    answers = Case.objects.values_list("answers", flat=True).get(pk=case.pk)
    case.answers = answers | {AGAIN: answers.get(AGAIN, {}) | {str(round): last.words}}
    case.save(update_fields=["answers"])


def reported_in(case: Case, round: int | None = None) -> str:
    """The newest words of a case, or those that held in one of its rounds."""
    said = {int(each): words for each, words in (case.answers.get(AGAIN) or {}).items()}
    known = [each for each in said if round is None or each <= round]
    return said[max(known)] if known else str(case.answers.get("fault") or "")


def fault_of(job: Job) -> str:
    """What a job is about. Of a round from before its words were kept they are read from the acts."""
    if job.round > 1 and not (job.case.answers.get(AGAIN) or {}).get(str(job.round)):
        opened = Act.objects.filter(case=job.case_id, name=REOPEN, by_type=ANYONE[0], at=job.opened_at)
        if (act := opened.first()) and act.words:
            return act.words
    return reported_in(job.case, job.round)
