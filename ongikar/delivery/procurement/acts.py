"""What is done with a purchase beyond its rows: each act with its form, its address and where it leads."""

from copy import copy
from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.cases.record_desk import CaseAct
from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.records.acts import (
    ChangeAct,
    ChangeRowAct,
    EnterAct,
    EnterBelowAct,
    PressAct,
    RowAct,
    StrikeAct,
)
from ongikar.records.forms import row_form

from . import actions
from .forms import BidderForm, ClausesForm, ItemForm, OfferForm, PriceForm, QuotationForm
from .library import guess_item, library
from .models import OF_BIDDER, PriceNote, Purchase, PurchaseLine, Quotation, QuotationLine, SpecItem

NOT_SPECIFIED = (
    "আগে প্রতিটি পণ্যের সংখ্যা ও বিনির্দেশ ঠিক করুন।",
    "First settle the number and the specification of each item.",
)
STRUCK = ("বাতিল করা হয়েছে; লেখাটি কাটা অবস্থায় থাকবে।", "Struck through.")
# More quotations of one bidder are not listed at once.
MOST_HELD = 100


def once_specified(purchase: Purchase) -> Any:
    return purchase.is_specified or NOT_SPECIFIED


def is_open(purchase: Purchase) -> bool:
    return purchase.case.is_open


def is_unquoted(purchase: Purchase) -> bool:
    return purchase.case.is_open and not purchase.standing_quotations


class ClausesAct(RowAct):
    template = "procurement/clauses.html"

    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        return line_url(row)

    def form_arguments(self, line: Any, now: datetime) -> dict[str, Any]:
        return {"clauses": line.version.terms if line.version else ()}


class LibraryAct(RowAct):
    """Takes what a line must be like from an item of the library."""

    def is_for(self, row: Any) -> bool:
        return isinstance(row, PurchaseLine) and not row.is_struck

    def why_not_row(self, row: Any) -> str:
        return "" if self.is_for(row) else say("এই পণ্যটি বাতিল।", "This item is struck through.")

    def form_arguments(self, line: Any, now: datetime) -> dict[str, Any]:
        office = line.purchase.office
        items = library(office.slug)
        guessed = guess_item(line.name, items)
        chosen = line.version.item.key if line.version else guessed.key if guessed else ""
        own = list(SpecItem.objects.filter(office=office))
        return {"shipped": list(items.values()), "own": own, "chosen": chosen}

    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        return line_url(row)


class PriceAct(EnterBelowAct):
    template = "procurement/price.html"

    def form_arguments(self, line: Any, now: datetime) -> dict[str, Any]:
        return {"instance": PriceNote.of(line), "of": line.purchase}

    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        return line_url(row)


class StrikePrice(StrikeAct):
    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        return line_url(row.line)


class QuotationAct(EnterAct):
    template = "procurement/quotation.html"

    def form_arguments(self, purchase: Any, now: datetime) -> dict[str, Any]:
        return super().form_arguments(purchase, now) | {"lines": purchase.standing_lines}

    def enter(self, purchase: Any, form: Any, actor: Reference, now: datetime) -> Any:
        form.instance.quoted = form.quoted_lines
        return super().enter(purchase, form, actor, now)

    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        return reverse("purchase_comparison", args=[record.pk])


class BidderAct(RowAct):
    """What is held of who quoted, in every purchase of the office, and a form that puts it right here."""

    template = "procurement/bidder.html"

    def is_for(self, row: Any) -> bool:
        return not row.is_struck

    def form_arguments(self, quotation: Any, now: datetime) -> dict[str, Any]:
        return {"instance": copy(quotation), "of": quotation.purchase}

    def context(self, quotation: Any, now: datetime) -> dict[str, Any]:
        same = Quotation.objects.filter(
            bidder=quotation.bidder, purchase__office=quotation.purchase.office_id
        )
        notes = PriceNote.objects.filter(line__purchase=quotation.purchase_id)
        return {
            "held": same.select_related("purchase__case").order_by("-id")[:MOST_HELD],
            "changes": quotation.changes.all(),
            # Whoever quoted may also have been asked what a thing costs.
            "noted": notes.filter(source=quotation.bidder).select_related("line"),
        }


class OfferAct(RowAct):
    template = "procurement/offer.html"

    def rows_of(self, record: Any) -> Any:
        rows = super().rows_of(record).filter(price__isnull=False)
        return rows.select_related("quotation__purchase", "line__version")

    def form_arguments(self, offer: Any, now: datetime) -> dict[str, Any]:
        terms = offer.line.version.terms if offer.line.version else ()
        return {"clauses": terms, "said": offer.answers, "words": offer.words}

    def url_when_done(self, desk: Any, record: Any, row: Any) -> str:
        return reverse("purchase_comparison", args=[record.pk])


def line_url(line: PurchaseLine) -> str:
    return reverse("purchase_line", args=[line.purchase_id, line.pk])


def take_item(line: PurchaseLine, form: ItemForm, actor: Reference, now: datetime) -> None:
    actions.specify_line(line, key=form.cleaned_data["item"], actor=actor, now=now)


def adapt(line: PurchaseLine, form: ClausesForm, actor: Reference, now: datetime) -> None:
    actions.adapt_line(line, form.clauses, note=form.cleaned_data["note"], actor=actor, now=now)


def put_bidder_right(quotation: Quotation, form: BidderForm, actor: Reference, now: datetime) -> None:
    words = form.cleaned_data["words"]
    actions.correct_bidder(quotation, said=form.cleaned_data, words=words, actor=actor, now=now)


def judge(offer: QuotationLine, form: OfferForm, actor: Reference, now: datetime) -> None:
    words = form.cleaned_data["words"]
    actions.judge_offer(offer, answers=form.answers, words=words, actor=actor, now=now)


CHANGE_LINE = ChangeRowAct(
    PurchaseLine,
    "change_line",
    "line_changed",
    ("নাম বা সংখ্যা ঠিক করুন", "Put name or number right"),
    heading=("পণ্য ঠিক করুন", "Put the item right"),
    asks=("name", "quantity"),
    at="lines/<int:row>/change/",
    done=("পণ্যটি ঠিক করা হয়েছে।", "The item is put right."),
)
STRIKE_LINE = StrikeAct(PurchaseLine, "strike_line", "line_struck", at="lines/<int:row>/strike/", done=STRUCK)
LIBRARY = LibraryAct(
    PurchaseLine,
    "library",
    ("ভান্ডার থেকে নিন", "Take it from the library"),
    ItemForm,
    take_item,
    when=is_open,
    press=("ভান্ডার থেকে নিন", "Take it from the library"),
    at="lines/<int:row>/library/",
    done=("বিনির্দেশ ভান্ডার থেকে নেওয়া হয়েছে।", "The specification is taken from the library."),
)
CLAUSES = ClausesAct(
    PurchaseLine,
    "clauses",
    ("এই কেনাকাটার জন্য বদলান", "Change for this purchase"),
    ClausesForm,
    adapt,
    heading=("এই কেনাকাটার শর্ত", "Conditions for this purchase"),
    at="lines/<int:row>/clauses/",
    done=("শর্তগুলো লেখা হয়েছে।", "The conditions are written."),
)
PRICE = PriceAct(
    PurchaseLine,
    PriceNote,
    "price",
    ("বাজারদর লিখুন", "Write a market price"),
    asks=("source", "seen_on", "amount", "currency", "taxes", "words"),
    form=PriceForm,
    at="lines/<int:row>/prices/",
    done=("দরটি লেখা হয়েছে।", "The price is written."),
)
STRIKE_PRICE = StrikePrice(
    PriceNote, "strike_price", "price_note_struck", at="prices/<int:row>/strike/", done=STRUCK
)
BIDDER = BidderAct(
    Quotation,
    "bidder",
    ("দরদাতা", "Bidder"),
    row_form(Quotation, OF_BIDDER, BidderForm),
    put_bidder_right,
    heading=("দরদাতা সম্পর্কে যা রাখা আছে", "What is held of the bidder"),
    at="quotations/<int:row>/bidder/",
    done=("ঠিক করা হয়েছে।", "It is put right."),
)
STRIKE_QUOTATION = StrikeAct(
    Quotation, "strike_quotation", "quotation_struck", at="quotations/<int:row>/strike/", done=STRUCK
)
ACTS = (
    EnterAct(
        PurchaseLine,
        "add_line",
        ("পণ্য যোগ করুন", "Add an item"),
        asks=("name", "quantity"),
        when=is_open,
        at="lines/",
        done=("পণ্যটি তালিকায় লেখা হয়েছে।", "The item is on the list."),
    ),
    QuotationAct(
        Quotation,
        "quotation",
        ("দর লিখুন", "Enter a quotation"),
        form=QuotationForm,
        asks=(*OF_BIDDER, "quoted_on", "valid_until", "currency", "taxes"),
        when=once_specified,
        at="quotations/",
        done=(
            "দর লেখা হয়েছে। এবার শর্ত মিলিয়ে দেখুন।",
            "The quotation is entered. Now judge it by the conditions.",
        ),
    ),
    ChangeAct(
        Purchase,
        "basis",
        "basis_set",
        ("দর কীভাবে চাওয়া হবে, বদলান", "Change how prices are asked"),
        heading=("দর কীভাবে চাওয়া হবে", "How prices are asked"),
        asks=("currency", "taxes"),
        when=is_unquoted,
        done=("দর কীভাবে চাওয়া হবে, লেখা হয়েছে।", "How prices are asked is written."),
    ),
    CaseAct(
        "keep",
        ("পরামর্শ দিন", "Give the advice"),
        when=lambda purchase: purchase.case.is_open and purchase.is_specified,
        is_usual=True,
    ),
    # Pressed beside the lines that it is about.
    PressAct(
        "specify",
        ("ভান্ডারের বিনির্দেশ নিন", "Take them from the library"),
        actions.specify_all,
        when=is_open,
        done=(
            "পণ্যগুলোর বিনির্দেশ ভান্ডার থেকে নেওয়া হয়েছে। মিলিয়ে দেখুন।",
            "The specifications are taken from the library. Check them.",
        ),
    ),
    *(CHANGE_LINE, STRIKE_LINE, LIBRARY, CLAUSES, PRICE, STRIKE_PRICE, BIDDER, STRIKE_QUOTATION),
    OfferAct(
        QuotationLine,
        "offer",
        ("শর্ত মিলিয়ে দেখুন", "Judge by the conditions"),
        OfferForm,
        judge,
        at="offers/<int:row>/",
        done=("যাচাই লেখা হয়েছে।", "What it says is written."),
    ),
)
