"""The pages of those who complain: the ladder, filing, and following what was filed."""

import secrets

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ongikar.cases.actions import Person
from ongikar.cases.citizen.my_cases import proved_mobile
from ongikar.cases.citizen.track.applicant_proof import (
    CODE,
    ask_for_proof,
    proof_of,
    remember_proof,
    require_proof,
)
from ongikar.cases.citizen.track.tracking import (
    count_wrong_try,
    has_too_many_tries,
    may_track,
    redirect_to_tracking_login,
)
from ongikar.cases.models import Case
from ongikar.cases.models.proofs import is_paper_key, make_key, normalise_key
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.page_cache import cacheable_page
from ongikar.core.i18n.say import language
from ongikar.core.models import Attempt
from ongikar.core.not_none import not_none
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.views import pdf_download

from . import actions
from .forms import CaseComplaintForm, GeneralComplaintForm
from .house_rules import house_rules
from .ladder import ladder_of, rungs
from .models import Grievance, complaints_of
from .parts import proof_address, render_filed_complaint
from .pdfs import complaint_receipt_pdf
from .prefilled_complaint import open_offer
from .rights import complainant_proof, may_read_complaint
from .words import ABOUT, grievance_history, stage_summaries

# Complaints an hour from one address; an office's shared line still gets through.
MAX_PER_HOUR = 20


@require_safe
@cacheable_page
def ladder(request: OfficeRequest) -> HttpResponse:
    """Who hears a complaint, by when, and how to make one. The same for everybody: no date of today stands on
    it.
    """
    now = timezone.localtime()
    steps = rungs(ladder_of(request.office, now.date()), None, now)
    window = house_rules(request.office.slug).window_days
    return render(
        request, "grievances/ladder.html", {"rungs": steps, "window": window, "current": "grievances"}
    )


def complain_generally(request: OfficeRequest) -> HttpResponse:
    """A complaint about no application, with a name or without."""
    form = GeneralComplaintForm(
        request.POST or None, office=request.office, initial={"submission": secrets.token_urlsafe(16)}
    )
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        counter_keys = [f"complain from {client_ip(request)}"]
        if Attempt.is_spent(counter_keys, limit=MAX_PER_HOUR, now=now):
            return render(request, "grievances/too_many.html", {"current": "grievances"}, status=429)
        Attempt.count_failure(counter_keys, now=now)
        cleaned = form.cleaned_data
        person = None
        if cleaned["who"] == GeneralComplaintForm.NAMED:
            person = Person(
                name=cleaned["name"],
                mobile=cleaned["mobile"],
                address=cleaned["address"],
                email=cleaned["email"],
                language=language(),
            )
        grievance = actions.file_complaint(
            office=request.office,
            person=person,
            respondent=form.post_complained_of,
            about=cleaned["about"],
            text=cleaned["text"],
            kind=cleaned["kind"],
            identity_hidden=cleaned["identity_hidden"],
            now=now,
            submission=submission_key(cleaned),
        )
        return render_filed_complaint(request, grievance, now)
    context = {"form": form, "track": reverse("track"), "current": "grievances"}
    return render(request, "grievances/new.html", context, status=422 if form.errors else 200)


def complain_about_case(request: OfficeRequest, number: str) -> HttpResponse:
    """A complaint about an application, for the one who sent it in."""
    case = (
        Case.objects.with_all().filter(number=number, office=request.office, applicant__isnull=False).first()
    )
    if case is None or not may_track(request, case):
        return redirect_to_tracking_login(number)
    now = timezone.now()
    proof = proof_of(request, case.reference, now)
    if request.method != "POST" and not proof:
        return ask_for_proof(number, "complain")
    form = CaseComplaintForm(request.POST or None, initial={"submission": secrets.token_urlsafe(16)})
    if request.method == "POST" and form.is_valid() and require_proof(form, proof, number, "complain"):
        cleaned = form.cleaned_data
        grievance = actions.file_complaint(
            office=request.office,
            case=case,
            about=cleaned["about"],
            text=cleaned["text"],
            identity_hidden=cleaned["identity_hidden"],
            now=now,
            submission=submission_key(cleaned),
            proof=proof.way,
        )
        return render_filed_complaint(request, grievance, now, proof.way)
    context = {"form": form, "case": case, "current": "track"}
    return render(request, "grievances/about_case.html", context, status=422 if form.errors else 200)


@require_POST
def receipt(request: OfficeRequest, number: str) -> HttpResponse:
    """The receipt on paper: with the secret digits that were just shown, or with new ones for the
    complainant.
    """
    now, typed = timezone.now(), normalise_key(request.POST.get("key", ""))
    found = (
        Grievance.objects.with_all()
        .select_related("office")
        .filter(number=number, office=request.office)
        .first()
    )
    if found is not None and complainant_proof(request, found, now):
        key = (
            typed
            if typed and is_paper_key(found.reference, typed)
            else make_key(request.office, found.reference, now=now)
        )
    else:
        address = client_ip(request)
        if not typed or has_too_many_tries(number, address, now):
            return redirect_to_tracking_login(number)
        if not is_paper_key(found and found.reference, typed):
            count_wrong_try(number, address, now)
            return redirect_to_tracking_login(number)
        key = typed
    return pdf_download(complaint_receipt_pdf(not_none(found), key), f"{number}.pdf")


@require_safe
def track_grievance(request: OfficeRequest, number: str) -> HttpResponse:
    """How a grievance stands, for whoever opened it with its number; one with a hidden name for its
    complainant alone.
    """
    grievance = Grievance.objects.with_all().filter(number=number, office=request.office).first()
    now = timezone.now()
    if grievance is None or not may_read_complaint(request, grievance, now):
        return redirect_to_tracking_login(number)
    version_tiers = grievance.current.tier.version.tiers.select_related("post")
    return render(
        request,
        "grievances/follow.html",
        {
            "grievance": grievance,
            "about": ABOUT[grievance.about],
            "stages": stage_summaries(grievance, now),
            "history": grievance_history(grievance),
            "shown": open_offer(grievance, now=now),
            "rungs": rungs(version_tiers, grievance, now),
            "current": "grievances",
            "prove": proof_address(request, grievance, now),
        },
    )


@require_safe
def open_own_complaint(request: OfficeRequest, number: str) -> HttpResponse:
    """From the list of a proved mobile to one complaint: the browser may follow it from now on."""
    code = proved_mobile(request, timezone.now())
    grievance = complaints_of(code.office_id, code.mobile).filter(number=number).first() if code else None
    if code is None or grievance is None:
        return redirect_to_tracking_login(number)
    return remember_proof(
        request, redirect("grievance", number), grievance.reference, CODE, not_none(code.used_at)
    )


def submission_key(cleaned: dict) -> str:
    """The key of a form sent once; a form without one is its own.

    It is set apart from the keys made here, such as an offer's: who could send one of those would be shown
    what it filed.
    """
    return f"form-{cleaned['submission'] or secrets.token_urlsafe(16)}"
