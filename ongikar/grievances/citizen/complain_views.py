"""The pages on which a citizen complains: about an application, or about none."""

import secrets
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.citizen.track.applicant_proof import ask_for_proof, proof_of, require_proof
from ongikar.cases.citizen.track.tracking import may_track, redirect_to_tracking_login
from ongikar.cases.models import Case
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.bangla.text import digits

from .. import actions
from ..handling.evidence import sound_evidence
from ..models import Grievance
from ..parts import render_filed_complaint
from .form_filing import add_same_fault, file_general_complaint, hints_to_show
from .forms import EVIDENCE, CaseComplaintForm, GeneralComplaintForm

# Complaints an hour from one address; an office's shared line still gets through.
MAX_PER_HOUR = 20


def complain_generally(request: OfficeRequest) -> HttpResponse:
    """A complaint about no application, with a name, with a hidden one, or without."""
    now = timezone.now()
    form = GeneralComplaintForm(request.POST or None, request.FILES or None, office=request.office)
    hints = []
    if request.method == "POST" and form.is_valid():
        if refused := too_many_from(request, now):
            return refused
        hints = hints_to_show(request, form)
        if not hints:
            filed = file_general_complaint(
                request, form, now=now, submission=submission_key(form.cleaned_data)
            )
            if filed:
                return render_filed_complaint(request, filed, now)
    else:
        ask_for_files_again(request, form, now)
    context = {"form": form, "hints": hints, "track": reverse("track"), "current": "grievances"}
    return render_form(request, "grievances/new.html", context)


def too_many_from(request: HttpRequest, now: datetime) -> HttpResponse | None:
    """Counts one more from this address in; the refusal, where there have been enough."""
    counter_keys = [f"complain from {client_ip(request)}"]
    if Attempt.is_spent(counter_keys, limit=MAX_PER_HOUR, now=now):
        return render(request, "grievances/too_many.html", {"current": "grievances"}, status=429)
    Attempt.count_failure(counter_keys, now=now)
    return None


def ask_for_files_again(
    request: HttpRequest, form: GeneralComplaintForm | CaseComplaintForm, now: datetime
) -> None:
    """Where something else of a form is wrong, its files did not stay with the browser."""
    if form.errors:
        sound_evidence(form, EVIDENCE, request, now=now)


def complain_about_case(request: OfficeRequest, number: str) -> HttpResponse:
    """A complaint about an application, for the one who sent it in."""
    case = (
        Case.objects.with_related()
        .filter(number=number, office=request.office, applicant__isnull=False)
        .first()
    )
    if case is None or not may_track(request, case):
        return redirect_to_tracking_login(number)
    now = timezone.now()
    proof = proof_of(request, case.reference, now)
    if request.method != "POST" and not proof:
        return ask_for_proof(number, "complain")
    form = CaseComplaintForm(request.POST or None, request.FILES or None)
    hints = []
    if request.method == "POST" and form.is_valid() and require_proof(form, proof, number, "complain"):
        hints = hints_to_show(request, form)
        if not hints and (filed := file_about_case(request, form, case, proof.way, now)):
            return render_filed_complaint(request, filed, now, proof.way)
    else:
        ask_for_files_again(request, form, now)
    context = {
        "form": form,
        "hints": hints,
        "caption": case.row.short,
        "heading": say("এই আবেদন নিয়ে অভিযোগ", "A complaint about this application"),
        "button": say("অভিযোগ পাঠান", "Send the complaint"),
        "back": reverse("track_case", args=[number]),
        "back_words": say("আবেদন {n}", "Application {n}", n=digits(number, language())),
        "current": "track",
    }
    return render_form(request, "grievances/about_case.html", context)


def file_about_case(
    request: OfficeRequest, form: CaseComplaintForm, case: Case, way: str, now: datetime
) -> Grievance | None:
    """File it; None where a file is refused or the same stands already, and the form says so."""
    files = sound_evidence(form, EVIDENCE, request, now=now)
    if form.errors:
        return None
    cleaned = form.cleaned_data
    try:
        return actions.file_complaint(
            office=request.office,
            case=case,
            about=cleaned["about"],
            text=cleaned["text"],
            identity_hidden=cleaned["identity_hidden"],
            evidence=files,
            is_once=True,
            now=now,
            submission=submission_key(cleaned),
            proof=way,
        )
    except actions.SameComplaint as same:
        add_same_fault(form, same.known)
        return None


def submission_key(cleaned: dict) -> str:
    """The key of a form sent once; a form without one is its own.

    It is set apart from the keys made here, such as an offer's: who could send one of those would be shown
    what it filed.
    """
    return f"form-{cleaned['submission'] or secrets.token_urlsafe(16)}"
