"""The register of purchases on which advice was given: one line a purchase, in the order of their numbers."""

from collections import defaultdict
from datetime import date

from django.db.models import Count

from ongikar.books.cells import day_cell, number_cell
from ongikar.books.registry import Book, Cell, RegisterLine
from ongikar.books.serial_lines import SerialLines
from ongikar.cases.officer.case.case_summary import applicant_words, state_tag
from ongikar.core.i18n.lang_markup import BANGLA_LETTER
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits, grouped_number
from ongikar.rules.calendar.office_calendar import TZ

from .models import Purchase, PurchaseLine, Quotation

COLUMNS = (
    ("ক্রমিক", "No."),
    ("গ্রহণের তারিখ", "Received"),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("ক্রয়কারী দপ্তর", "Office that buys"),
    ("পণ্য ও সংখ্যা", "Items and numbers"),
    ("বরাদ্দ, টাকা", "Budget, taka"),
    ("ক্রয় পদ্ধতি", "Method"),
    ("বিনির্দেশ", "Specified"),
    ("দর", "Quotations"),
    ("পরামর্শের তারিখ", "Advised on"),
    ("স্মারক", "Memo number"),
    ("অবস্থা", "State"),
)
WIDTHS = (5, 9, 11, 17, 24, 9, 9, 8, 6, 10, 13, 10)


def purchase_lines(office: Office, fiscal_year: int) -> SerialLines:
    return SerialLines(
        Purchase.objects.with_all().filter(office=office, fiscal_year=fiscal_year),
        lines_of,
        office=office,
        book="purchases",
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
    )


def lines_of(purchases: list[Purchase]) -> list[RegisterLine]:
    """What is wanted and how many quoted, of all of them in two statements."""
    keys = [purchase.pk for purchase in purchases]
    wanted: dict[int, list[PurchaseLine]] = defaultdict(list)
    for line in PurchaseLine.objects.filter(purchase__in=keys, struck_at__isnull=True):
        wanted[line.purchase_id].append(line)
    quoted = dict(
        Quotation.objects.filter(purchase__in=keys, struck_at__isnull=True)
        .order_by()
        .values_list("purchase")
        .annotate(count=Count("pk"))
    )
    return [
        purchase_line(purchase, wanted[purchase.pk], quoted.get(purchase.pk, 0)) for purchase in purchases
    ]


def purchase_line(purchase: Purchase, wanted: list[PurchaseLine], quoted: int) -> RegisterLine:
    """One that was refused, withdrawn or dropped stays readable, crossed out."""
    case, tongue = purchase.case, language()
    state = say(*state_tag(case)[1:])
    budget = case.answers.get("budget")
    is_kept = case.state == case_transitions.KEPT
    advised: date | None = case.closed_at.astimezone(TZ).date() if is_kept and case.closed_at else None
    settled = sum(1 for line in wanted if line.is_specified)
    return RegisterLine(
        (
            number_cell(purchase.book_serial),
            day_cell(case.received_at),
            digits(case.number, tongue),
            applicant_words(case),
            "; ".join(item_words(line) for line in wanted),
            Cell.of(grouped_number(budget, tongue), budget) if isinstance(budget, int) else "",
            method_words(case.answers.get("method")),
            digits(f"{settled}/{len(wanted)}", tongue),
            Cell.of(digits(quoted, tongue), quoted),
            Cell.of(digits(f"{advised:%d/%m/%Y}", tongue), advised) if advised else "",
            digits(case.memo_number, tongue),
            state,
        ),
        struck=state if case.state in case_transitions.CLOSED and not is_kept else "",
    )


def item_words(line: PurchaseLine) -> str:
    """A name with its number, in the digits of the name: it is one text of one language."""
    tongue = "bn" if BANGLA_LETTER.search(line.name) else "en"
    return line.name if line.quantity is None else f"{line.name} × {digits(line.quantity, tongue)}"


METHODS = {
    "direct": ("সরাসরি ক্রয়", "Direct purchase"),
    "quotation": ("কোটেশন", "Request for quotation"),
    "tender": ("দরপত্র", "Tender"),
    "undecided": ("ঠিক হয়নি", "Not decided"),
}


def method_words(method: object) -> str:
    return say(*METHODS[method]) if isinstance(method, str) and method in METHODS else ""


REGISTER = Book(
    "procurement",
    ("কেনাকাটার পরামর্শ রেজিস্টার", "Register of advice on purchases"),
    COLUMNS,
    purchase_lines,
    widths=WIDTHS,
)
