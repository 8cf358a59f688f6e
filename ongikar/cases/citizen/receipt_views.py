"""The receipt, for whoever holds its token, and checking the signed code that is printed on it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.case_promise import display_promise, is_day_of_service, promised_step_words
from ongikar.cases.case_queries import case_by_submission
from ongikar.cases.models import Case
from ongikar.cases.models.proofs import make_key
from ongikar.cases.state_words import all_steps
from ongikar.cases.urgent import advice_for_case
from ongikar.charter.models import Service
from ongikar.charter.terms import caption_of, fee_of
from ongikar.clock.day_moves import move_lines
from ongikar.core.forms.fields import TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say_lazy
from ongikar.core.not_none import not_none
from ongikar.offices.message_hours import own_message_hours
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import CalendarVersion, Office
from ongikar.papers.receipt_key import public_pem, verify_promise
from ongikar.papers.responses import pdf_download
from ongikar.rules.calendar.message_hours import sending_moment
from ongikar.rules.calendar.rows import CITIZENS
from ongikar.rules.numbers import masked_mobile
from ongikar.rules.promise.receipt_code import LONGEST, WHAT_WORDS, ReceiptPromise

from .pdfs import receipt_address, receipt_pdf
from .track import applicant_proof
from .track.applicant_proof import BROWSER
from .track.case_detail import CaseDetail
from .track.tracking import draw_qr

# A shorter key is one that a person or a plan gave, and could be guessed.
SHORTEST_TOKEN = 20


def show_received(request: OfficeRequest, token: str) -> Case:
    """The case that was sent in under this token. What nobody applied for has no receipt.

    Of what came through an agent or the counter the key is known to whoever typed it in: their own pages have
    the receipt.
    """
    if len(token) < SHORTEST_TOKEN:
        raise Http404
    case = case_by_submission(request.office, token)
    if case is None or case.applicant is None or case.channel != Case.ONLINE:
        raise Http404
    return case


@require_safe
def show_receipt(request: OfficeRequest, token: str) -> HttpResponse:
    case, now = show_received(request, token), timezone.now()
    # As it was promised then, even where the case was reopened since.
    promise = display_promise(case.clocks[0], now, as_begun=True)
    moves = move_lines(case.clocks[:1])
    response = render(
        request,
        "cases/citizen/receipt.html",
        {
            "case": case,
            "service": case.row,
            "caption": caption_of(case.row),
            "fee": fee_of(case.row),
            "promise": promise,
            "moves": [words for _, words in moves],
            "last_day": moves[-1][0].becomes if moves else promise.due,
            "now_due": promise.when(moves[-1][0].becomes) if moves and is_day_of_service(promise) else "",
            "step_words": promised_step_words(promise),
            "steps": all_steps(promise.state),
            "papers": CaseDetail(case, now).papers,
            "masked": masked_mobile(mobile) if (mobile := not_none(case.applicant).mobile) else "",
            "qr": draw_qr(receipt_address(case, promise)),
            "tier": case.row.version.tiers.select_related("post").first(),
            "token": token,
            "may_book": case.is_open and getattr(case, "has_hours", False),
            "urgent": advice_for_case(case),
            "message_at": message_waits_until(case, now),
        },
    )
    # Whoever holds the address sent it in: nobody else was told it.
    return applicant_proof.remember_proof(request, response, case.reference, BROWSER, now)


def message_waits_until(case: Case, now: datetime) -> datetime | None:
    """When the message about its receipt goes out, while quiet hours hold it back; None when it went, or goes
    to nobody.
    """
    person = not_none(case.applicant)
    if not (person.mobile or person.email):
        return None
    made_at = case.entered_at or case.received_at
    own = own_message_hours(case.office, made_at)
    begins = sending_moment(case.clocks[0].calendar, CITIZENS, made_at, own)
    return begins if begins > now else None


@require_http_methods(["GET", "HEAD", "POST"])
def receipt_paper(request: OfficeRequest, token: str) -> HttpResponse:
    """The receipt as a PDF. Asked for by a button, it bears new secret digits, and those printed before open
    nothing more.
    """
    case = show_received(request, token)
    return receipt_answer(request, case)


def receipt_answer(request: HttpRequest, case: Case, *, is_whole: bool = True) -> HttpResponse:
    """The PDF for whoever is the applicant; one that is only looked at changes nothing, and
    bears no figures. `is_whole`: with the whole name and the address.
    """
    key = make_key(case.office, case.reference, now=timezone.now()) if request.method == "POST" else ""
    return pdf_download(receipt_pdf(case, key=key, is_whole=is_whole), f"{case.number}.pdf")


WRONG_SIGNATURE = say_lazy(
    "স্বাক্ষর মেলেনি। লেখাটি এই কার্যালয়ের নয়, পুরোটা আসেনি, বা বদলানো হয়েছে। QR থেকে আবার পুরোটা নিন।",
    "The signature does not fit. This text is not this office’s, is not whole, or was changed. Take all of it"
    " from the QR again.",
)


class CheckReceiptForm(Form):
    promise = TextField(
        label=say_lazy("QR-এর লেখা", "The text of the QR"),
        help_text=say_lazy(
            "ফোনের ক্যামেরা QR থেকে যে লেখা দেখায়, তার পুরোটা এখানে দিন",
            "All of what a phone’s camera reads from the QR",
        ),
        missing=say_lazy("QR-এর লেখাটি দিন", "Give the text of the QR"),
        max_length=LONGEST,
        lines=4,
    )


@require_safe
def check_receipt(request: OfficeRequest) -> HttpResponse:
    """Asked by GET: nothing is written, and the answer to a wrong text is as good as to a right one."""
    form = CheckReceiptForm(request.GET if "promise" in request.GET else None)
    promise = None
    if form.is_valid():
        promise = verify_promise(form.cleaned_data["promise"], public_pem(settings.ONGIKAR_RECEIPT_KEY))
        if promise is None:
            form.add_error("promise", str(WRONG_SIGNATURE))
    context: dict[str, Any] = {"form": form}
    if promise:
        context |= {
            "promise": promise,
            "service": service_words(request.office, promise),
            "what": WHAT_WORDS[promise.what][language()],
            "by": promise.by_words(language()),
            "has_changed": has_changed_since(request.office, promise),
        }
    return render_form(request, "cases/citizen/check.html", context)


def service_words(office: Office, promise: ReceiptPromise) -> str:
    """The name of the service as that version of the charter had it."""
    row = Service.objects.filter(
        version__office=office, version__number=promise.charter_version, code=promise.service
    ).first()
    return row.short if row else promise.service


def has_changed_since(office: Office, promise: ReceiptPromise) -> bool:
    """Whether an order has changed the calendar since: the day may have moved, which the page of the case
    tells.
    """
    return CalendarVersion.objects.filter(
        office=office, number__gt=promise.calendar_version, order__isnull=False
    ).exists()


@require_safe
def show_public_key(request: HttpRequest) -> HttpResponse:
    """The public half of the key, for whoever wants to check receipts without us."""
    return HttpResponse(public_pem(settings.ONGIKAR_RECEIPT_KEY), content_type="application/x-pem-file")
