"""The register of purchases on which advice was given: one line a purchase, in the order of their numbers."""

from datetime import datetime
from typing import Any

from ongikar.books.columns import Column, numbered_book
from ongikar.books.registry import Shelf, register_book
from ongikar.cases.officer.case.case_summary import applicant_words, state_tag
from ongikar.core.i18n.lang_markup import BANGLA_LETTER
from ongikar.core.i18n.say import language, say
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from .desk import DESK
from .models import Purchase, PurchaseLine

METHODS = {
    "direct": ("সরাসরি ক্রয়", "Direct purchase"),
    "quotation": ("কোটেশন", "Request for quotation"),
    "tender": ("দরপত্র", "Tender"),
    "undecided": ("ঠিক হয়নি", "Not decided"),
}


def item_words(line: PurchaseLine) -> str:
    """A name with its number, in the digits of the name: it is one text of one language."""
    tongue = "bn" if BANGLA_LETTER.search(line.name) else "en"
    return line.name if line.quantity is None else f"{line.name} × {digits(line.quantity, tongue)}"


def settled_words(purchase: Purchase) -> str:
    wanted = purchase.standing_lines
    return digits(f"{sum(line.is_specified for line in wanted)}/{len(wanted)}", language())


def budget(purchase: Purchase) -> int | None:
    said = purchase.case.answers.get("budget")
    return said if isinstance(said, int) else None


def method_words(purchase: Purchase) -> str:
    words = METHODS.get(str(purchase.case.answers.get("method")))
    return say(*words) if words else ""


def advised_on(purchase: Purchase) -> datetime | None:
    return purchase.case.closed_at if purchase.case.state == case_transitions.KEPT else None


def state_words(purchase: Purchase) -> str:
    return say(*state_tag(purchase.case)[1:])


def with_rows() -> Any:
    """What is wanted and how many quoted, of all of a page in two statements."""
    related = ("case__service", "case__applicant", "case__clock", "case__post", "office")
    return Purchase.objects.select_related(*related).prefetch_related("lines", "quotations")


REGISTER = numbered_book(
    "procurement",
    ("কেনাকাটার পরামর্শ রেজিস্টার", "Register of advice on purchases"),
    (
        Column(("গ্রহণের তারিখ", "Received"), 9, lambda purchase: purchase.case.received_at),
        Column(("ট্র্যাকিং নম্বর", "Tracking number"), 11, DESK.number_words),
        Column(("ক্রয়কারী দপ্তর", "Office that buys"), 17, lambda purchase: applicant_words(purchase.case)),
        Column(
            ("পণ্য ও সংখ্যা", "Items and numbers"),
            24,
            lambda purchase: "; ".join(map(item_words, purchase.standing_lines)),
        ),
        Column(("বরাদ্দ, টাকা", "Budget, taka"), 9, budget),
        Column(("ক্রয় পদ্ধতি", "Method"), 9, method_words),
        Column(("বিনির্দেশ", "Specified"), 8, settled_words),
        Column(("দর", "Quotations"), 6, lambda purchase: len(purchase.standing_quotations)),
        Column(("পরামর্শের তারিখ", "Advised on"), 10, advised_on),
        Column(("স্মারক", "Memo number"), 13, lambda purchase: digits(purchase.case.memo_number, language())),
        Column(("অবস্থা", "State"), 10, state_words),
    ),
    with_rows,
    struck=DESK.why_gone,
    numbers=Purchase.BOOK,
)

register_book(REGISTER, Shelf.SERVICES)
