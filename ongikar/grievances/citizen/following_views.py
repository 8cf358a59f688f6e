"""The pages of those who complain: the ladder, and following what was filed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ongikar.cases.citizen.my_cases import proved_mobile
from ongikar.cases.citizen.track.applicant_proof import (
    CODE,
    remember_proof,
)
from ongikar.cases.citizen.track.reading import hide_from_readers, name_shown
from ongikar.cases.citizen.track.tracking import (
    count_wrong_try,
    has_too_many_tries,
    redirect_to_tracking_login,
)
from ongikar.cases.models.proofs import is_paper_key, make_key, normalise_key
from ongikar.charter.models import Tier
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.page_cache import cacheable_page
from ongikar.core.not_none import not_none
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.views import pdf_download

from .. import transitions
from ..handling.evidence import COMPLAINANT, exhibits
from ..handling.readings import readings_of
from ..handling.whole_complaint import read_clocks, with_outcome
from ..house_rules import house_rules
from ..ladder.tiers import ladder_of, rungs
from ..models import Grievance, complaints_of
from ..parts import proof_address
from ..rights import complainant_proof, may_read_complaint
from ..slots import FOLLOWING
from ..words import ABOUT, grievance_history, stage_summaries
from .prefilled_complaint import open_offer
from .receipt import complaint_receipt_pdf


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
    rows = with_outcome(Grievance.objects.with_stages("letter", "rating"))
    grievance = rows.filter(number=number, office=request.office).first()
    now = timezone.now()
    if grievance is None or not may_read_complaint(request, grievance, now):
        return redirect_to_tracking_login(number)
    grievance.office = request.office
    read_clocks(grievance)
    version_tiers = Tier.objects.filter(version=grievance.current.tier.version_id).select_related("post")
    proof = complainant_proof(request, grievance, now)
    page = render(
        request,
        "grievances/follow.html",
        {
            "grievance": grievance,
            "shown_name": name_shown(grievance.complainant, proof),
            "about": ABOUT[grievance.about],
            "stages": stage_summaries(grievance, now),
            "history": grievance_history(grievance),
            "shown": open_offer(grievance, now=now),
            "rungs": rungs(version_tiers, grievance, now),
            "current": "grievances",
            "prove": (prove := proof_address(request, grievance, now)),
            "exhibits": () if prove else exhibits(grievance, {COMPLAINANT}),
            "may_add": transitions.may(grievance.state, "add_evidence"),
            "may_withdraw": transitions.may(grievance.state, "withdraw"),
            "slot": FOLLOWING.answers(request, stage=grievance.current, now=now),
            "readings": readings_of(grievance),
        },
    )
    return hide_from_readers(page, grievance.complainant, proof)


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
