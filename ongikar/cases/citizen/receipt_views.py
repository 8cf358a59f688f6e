"""The receipt: only whoever holds its token sees it, and from then on may follow the case."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.charter.terms import caption_of, fee_of
from ongikar.clock.day_moves import move_lines
from ongikar.papers.views import made
from ongikar.rules.numbers import masked_mobile

from ..case_promise import is_day_of_service, promise_of, step_words
from ..models import Case
from ..one_case import case_by_submission
from ..paper_keys import make_key
from ..phase_words import all_steps
from ..urgent import advice_of
from . import applicant_proof
from .applicant_proof import BROWSER
from .followed import Followed
from .pdfs import receipt_pdf
from .receipt_code import receipt_address
from .track_code import drawing_of

# A shorter key is one that a person or a plan gave, and could be guessed.
SHORTEST_TOKEN = 20


def received(request: HttpRequest, token: str) -> Case:
    """The case that was sent in under this token. What nobody applied for has no receipt.

    Of what came through an agent or the counter the key is known to whoever typed it in: their own pages have the receipt.
    """
    if len(token) < SHORTEST_TOKEN:
        raise Http404
    case = case_by_submission(request.office, token)
    if case is None or case.applicant is None or case.channel != Case.ONLINE:
        raise Http404
    return case


@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    case, now = received(request, token), timezone.now()
    # As it was promised then, even where the case was reopened since.
    promise = promise_of(case.clocks[0], now, as_begun=True)
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
            "step_words": step_words(promise),
            "steps": all_steps(promise.state),
            "papers": Followed(case, now).papers,
            "masked": masked_mobile(case.applicant.mobile) if case.applicant.mobile else "",
            "qr": drawing_of(receipt_address(case, promise)),
            "tier": case.row.version.tiers.select_related("post").first(),
            "token": token,
            "urgent": advice_of(case),
        },
    )
    # Whoever holds the address sent it in: nobody else was told it.
    return applicant_proof.remember(request, response, case.reference, BROWSER, now)


@require_http_methods(["GET", "HEAD", "POST"])
def receipt_paper(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt as a PDF. Asked for by a button, it bears new secret digits, and those printed before open nothing more."""
    case = received(request, token)
    return receipt_answer(request, case)


def receipt_answer(request: HttpRequest, case: Case) -> HttpResponse:
    """The PDF for whoever is the applicant; one that is only looked at changes nothing, and bears no figures."""
    key = make_key(case.office, case.reference, now=timezone.now()) if request.method == "POST" else ""
    return made(receipt_pdf(case, key=key), f"{case.number}.pdf")
