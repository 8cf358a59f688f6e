"""The press of a button: what was offered is filed, with its words changed first where the person wishes."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ongikar.cases.citizen.tracking import may_see, remember
from ongikar.rules import tiers
from ongikar.rules.moves import MoveFault

from . import actions
from .citizen_forms import OfferWords
from .models import Offer
from .offers import shown


def offer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """The ready words, to be changed first."""
    found = seen_offer(request, offer_id)
    if found.filed_at:
        return to_what_was_filed(request, found)
    now = timezone.now()
    ready = shown(found, now=now)
    form = OfferWords(
        request.POST or None,
        is_late=ready.is_late,
        is_appeal=ready.what == tiers.APPEAL,
        initial={"text": ready.words},
    )
    if request.method == "POST" and form.is_valid():
        return press(request, found, now=now, **form.cleaned_data)
    context = {"form": form, "shown": ready, "current": "track"}
    return render(request, "grievances/offer.html", context, status=422 if form.errors else 200)


@require_POST
def file_offer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """The one press. What needs a reason, or was changed to nothing, goes to the page where it can be written."""
    found = seen_offer(request, offer_id)
    if found.filed_at:
        return to_what_was_filed(request, found)
    now = timezone.now()
    ready = shown(found, now=now)
    form = OfferWords(request.POST, is_late=ready.is_late, is_appeal=ready.what == tiers.APPEAL)
    if not form.is_valid():
        return redirect("offer", offer_id)
    return press(request, found, now=now, **form.cleaned_data)


def press(request: HttpRequest, found: Offer, *, now: datetime, text: str, **told) -> HttpResponse:
    try:
        grievance = actions.file_offer(offer=found, text=text, now=now, **told)
    except MoveFault:
        # Somebody went before: what was filed meanwhile says so itself.
        return to_what_was_filed(request, found)
    return remember(request, redirect("grievance", grievance.number), grievance.reference)


def seen_offer(request: HttpRequest, offer_id: int) -> Offer:
    """The offer, for whoever may see what it is about; for anybody else it does not exist."""
    offers = Offer.objects.select_related(
        "office", "tier__post", "case__applicant", "case__clock", "grievance__case"
    )
    found = get_object_or_404(offers, pk=offer_id, office=request.office)
    about = [found.thing, *filter(None, [found.grievance and found.grievance.case])]
    if not any(may_see(request, thing) for thing in about):
        raise Http404
    return found


def to_what_was_filed(request: HttpRequest, found: Offer) -> HttpResponse:
    grievance = found.grievance or found.case.grievances.order_by("pk").first()
    return remember(request, redirect("grievance", grievance.number), grievance.reference)
