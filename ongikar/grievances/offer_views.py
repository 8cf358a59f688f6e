"""The press of a button: what was offered is filed, with its words changed first where the person wishes."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ongikar.cases.citizen.track.applicant_proof import (
    Proof,
    ask_for_proof,
    proof_of,
    remember,
    require_proof,
)
from ongikar.cases.citizen.track.tracking import may_see
from ongikar.cases.models import Case
from ongikar.rules import tiers
from ongikar.rules.case_transitions import MoveFault

from . import actions
from .citizen_forms import OfferWords
from .complainant_access import complainant_proof, may_read, readable_complaints
from .models import Grievance, Offer
from .offers import shown
from .parts import filed

OFFERS = Offer.objects.select_related(
    "office", "tier__post", "case__applicant", "case__clock", "grievance__case", "grievance__complainant"
)


def offer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """The ready words, to be changed first."""
    found, now = seen_offer(request, offer_id), timezone.now()
    if done := what_was_filed(request, found, now):
        return done
    proof = proof_for(request, found, now)
    if request.method != "POST" and not proof:
        return ask_for_proof(*asked_for(found))
    ready = shown(found, now=now)
    form = OfferWords(
        request.POST or None,
        is_late=ready.is_late,
        is_appeal=ready.what == tiers.APPEAL,
        initial={"text": ready.words},
    )
    if request.method == "POST" and form.is_valid() and require_proof(form, proof, *asked_for(found)):
        return press(request, found, proof, now=now, **form.cleaned_data)
    context = {"form": form, "shown": ready, "current": "track"}
    return render(request, "grievances/offer.html", context, status=422 if form.errors else 200)


@require_POST
def file_offer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """The one press. What needs a reason, or was changed to nothing, goes to the page where it can be written."""
    found, now = seen_offer(request, offer_id), timezone.now()
    if done := what_was_filed(request, found, now):
        return done
    proof = proof_for(request, found, now)
    if not proof:
        return ask_for_proof(*asked_for(found))
    return press_ready(request, found, proof, now)


def press_ready(request: HttpRequest, found: Offer, proof: Proof, now: datetime) -> HttpResponse:
    """File the ready words as they were sent, for whoever has shown to be the applicant."""
    ready = shown(found, now=now)
    form = OfferWords(request.POST, is_late=ready.is_late, is_appeal=ready.what == tiers.APPEAL)
    if not form.is_valid():
        return redirect("offer", found.pk)
    return press(request, found, proof, now=now, **form.cleaned_data)


def press(
    request: HttpRequest, found: Offer, proof: Proof, *, now: datetime, text: str, **told
) -> HttpResponse:
    try:
        grievance = actions.file_offer(
            offer=found, text=text, now=now, proof=proof.way,
            again=proof.mark if is_hidden_from(request, found, now) else "", **told,
        )  # fmt: skip
    except MoveFault:
        # Somebody went before: what was filed meanwhile says so itself.
        return what_was_filed(request, found, now) or redirect("track_case", found.case.number)
    if found.grievance:
        # An appeal is of the complaint that was: its key on paper goes on to open it.
        return remember(request, redirect("grievance", grievance.number), grievance.reference, proof.way, now)
    return filed(request, grievance, now, proof.way)


def file_once(
    request: HttpRequest, thing: Case | Grievance, proof: Proof, now: datetime
) -> HttpResponse | None:
    """The press on an address that opens once files what stood ready beside it."""
    found = offer_of(thing)
    return found and press_ready(request, found, proof, now)


def change_once(
    request: HttpRequest, thing: Case | Grievance, proof: Proof, now: datetime
) -> HttpResponse | None:
    """Or leads to its words first."""
    found = offer_of(thing)
    return found and redirect("offer", found.pk)


def offer_of(thing: Case | Grievance) -> Offer | None:
    open_ones = OFFERS.filter(filed_at=None, **{thing.reference[0]: thing.pk})
    return open_ones.order_by("-tier__number").first()


def seen_offer(request: HttpRequest, offer_id: int) -> Offer:
    """The offer, for whoever may see what it is about; for anybody else it does not exist."""
    found = get_object_or_404(OFFERS, pk=offer_id, office=request.office)
    if found.grievance:
        is_seen = may_read(request, found.grievance, timezone.now())
    else:
        is_seen = may_see(request, found.case)
    if not is_seen:
        raise Http404
    return found


def proof_for(request: HttpRequest, found: Offer, now: datetime) -> Proof:
    """The proof by which this browser may press it."""
    if found.grievance:
        return complainant_proof(request, found.grievance, now)
    return proof_of(request, found.case.reference, now)


def asked_for(found: Offer) -> tuple[str, str]:
    """The number that a proof is asked for, and the page it leads on to."""
    return found.thing.number, "complaint" if found.grievance else "track"


def what_was_filed(request: HttpRequest, found: Offer, now: datetime) -> HttpResponse | None:
    """To what came of an offer that was pressed; None while it was not, and for whoever may not know that it was."""
    if not found.filed_at or is_hidden_from(request, found, now):
        return None
    grievance = found.grievance or known_of(request, found, now)[0]
    return redirect("grievance", grievance.number)


def is_hidden_from(request: HttpRequest, found: Offer, now: datetime) -> bool:
    """Whether the complaint that came of it is one that this browser may not know of."""
    return bool(found.case and found.filed_at and not known_of(request, found, now))


def known_of(request: HttpRequest, found: Offer, now: datetime) -> list[Grievance]:
    rows = found.case.grievances.select_related("complainant").order_by("pk")
    return readable_complaints(request, found.case, list(rows), now)
