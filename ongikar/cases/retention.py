"""When what cases hold of persons is over, and how it goes: not before the applicant's complaint is over."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper
from ongikar.people.models import GONE, Applicant

from .actions.anonymise import anonymise_case
from .models import AnswerDraft, Case
from .models.answer_draft import remove_draft
from .slots import CASE_KEEPERS


def without_kept(ended: QuerySet[Case]) -> QuerySet[Case]:
    """Of these cases those that no app above still needs."""
    for keeps in CASE_KEEPERS:
        ended = ended.exclude(keeps())
    return ended


def ended_cases(office: Office, before: datetime) -> QuerySet[Case]:
    """Those that still tell of somebody."""
    return without_kept(
        Case.objects.filter(office=office, closed_at__lt=before).exclude(search=sql_literal(GONE))
    )


def identities(office: Office, before: datetime) -> QuerySet[Applicant]:
    """Those whose number is still held, each asked whether a case of theirs is over: a year's numbers are
    held, and cases of many years still tell of somebody.
    """
    held = Applicant.objects.filter(office=office).exclude(identity_index=sql_literal(""))
    over = ended_cases(office, before).filter(applicant=OuterRef("pk"))
    return held.alias(over=Subquery(over.values("pk")[:1])).filter(over__isnull=False)


def papers(office: Office, before: datetime) -> QuerySet[Paper]:
    ended = without_kept(Case.objects.filter(office=office, closed_at__lt=before))
    # Nothing came for a case after it had ended.
    came = Paper.objects.filter(office=office, came_at__lt=before).exclude(file=sql_literal(""))
    # Asked of each paper, oldest first: read from the other end these would be all cases that ever ended.
    case = Subquery(ended.filter(pk=OuterRef("subject_id")).values("pk")[:1])
    return came.filter(subject_type="case").alias(ended=case).filter(ended__isnull=False)


def cases(office: Office, before: datetime) -> QuerySet[Case]:
    return ended_cases(office, before).select_related("applicant")


def answer_drafts(office: Office, before: datetime) -> QuerySet[AnswerDraft]:
    # Asked of each draft, oldest first.
    of_office = Exists(Case.objects.filter(pk=OuterRef("case"), office=office))
    return AnswerDraft.objects.filter(of_office, saved_at__lt=before)


register_retention(
    RetentionClass("identity", "identity", identities, "identity_index", Applicant.forget_identity),
    RetentionClass("papers", "papers", papers, "came_at", lambda paper: remove_files([paper])),
    RetentionClass("cases", "person", cases, "closed_at", anonymise_case),
    RetentionClass("answer_drafts", "answer_drafts", answer_drafts, "saved_at", remove_draft),
)
