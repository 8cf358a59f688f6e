"""The pages of quotations: one is entered, judged clause by clause, or struck through."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers
from ongikar.core.i18n.say import say
from ongikar.people.desk import DeskRequest

from . import actions
from .comparing import ComparisonTable
from .form_page import check_scan, done_or_said, form_page
from .forms import BidderForm, OfferForm, QuotationForm, StrikeForm
from .line_views import struck_words
from .models import PriceNote, Quotation, QuotationLine
from .views import purchase_of_office
from .words import basis_words, figures

# More quotations of one bidder are not listed at once.
MOST_HELD = 100


@for_handlers
@require_http_methods(["GET", "POST"])
def enter_quotation(request: DeskRequest, purchase_id: int) -> HttpResponse:
    purchase = purchase_of_office(request, purchase_id)
    lines = ComparisonTable(purchase).lines
    form = QuotationForm(*posted_data(request), lines=lines)
    if form.is_valid():

        def act() -> None:
            actions.enter_quotation(
                purchase,
                content=check_scan(form.cleaned_data),
                submission=f"{purchase.pk}-{form.cleaned_data['token']}"[:64],
                actor=request.desk.actor,
                now=timezone.now(),
                **form.facts,
            )

        if done_or_said(form, act):
            messages.success(
                request,
                say(
                    "দর লেখা হয়েছে। এবার শর্ত মিলিয়ে দেখুন।",
                    "The quotation is entered. Now judge it by the conditions.",
                ),
            )
            return redirect("purchase_comparison", purchase.pk)
    return form_page(
        request,
        purchase,
        form,
        say("দর লিখুন", "Enter a quotation"),
        template="quotation",
        basis=basis_words(purchase),
        is_ready=bool(lines) and all(line.is_specified for line in lines),
    )


@for_handlers
@require_http_methods(["GET", "POST"])
def strike_quotation(request: DeskRequest, purchase_id: int, quotation_id: int) -> HttpResponse:
    purchase = purchase_of_office(request, purchase_id)
    quotation = get_object_or_404(Quotation, pk=quotation_id, purchase=purchase)
    quotation.purchase = purchase
    form = StrikeForm(*posted_data(request)[:1])
    if form.is_valid():

        def act() -> None:
            actions.strike_quotation(
                quotation, actor=request.desk.actor, now=timezone.now(), **form.cleaned_data
            )

        if done_or_said(form, act):
            messages.success(request, struck_words())
            return redirect("purchase", purchase.pk)
    return form_page(request, purchase, form, say("বাতিল করুন", "Strike through"), row=quotation.bidder)


@for_handlers
@require_http_methods(["GET", "POST"])
def correct_bidder(request: DeskRequest, purchase_id: int, quotation_id: int) -> HttpResponse:
    """What is held of who quoted, in every purchase of the office, and a form that puts it right here."""
    purchase = purchase_of_office(request, purchase_id)
    quotation = get_object_or_404(Quotation, pk=quotation_id, purchase=purchase)
    quotation.purchase = purchase
    form = BidderForm(*posted_data(request)[:1], initial=quotation.said_of_bidder)
    if form.is_valid():
        words = form.cleaned_data.pop("words")

        def act() -> None:
            actions.correct_bidder(
                quotation,
                said=form.cleaned_data,
                words=words,
                actor=request.desk.actor,
                now=timezone.now(),
            )

        if done_or_said(form, act):
            messages.success(request, say("ঠিক করা হয়েছে।", "It is put right."))
            return redirect("purchase", purchase.pk)
    same = Quotation.objects.filter(bidder=quotation.bidder, purchase__office=request.office)
    notes = PriceNote.objects.filter(line__purchase=purchase)
    return form_page(
        request,
        purchase,
        form,
        say("দরদাতা সম্পর্কে যা রাখা আছে", "What is held of the bidder"),
        template="bidder",
        quotation=quotation,
        held=same.select_related("purchase__case").order_by("-id")[:MOST_HELD],
        changes=quotation.changes.all(),
        # Whoever quoted may also have been asked what a thing costs.
        noted=notes.filter(source=quotation.bidder).select_related("line"),
    )


@for_handlers
@require_http_methods(["GET", "POST"])
def judge_offer(request: DeskRequest, purchase_id: int, offer_id: int) -> HttpResponse:
    """What one offer says of each condition of its line."""
    purchase = purchase_of_office(request, purchase_id)
    offer = get_object_or_404(
        QuotationLine.objects.select_related("quotation", "line__version__item"),
        pk=offer_id,
        quotation__purchase=purchase,
        price__isnull=False,
    )
    offer.quotation.purchase = purchase
    terms = offer.line.version.terms if offer.line.version else ()
    form = OfferForm(*posted_data(request)[:1], clauses=terms, said=offer.answers, words=offer.words)
    if form.is_valid():

        def act() -> None:
            actions.judge_offer(
                offer,
                answers=form.answers,
                words=form.cleaned_data["words"],
                actor=request.desk.actor,
                now=timezone.now(),
            )

        if done_or_said(form, act):
            messages.success(request, say("যাচাই লেখা হয়েছে।", "What it says is written."))
            return redirect("purchase_comparison", purchase.pk)
    return form_page(
        request,
        purchase,
        form,
        say("শর্ত মিলিয়ে দেখুন", "Judge by the conditions"),
        template="offer",
        offer=offer,
        price=figures(offer.price),
    )
