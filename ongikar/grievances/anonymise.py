"""Anonymises a grievance whose retention period is over: what was written in it is emptied, its letters and
its remedies too; its tiers, days and outcome stay.
"""

from django.db import transaction

from ongikar.cases.actions.anonymise import revoke_proofs
from ongikar.letters.outgoing.anonymise import empty_letters_of
from ongikar.papers.actions import papers_of, remove_files
from ongikar.people.models import GONE
from ongikar.tasks.anonymise import empty_task

from .models import (
    DecisionRating,
    Grievance,
    Hearing,
    HearingParty,
    Inquiry,
    Question,
    Recommendation,
    Remedy,
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
    Hearing.objects.filter(**of_it).update(record="", record_apart="", ended_reason="")
    HearingParty.objects.filter(hearing__stage__grievance=grievance).update(representative="")
    Recommendation.objects.filter(**of_it).update(words="")
    DecisionRating.objects.filter(**of_it).update(words="")
    empty_letters_of(grievance.reference)
    remove_files(paper for paper in papers_of(grievance.reference) if paper.file)
    grievance.service_no = grievance.service_post = grievance.source = ""
    empty_letters_of(grievance.reference)
    for remedy in Remedy.objects.filter(**of_it).select_related("task"):
        empty_task(remedy.task)
    grievance.text = GONE
    grievance.save(update_fields=["service_no", "service_post", "source", "text"])
