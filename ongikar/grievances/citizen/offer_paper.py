"""The ready complaint or appeal as a page to print, sign and hand in: for whoever would rather send paper."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.i18n.say import language, override_language, say
from ongikar.core.not_none import not_none
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr, render
from ongikar.papers.views import pdf_download
from ongikar.rules import tiers
from ongikar.rules.bangla.text import digits

from ..models import Offer
from .offer_views import ask_for_proof, get_visible_offer, offer_proof, proof_subject
from .prefilled_complaint import OfferSummary, summarise_offer


@require_safe
def offer_paper(request: OfficeRequest, offer_id: int) -> HttpResponse:
    """For whoever may press the offer, since the name and the address stand on it."""
    found, now = get_visible_offer(request, offer_id), timezone.now()
    if not offer_proof(request, found, now):
        return ask_for_proof(*proof_subject(found))
    return pdf_download(ready_complaint_pdf(summarise_offer(found, now=now)), "complaint.pdf")


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
