"""The pages of those who complain: the ladder, filing, and following what was filed."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ongikar.cases.actions import Person
from ongikar.cases.citizen.my_cases import proved_mobile
from ongikar.cases.citizen.track.applicant_proof import CODE, ask_for_proof, proof_of, remember, require_proof
from ongikar.cases.citizen.track.tracking import count_wrong, door_for, is_spent, may_see
from ongikar.cases.models import Case
from ongikar.cases.models.paper_key import fits, make_key, normal_key
from ongikar.core.http.cacheable_page import public_page
from ongikar.core.http.client_ip import address_of
from ongikar.core.i18n.say import language
from ongikar.core.models import Attempt
from ongikar.papers.views import made

from . import actions
from .citizen_forms import AboutCase, AboutNoCase
from .complainant_access import complainant_proof, may_read
from .house_rules import house_rules
from .ladder import ladder_of, rungs
from .models import Grievance, complaints_of
from .offers import open_offer
from .parts import filed, prove_first
from .pdfs import complaint_receipt_pdf
from .words import ABOUT, history_of, stages_of

# Complaints an hour from one address; an office's shared line still gets through.
MOST_AN_HOUR = 20


@require_safe
@public_page
def ladder(request: HttpRequest) -> HttpResponse:
    """Who hears a complaint, by when, and how to make one. The same for everybody: no date of today stands on it."""
    now = timezone.localtime()
    steps = rungs(ladder_of(request.office, now.date()), None, now)
    window = house_rules(request.office.slug).window_days
    return render(
        request, "grievances/ladder.html", {"rungs": steps, "window": window, "current": "grievances"}
    )


def new(request: HttpRequest) -> HttpResponse:
    """A complaint about no application, with a name or without."""
    form = AboutNoCase(
        request.POST or None, office=request.office, initial={"submission": secrets.token_urlsafe(16)}
    )
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        door = [f"complain from {address_of(request)}"]
        if Attempt.spent(door, limit=MOST_AN_HOUR, now=now):
            return render(request, "grievances/too_many.html", {"current": "grievances"}, status=429)
        Attempt.count_failure(door, now=now)
        told = form.cleaned_data
        person = None
        if told["who"] == AboutNoCase.NAMED:
            person = Person(
                name=told["name"],
                mobile=told["mobile"],
                address=told["address"],
                email=told["email"],
                language=language(),
            )
        grievance = actions.file_complaint(
            office=request.office, person=person, respondent=form.post_complained_of, about=told["about"], text=told["text"],
            kind=told["kind"], identity_hidden=told["identity_hidden"], now=now, submission=key_of(told),
        )  # fmt: skip
        return filed(request, grievance, now)
    context = {"form": form, "track": reverse("track"), "current": "grievances"}
    return render(request, "grievances/new.html", context, status=422 if form.errors else 200)


def about_case(request: HttpRequest, number: str) -> HttpResponse:
    """A complaint about an application, for the one who sent it in."""
    case = (
        Case.objects.with_all().filter(number=number, office=request.office, applicant__isnull=False).first()
    )
    if case is None or not may_see(request, case):
        return door_for(number)
    now = timezone.now()
    proof = proof_of(request, case.reference, now)
    if request.method != "POST" and not proof:
        return ask_for_proof(number, "complain")
    form = AboutCase(request.POST or None, initial={"submission": secrets.token_urlsafe(16)})
    if request.method == "POST" and form.is_valid() and require_proof(form, proof, number, "complain"):
        told = form.cleaned_data
        grievance = actions.file_complaint(
            office=request.office, case=case, about=told["about"], text=told["text"],
            identity_hidden=told["identity_hidden"], now=now, submission=key_of(told), proof=proof.way,
        )  # fmt: skip
        return filed(request, grievance, now, proof.way)
    context = {"form": form, "case": case, "current": "track"}
    return render(request, "grievances/about_case.html", context, status=422 if form.errors else 200)


@require_POST
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt on paper: with the secret digits that were just shown, or with new ones for the complainant."""
    now, typed = timezone.now(), normal_key(request.POST.get("key", ""))
    found = (
        Grievance.objects.with_all()
        .select_related("office")
        .filter(number=number, office=request.office)
        .first()
    )
    if found is not None and complainant_proof(request, found, now):
        key = (
            typed
            if typed and fits(found.reference, typed)
            else make_key(request.office, found.reference, now=now)
        )
    else:
        address = address_of(request)
        if not typed or is_spent(number, address, now):
            return door_for(number)
        if not fits(found and found.reference, typed):
            count_wrong(number, address, now)
            return door_for(number)
        key = typed
    return made(complaint_receipt_pdf(found, key), f"{number}.pdf")


@require_safe
def follow(request: HttpRequest, number: str) -> HttpResponse:
    """How a grievance stands, for whoever opened it with its number; one with a hidden name for its complainant alone."""
    grievance = Grievance.objects.with_all().filter(number=number, office=request.office).first()
    now = timezone.now()
    if grievance is None or not may_read(request, grievance, now):
        return door_for(number)
    version_tiers = grievance.current.tier.version.tiers.select_related("post")
    return render(request, "grievances/follow.html", {
        "grievance": grievance, "about": ABOUT[grievance.about], "stages": stages_of(grievance, now), "history": history_of(grievance),
        "shown": open_offer(grievance, now=now), "rungs": rungs(version_tiers, grievance, now), "current": "grievances",
        "prove": prove_first(request, grievance, now),
    })  # fmt: skip


@require_safe
def one_of_mine(request: HttpRequest, number: str) -> HttpResponse:
    """From the list of a proved mobile to one complaint: the browser may follow it from now on."""
    code = proved_mobile(request, timezone.now())
    grievance = code and complaints_of(code.office_id, code.mobile).filter(number=number).first()
    if grievance is None:
        return door_for(number)
    return remember(request, redirect("grievance", number), grievance.reference, CODE, code.used_at)


def key_of(told: dict) -> str:
    """The key of a form sent once; a form without one is its own.

    It is set apart from the keys made here, such as an offer's: who could send one of those would be shown what it filed.
    """
    return f"form-{told['submission'] or secrets.token_urlsafe(16)}"
