"""Anonymises a request whose retention period is over: who asked, and what was written, is emptied; its days,
its state and its reason stay for the register.
"""

from django.db import transaction

from ongikar.cases.actions.anonymise import revoke_proofs
from ongikar.letters.outgoing.anonymise import empty_letters_of
from ongikar.papers.actions import papers_of, remove_files
from ongikar.people.models import GONE

from .models import InformationRequest, RtiAppeal


@transaction.atomic
def anonymise_request(request: InformationRequest) -> None:
    """Safe to run twice."""
    request.applicant.forget()
    revoke_proofs(request.reference)
    remove_files(papers_of(request.reference))
    empty_letters_of(request.reference)
    request.acts.update(words="", data={})
    RtiAppeal.objects.filter(request=request).update(
        grounds="", relief="", more="", late_reason="", decision=""
    )
    request.text = GONE
    request.parents = request.recipient = request.helper = request.answer = ""
    request.save(update_fields=["text", "parents", "recipient", "helper", "answer"])
