"""Who may read a complaint as its complainant, and who may act in it.

Where the name is hidden or was not given, the complaint itself tells who complains: it is shown to nobody
without a proof that came to the complainant alone. The receipt of the *case* passes through the hands of
the office complained of, so neither its key nor the browser that sent the case in opens a hidden complaint
about it; the mobile does.
"""

from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.citizen.track import tracking
from ongikar.cases.citizen.track.applicant_proof import NO_PROOF, Proof, proof_of
from ongikar.cases.citizen.track.tracking import TrackedSubject
from ongikar.cases.models import Case
from ongikar.core.not_none import not_none
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office

from .models import Grievance


def complainant_proof(request: HttpRequest, grievance: Grievance, now: datetime) -> Proof:
    """The proof by which this browser is the complainant's: the complaint's own, or that of the case it is
    about.
    """
    own = proof_of(request, grievance.reference, now)
    if own or not is_filed_by_applicant(grievance):
        return own
    of_case = proof_of(request, ("case", not_none(grievance.case_id)), now)
    return of_case if grievance.is_open_identity or of_case.is_of_mobile else NO_PROOF


def is_filed_by_applicant(grievance: Grievance) -> bool:
    """Whether it was filed by whoever asked for the service it is about."""
    return (
        grievance.case is not None
        and grievance.complainant_id is not None
        and grievance.complainant_id == grievance.case.applicant_id
    )


def may_read_complaint(request: HttpRequest, grievance: Grievance, now: datetime) -> bool:
    """An open complaint is read by number and four figures, as its case is; any other by its complainant
    alone.
    """
    if complainant_proof(request, grievance, now):
        return True
    about = (grievance, not_none(grievance.case)) if grievance.case_id else (grievance,)
    return grievance.is_open_identity and any(tracking.may_track(request, thing) for thing in about)


def readable_grievance(request: OfficeRequest, number: str) -> Grievance | None:
    """The office's complaint with this number, if this browser may read it."""
    rows = Grievance.objects.select_related("complainant", "case")
    found = rows.filter(number=number, office=request.office).first()
    return found if found and may_read_complaint(request, found, timezone.now()) else None


def readable_complaints(
    request: HttpRequest, case: Case, filed: list[Grievance], now: datetime
) -> list[Grievance]:
    """Of the complaints filed about a case, those that this browser may know of."""
    for grievance in filed:
        grievance.case = case
    return [grievance for grievance in filed if may_read_complaint(request, grievance, now)]


def find_grievance(number: str, last_four: str, office: Office) -> TrackedSubject | None:
    """The complaint with this number, if the four digits are its own. A hidden one is as unknown as one that
    is not there.
    """
    is_open = Q(identity_hidden=False, anonymous=False)
    known = Grievance.objects.filter(
        is_open, number=number, office=office, complainant__mobile__endswith=last_four
    )
    grievance = known.only("pk").first()
    if grievance is None:
        return None
    return TrackedSubject(grievance.reference, reverse("grievance", args=[number]))


def find_any_grievance(number: str, office: Office) -> Grievance | None:
    """Any complaint with this number, for whoever brings its key."""
    return Grievance.objects.filter(number=number, office=office).first()


def complaint_by_id(pk: int) -> Grievance | None:
    return Grievance.objects.with_all().select_related("office").filter(pk=pk).first()
