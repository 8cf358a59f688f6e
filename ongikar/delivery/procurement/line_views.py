"""The pages of one line of a purchase: what it is like, what it was seen to cost, and its changes."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say
from ongikar.people.desk import DeskRequest

from . import actions
from .form_page import check_scan, done_or_said, form_page
from .forms import ItemForm, LineForm, PriceForm, StrikeForm
from .library import guess_item, library
from .models import PriceNote, Purchase, PurchaseLine, SpecItem
from .spec_forms import ClausesForm
from .views import purchase_of_office
from .words import basis_words, currency_words, figures, tax_words

# So many prices of the same item from other purchases stand beside those of this one.
MOST_EARLIER = 8


def line_of(request: DeskRequest, purchase_id: int, line_id: int) -> tuple[Purchase, PurchaseLine]:
    purchase = purchase_of_office(request, purchase_id)
    line = get_object_or_404(
        PurchaseLine.objects.select_related("version__item"), pk=line_id, purchase=purchase
    )
    line.purchase = purchase
    return purchase, line


@for_handlers
@require_http_methods(["GET", "POST"])
def add_line(request: DeskRequest, purchase_id: int) -> HttpResponse:
    purchase = purchase_of_office(request, purchase_id)
    form = LineForm(*posted_data(request)[:1])
    if form.is_valid() and run_act(
        request,
        form,
        lambda: actions.add_line(purchase, actor=request.desk.actor, now=timezone.now(), **form.cleaned_data),
        say("পণ্যটি তালিকায় লেখা হয়েছে।", "The item is on the list."),
    ):
        return redirect("purchase", purchase.pk)
    return form_page(request, purchase, form, say("পণ্য যোগ করুন", "Add an item"))


@for_handlers
@require_http_methods(["GET", "POST"])
def change_line(request: DeskRequest, purchase_id: int, line_id: int) -> HttpResponse:
    purchase, line = line_of(request, purchase_id, line_id)
    form = LineForm(*posted_data(request)[:1], initial={"name": line.name, "quantity": line.quantity})
    if form.is_valid() and run_act(
        request,
        form,
        lambda: actions.change_line(line, actor=request.desk.actor, now=timezone.now(), **form.cleaned_data),
        say("পণ্যটি ঠিক করা হয়েছে।", "The item is put right."),
    ):
        return redirect("purchase", purchase.pk)
    return form_page(request, purchase, form, say("পণ্য ঠিক করুন", "Put the item right"), row=line.name)


@for_handlers
@require_http_methods(["GET", "POST"])
def strike_line(request: DeskRequest, purchase_id: int, line_id: int) -> HttpResponse:
    purchase, line = line_of(request, purchase_id, line_id)
    form = StrikeForm(*posted_data(request)[:1])
    if form.is_valid() and run_act(
        request,
        form,
        lambda: actions.strike_line(line, actor=request.desk.actor, now=timezone.now(), **form.cleaned_data),
        struck_words(),
    ):
        return redirect("purchase", purchase.pk)
    return form_page(request, purchase, form, say("বাতিল করুন", "Strike through"), row=line.name)


def struck_words() -> str:
    return say("বাতিল করা হয়েছে; লেখাটি কাটা অবস্থায় থাকবে।", "Struck through.")


def run_act(request: DeskRequest, form: Form, act: Callable[[], object], words: str) -> bool:
    if not done_or_said(form, act):
        return False
    messages.success(request, words)
    return True


@for_readers
@require_http_methods(["GET", "POST"])
def show_line(request: DeskRequest, purchase_id: int, line_id: int) -> HttpResponse:
    """What each must be like; and which item of the library it is taken from."""
    purchase, line = line_of(request, purchase_id, line_id)
    may_change = may_handle(request.desk, purchase.office_id)
    items = library(purchase.office.slug)
    guessed = guess_item(line.name, items)
    chosen = line.version.item.key if line.version else guessed.key if guessed else ""
    own = SpecItem.objects.filter(office=purchase.office)
    form = ItemForm(*posted_data(request)[:1], shipped=list(items.values()), own=list(own), chosen=chosen)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    if form.is_valid() and run_act(
        request,
        form,
        lambda: actions.specify_line(
            line, key=form.cleaned_data["item"], actor=request.desk.actor, now=timezone.now()
        ),
        say("বিনির্দেশ ভান্ডার থেকে নেওয়া হয়েছে।", "The specification is taken from the library."),
    ):
        return redirect("purchase_line", purchase.pk, line.pk)
    tongue = language()
    terms = line.version.terms if line.version else ()
    context = {
        "purchase": purchase,
        "line": line,
        "form": form,
        "clauses": [(each.attribute(tongue), each.requirement_words(tongue), each) for each in terms],
        "prices": [(note, figures(note.amount)) for note in line.price_notes.select_related("paper")],
        "earlier": earlier_prices(line),
        "basis": basis_words(purchase),
        "may_change": may_change,
        "current": "purchases",
    }
    return render(request, "procurement/line.html", context, status=422 if form.errors else 200)


def earlier_prices(line: PurchaseLine) -> list[tuple[PriceNote, str]]:
    """What the same item was seen to cost for other purchases of the office, the newest first."""
    if line.version is None:
        return []
    found = (
        PriceNote.objects.filter(item=line.version.item_id, struck_at__isnull=True)
        .exclude(line__purchase=line.purchase_id)
        .order_by("-id")[:MOST_EARLIER]
    )
    return [
        (note, f"{figures(note.amount)} {currency_words(note.currency)}, {tax_words(note.taxes)}")
        for note in found
    ]


@for_handlers
@require_http_methods(["GET", "POST"])
def change_clauses(request: DeskRequest, purchase_id: int, line_id: int) -> HttpResponse:
    """Other conditions for this purchase alone."""
    purchase, line = line_of(request, purchase_id, line_id)
    terms = line.version.terms if line.version else ()
    form = ClausesForm(*posted_data(request)[:1], clauses=terms)
    if form.is_valid():

        def act() -> None:
            actions.adapt_line(
                line,
                clauses=form.clauses,
                note=form.cleaned_data["note"],
                actor=request.desk.actor,
                now=timezone.now(),
            )

        if done_or_said(form, act):
            messages.success(request, say("শর্তগুলো লেখা হয়েছে।", "The conditions are written."))
            return redirect("purchase_line", purchase.pk, line.pk)
    heading = say("এই কেনাকাটার শর্ত", "Conditions for this purchase")
    return form_page(request, purchase, form, heading, template="clauses", row=line.name)


@for_handlers
@require_http_methods(["GET", "POST"])
def add_price(request: DeskRequest, purchase_id: int, line_id: int) -> HttpResponse:
    purchase, line = line_of(request, purchase_id, line_id)
    form = PriceForm(*posted_data(request))
    if form.is_valid():
        given = dict(form.cleaned_data)

        def act() -> None:
            content = check_scan(given)
            given.pop("paper", None)
            submission = f"{line.pk}-{given.pop('token')}"[:64]
            actions.add_price_note(
                line,
                content=content,
                submission=submission,
                actor=request.desk.actor,
                now=timezone.now(),
                **given,
            )

        if run_act(request, form, act, say("দরটি লেখা হয়েছে।", "The price is written.")):
            return redirect("purchase_line", purchase.pk, line.pk)
    heading = say("বাজারদর লিখুন", "Write a market price")
    return form_page(request, purchase, form, heading, row=line.name, basis=basis_words(purchase))


@for_handlers
@require_http_methods(["GET", "POST"])
def strike_price(request: DeskRequest, purchase_id: int, note_id: int) -> HttpResponse:
    purchase = purchase_of_office(request, purchase_id)
    seen = get_object_or_404(PriceNote.objects.select_related("line"), pk=note_id, line__purchase=purchase)
    seen.line.purchase = purchase
    form = StrikeForm(*posted_data(request)[:1])
    if form.is_valid() and run_act(
        request,
        form,
        lambda: actions.strike_price_note(
            seen, actor=request.desk.actor, now=timezone.now(), **form.cleaned_data
        ),
        struck_words(),
    ):
        return redirect("purchase_line", purchase.pk, seen.line_id)
    row = f"{seen.source}: {figures(seen.amount)}"
    return form_page(request, purchase, form, say("বাতিল করুন", "Strike through"), row=row)
