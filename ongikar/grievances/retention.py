"""When a complaint, and the case that it is about, is no longer needed; and how it goes: what was written
in it is emptied, its letters and its remedies too; its tiers, days and outcome stay.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from ongikar.cases.actions.anonymise import revoke_proofs
from ongikar.cases.slots import CASE_KEEPERS
from ongikar.core.db.index_conditions import sql_literal
from ongikar.letters.outgoing.anonymise import empty_letters_of
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.papers.actions import papers_of, remove_files
from ongikar.people.models import GONE
from ongikar.tasks.anonymise import empty_task

from .models import (
    DecisionDraft,
    DecisionRating,
    Grievance,
    Hearing,
    HearingParty,
    Inquiry,
    Question,
    Recommendation,
    Remedy,
    Stage,
)


@transaction.atomic
def anonymise_grievance(grievance: Grievance) -> None:
    """Safe to run twice. Whether it was found right, at which tier and when, stays for the books."""
    if grievance.complainant:
        grievance.complainant.forget()
    revoke_proofs(grievance.reference)
    grievance.acts.update(words="", data={})
    grievance.stages.update(words="", late_reason="", decision="", reasons="", remedy="")
    of_it = {"stage__grievance": grievance}
    Inquiry.objects.filter(**of_it).update(terms="", report="", ended_reason="")
    Question.objects.filter(**of_it).update(words="", answer="")
    Hearing.objects.filter(**of_it).update(said_by_others="", record="", record_apart="", ended_reason="")
    HearingParty.objects.filter(hearing__stage__grievance=grievance).update(representative="", said="")
    Recommendation.objects.filter(**of_it).update(words="")
    DecisionRating.objects.filter(**of_it).update(words="")
    DecisionDraft.objects.filter(**of_it).delete()
    empty_letters_of(grievance.reference)
    remove_files(paper for paper in papers_of(grievance.reference) if paper.file)
    grievance.service_no = grievance.service_post = grievance.source = ""
    empty_letters_of(grievance.reference)
    for remedy in Remedy.objects.filter(**of_it).select_related("task"):
        empty_task(remedy.task)
    grievance.text = GONE
    grievance.save(update_fields=["service_no", "service_post", "source", "text"])


def open_complaint_exists() -> Exists:
    """Of a case."""
    return Exists(Stage.objects.filter(closed_at=None, grievance__case=OuterRef("pk")))


def ended_grievances(office: Office, before: datetime) -> QuerySet[Grievance]:
    late = Stage.objects.filter(grievance=OuterRef("pk")).filter(Q(closed_at=None) | Q(closed_at__gte=before))
    # Nothing that ended before a day was filed after it.
    told = Grievance.objects.filter(office=office, filed_at__lt=before).exclude(text=sql_literal(GONE))
    return told.exclude(Exists(late))


def grievances(office: Office, before: datetime) -> QuerySet[Grievance]:
    # One about a case waits for the case, whose applicant complains.
    about = Q(case=None) | Q(case__search=GONE)
    return ended_grievances(office, before).filter(about).select_related("complainant")


def decision_drafts(office: Office, before: datetime) -> QuerySet[DecisionDraft]:
    # Asked of each draft, oldest first.
    of_office = Exists(Stage.objects.filter(pk=OuterRef("stage"), grievance__office=office))
    return DecisionDraft.objects.filter(of_office, saved_at__lt=before)


register_retention(
    RetentionClass("grievances", "person", grievances, "filed_at", anonymise_grievance),
    RetentionClass("decision_drafts", "answer_drafts", decision_drafts, "saved_at", DecisionDraft.delete),
)
CASE_KEEPERS.append(open_complaint_exists)
