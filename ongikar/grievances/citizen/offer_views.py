"""The press of a button: what was offered is filed, with its words changed first where the person wishes; or
it is printed to sign and hand in, for whoever would rather send paper.
"""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ongikar.cases.citizen.track.applicant_proof import (
    Proof,
    ask_for_proof,
    proof_of,
    remember_proof,
    require_proof,
)
from ongikar.cases.citizen.track.tracking import may_track
from ongikar.cases.models import Case
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, override_language, say
from ongikar.core.not_none import not_none
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr, render
from ongikar.papers.responses import pdf_download
from ongikar.rules import tiers
from ongikar.rules.bangla.text import digits
from ongikar.rules.transitions import TransitionFault

from .. import actions
from ..handling.answer_forms import OfferForm
from ..models import Grievance, Offer
from ..parts import render_filed_complaint
from ..rights import complainant_proof, may_read_complaint, readable_complaints
from .prefilled_complaint import OfferSummary, summarise_offer

OFFERS = Offer.objects.select_related(
    "office", "tier__post", "case__applicant", "case__clock", "grievance__case", "grievance__complainant"
)


def offer(request: OfficeRequest, offer_id: int) -> HttpResponse:
    """The ready words, to be changed first."""
    offer, now = get_visible_offer(request, offer_id), timezone.now()
    if done := redirect_to_filed(request, offer, now):
        return done
    proof = offer_proof(request, offer, now)
    if request.method != "POST" and not proof:
        return ask_for_proof(*proof_subject(offer))
    ready = summarise_offer(offer, now=now)
    form = OfferForm(
        request.POST or None,
        is_late=ready.is_late,
        is_appeal=ready.what == tiers.APPEAL,
        initial={"text": ready.words},
    )
    if request.method == "POST" and form.is_valid() and require_proof(form, proof, *proof_subject(offer)):
        return file_offer_text(request, offer, proof, now=now, **form.cleaned_data)
    is_appeal, post = ready.what == tiers.APPEAL, offer.tier.post
    context = {
        "form": form,
        "heading": say("আপনার আপিল", "Your appeal") if is_appeal else say("আপনার অভিযোগ", "Your complaint"),
        "about": say(
            "এটি পাবেন {post}, {seat}।", "It goes to the {post}, {seat}.", post=post.title, seat=post.seat
        ),
        "button": say("আপিল পাঠান", "Send the appeal")
        if is_appeal
        else say("অভিযোগ পাঠান", "Send the complaint"),
        "back": reverse("grievance" if offer.grievance else "track_case", args=[offer.thing.number]),
        "back_words": digits(offer.thing.number, language()),
        "current": "track",
    }
    return render_form(request, "core/public_form.html", context)


@require_POST
def file_offer(request: OfficeRequest, offer_id: int) -> HttpResponse:
    """The one press. What needs a reason, or was changed to nothing, goes to the page where it can be
    written.
    """
    offer, now = get_visible_offer(request, offer_id), timezone.now()
    if done := redirect_to_filed(request, offer, now):
        return done
    proof = offer_proof(request, offer, now)
    if not proof:
        return ask_for_proof(*proof_subject(offer))
    return file_prefilled_offer(request, offer, proof, now)


def file_prefilled_offer(request: HttpRequest, offer: Offer, proof: Proof, now: datetime) -> HttpResponse:
    """File the ready words as they were sent, for whoever has shown to be the applicant."""
    ready = summarise_offer(offer, now=now)
    form = OfferForm(request.POST, is_late=ready.is_late, is_appeal=ready.what == tiers.APPEAL)
    if not form.is_valid():
        return redirect("offer", offer.pk)
    return file_offer_text(request, offer, proof, now=now, **form.cleaned_data)


def file_offer_text(
    request: HttpRequest, offer: Offer, proof: Proof, *, now: datetime, text: str, **cleaned: Any
) -> HttpResponse:
    try:
        grievance = actions.file_offer(
            offer=offer,
            text=text,
            now=now,
            proof=proof.way,
            again=proof.mark if is_hidden_from(request, offer, now) else "",
            **cleaned,
        )
    except TransitionFault:
        # Somebody went before: what was filed meanwhile says so itself.
        return redirect_to_filed(request, offer, now) or redirect("track_case", not_none(offer.case).number)
    if offer.grievance:
        # An appeal is of the complaint that was: its key on paper goes on to open it.
        return remember_proof(
            request, redirect("grievance", grievance.number), grievance.reference, proof.way, now
        )
    return render_filed_complaint(request, grievance, now, proof.way)


def file_from_one_use_address(
    request: HttpRequest, thing: Case | Grievance, proof: Proof, now: datetime
) -> HttpResponse | None:
    """The press on an address that opens once files what stood ready beside it."""
    offer = get_open_offer(thing)
    return file_prefilled_offer(request, offer, proof, now) if offer else None


def edit_from_one_use_address(
    request: HttpRequest, thing: Case | Grievance, proof: Proof, now: datetime
) -> HttpResponse | None:
    """Or leads to its words first."""
    offer = get_open_offer(thing)
    return redirect("offer", offer.pk) if offer else None


def get_open_offer(thing: Case | Grievance) -> Offer | None:
    open_ones = OFFERS.filter(filed_at=None, **{thing.reference[0]: thing.pk})
    return open_ones.order_by("-tier__number").first()


def get_visible_offer(request: OfficeRequest, offer_id: int) -> Offer:
    """The offer, for whoever may see what it is about; for anybody else it does not exist."""
    offer = get_object_or_404(OFFERS, pk=offer_id, office=request.office)
    if offer.grievance:
        is_seen = may_read_complaint(request, offer.grievance, timezone.now())
    else:
        is_seen = may_track(request, not_none(offer.case))
    if not is_seen:
        raise Http404
    return offer


def offer_proof(request: HttpRequest, offer: Offer, now: datetime) -> Proof:
    """The proof by which this browser may press it."""
    if offer.grievance:
        return complainant_proof(request, offer.grievance, now)
    return proof_of(request, not_none(offer.case).reference, now)


def proof_subject(offer: Offer) -> tuple[str, str]:
    """The number that a proof is asked for, and the page it leads on to."""
    return offer.thing.number, "complaint" if offer.grievance else "track"


def redirect_to_filed(request: HttpRequest, offer: Offer, now: datetime) -> HttpResponse | None:
    """To what came of an offer that was pressed; None while it was not, and for whoever may not know that it
    was.
    """
    if not offer.filed_at or is_hidden_from(request, offer, now):
        return None
    grievance = offer.grievance or visible_complaints(request, offer, now)[0]
    return redirect("grievance", grievance.number)


def is_hidden_from(request: HttpRequest, offer: Offer, now: datetime) -> bool:
    """Whether the complaint that came of it is one that this browser may not know of."""
    return bool(offer.case and offer.filed_at and not visible_complaints(request, offer, now))


def visible_complaints(request: HttpRequest, offer: Offer, now: datetime) -> list[Grievance]:
    case = not_none(offer.case)
    rows = case.grievances.select_related("complainant").order_by("pk")
    return readable_complaints(request, case, list(rows), now)


@require_safe
def offer_paper(request: OfficeRequest, offer_id: int) -> HttpResponse:
    """For whoever may press the offer, since the name and the address stand on it."""
    offer, now = get_visible_offer(request, offer_id), timezone.now()
    if not offer_proof(request, offer, now):
        return ask_for_proof(*proof_subject(offer))
    return pdf_download(ready_complaint_pdf(summarise_offer(offer, now=now)), "complaint.pdf")


def ready_complaint_pdf(ready: OfferSummary) -> bytes:
    """In the language of its words. The day is left to be written by hand: it is signed later."""
    with override_language(ready.tongue):
        return render("ready_complaint", ready_complaint(ready))


def ready_complaint(ready: OfferSummary) -> dict:
    offer, tongue = ready.offer, ready.tongue
    person = not_none(offer.thing.person)
    post = offer.tier.post
    is_appeal = ready.what == tiers.APPEAL
    return {
        "language": tongue,
        "office": letterhead(offer.office),
        "title": say("আপিল", "Appeal") if is_appeal else say("অভিযোগ", "Complaint"),
        "to": [line for line in (post.title, offer.tier.title, post.seat) if line],
        "subject": subject_words(offer, is_appeal=is_appeal),
        "words": ready.words.split("\n"),
        "name": person.shown_name,
        "address": person.address,
        "mobile": digits(person.mobile.removeprefix("+88"), tongue),
        "date": "",
        "how": say(
            "নিজে বা ডাকে উপরের কর্মকর্তার কার্যালয়ে দিন। নাম গোপন রাখতে চাইলে খাম বন্ধ করে উপরে শুধু তাঁর পদ লিখুন:"
            " এ কার্যালয়ে খাম না খুলেই তাঁর কাছে যায়। একটি কপি নিজের কাছে রাখুন।",
            "Bring or post it to the officer above. To keep your name hidden, close the envelope and write"
            " only that post on it: here it goes on unopened. Keep a copy.",
        ),
        "qr": qr(f"{site_of(offer.office)}{reverse('track')}?number={offer.thing.number}"),
    }


def subject_words(offer: Offer, *, is_appeal: bool) -> str:
    number = digits(offer.thing.number, language())
    if is_appeal:
        return say("অভিযোগ {n} নিয়ে আপিল", "Appeal in the complaint {n}", n=number)
    return say(
        "আবেদন {n}: কথা দেওয়া সময়ে সেবা না পাওয়া", "Application {n}: not served in the promised time", n=number
    )
