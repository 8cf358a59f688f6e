"""What the office sees of purchases and writes of them, and what whoever asked sees."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from ongikar.cases.models import Case
from ongikar.cases.record_desk import CaseDesk
from ongikar.cases.slots import HELD_ABOVE
from ongikar.core.db.json_subquery import JSONSubquery
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.core.templatetags.words import day_short, n
from ongikar.letters.models import Letter
from ongikar.offices.models import Office
from ongikar.people.post_holders import StaffRequest
from ongikar.records.acts import Act
from ongikar.records.offers import Door
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.words import State, label, show_value
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from . import actions
from .acts import ACTS, BIDDER, STRIKE_QUOTATION, line_url
from .advice import limit_words
from .comparing import ComparisonTable
from .models import BidderChange, Purchase, PurchaseLine, Quotation, figures

ASKED, SPECIFIED, COMPARED, ADVISED, ENDED = "asked", "specified", "compared", "advised", "ended"


def line_words(line: PurchaseLine) -> Any:
    number = f"{n(line.position)}."
    if line.is_struck:
        return format_html("{} {}", number, show_value(line))
    return format_html('{} <a href="{}">{}</a>', number, line_url(line), mark_languages(line.name))


def quantity_words(line: PurchaseLine) -> Any:
    if line.quantity or line.is_struck:
        return line.quantity
    return format_html('<span class="tag">{}</span>', say("কয়টি?", "How many?"))


def version_words(line: PurchaseLine) -> Any:
    if line.version or line.is_struck:
        return line.version
    return format_html('<span class="tag">{}</span>', say("ঠিক হয়নি", "Not settled"))


def seen_range(line: PurchaseLine) -> str:
    """From the lowest price that was seen to the highest."""
    seen = [each.amount for each in line.price_notes.all() if not each.is_struck]
    if not seen:
        return ""
    low, high = figures(min(seen)), figures(max(seen))
    return low if low == high else f"{low}–{high}"


def told_quotations(purchase: Any) -> Iterable[Any]:
    """Each with what it comes to beside the others, and the names of its bidder that were put right; those
    that were struck last.
    """
    table, quotations = purchase.table, list(purchase.quotations.all())
    changes = BidderChange.objects.filter(quotation__in=quotations, field="bidder") if quotations else ()
    old = defaultdict(dict)  # type: ignore[var-annotated]  # once each, in their order
    for change in changes:
        old[change.quotation_id][change.old] = None
    for quotation, total, words, is_lowest in table.totals:
        quotation.told = [total, words, *([lowest_tag()] if is_lowest else [])]
    for quotation in sorted(quotations, key=lambda each: each.is_struck):
        quotation.old_names = [name for name in old[quotation.pk] if name and name != quotation.bidder]
        yield quotation


def lowest_tag() -> Any:
    return format_html('<span class="tag">{}</span>', say("সর্বনিম্ন", "Lowest"))


def bidder_words(quotation: Any) -> Any:
    before = render_to_string("cases/old_values.html", {"old": quotation.old_names})
    return format_html("{}{}", mark_safe(before), show_value(quotation))  # noqa: S308


def quotation_words(quotation: Quotation) -> Any:
    told = [day_short(quotation.quoted_on), mark_languages(digits(quotation.number, language()))]
    if quotation.paper_id:
        told.append(paper_link(quotation.paper_id, say("দরপত্র", "Scan"), quotation.bidder))
    return format_html_join(" · ", "{}", ((each,) for each in told if each))


def paper_link(key: int, words: str, of: str) -> Any:
    return format_html(
        '<a href="{}">{} <span class="vh">{}</span></a>',
        reverse("paper", args=[key]),
        words,
        mark_languages(of),
    )


@register
class PurchaseDesk(CaseDesk):
    model, kind = Purchase, "procurement"
    name, names, path = "purchase", "purchases", "purchases"
    door = Door(("কেনাকাটা", "Purchases"), {"cases": 30})
    has_papers = True
    title, subtitle = "buyer", "items_wanted"
    list_display = ("state", "quotations", "case_link")
    nothing = ("কোনো কেনাকাটায় পরামর্শ চাওয়া হয়নি।", "No advice on a purchase has been asked for.")
    list_template, detail_template = "procurement/list.html", "procurement/purchase.html"
    part = (
        ("কেনাকাটা", "The purchase"),
        (
            "পণ্য, বিনির্দেশ, বাজারদর ও দরের তুলনা",
            "Items, specification, market prices and comparison",
        ),
    )
    with_acts = False
    states = {
        ASKED: State("বিনির্দেশ বাকি", "Specification to be written"),
        SPECIFIED: State("বিনির্দেশ ঠিক হয়েছে", "Specified"),
        COMPARED: State("দর মেলানো হচ্ছে", "Quotations being compared"),
        ADVISED: State("পরামর্শ দেওয়া হয়েছে", "Advice given", "done"),
        ENDED: State("পরামর্শ ছাড়া শেষ", "Ended without advice", "shut"),
    }
    history_words = {
        "line_specified": ("পণ্যের বিনির্দেশ ঠিক হয়েছে", "An item was specified"),
        "offer_judged": ("দর মেলানো হয়েছে", "An offer was compared"),
        "price_noted": ("বাজারদর লেখা হয়েছে", "A market price was noted"),
        "quotation_entered": ("দর লেখা হয়েছে", "A quotation was entered"),
        "bidder_corrected": ("দরদাতার কথা লেখা হয়েছে", "What a bidder says was entered"),
    }
    summary = ("state", "budget", "asked_in", "documents", "letters")
    parts = (
        Part(
            ("কী কেনা হবে", "What will be bought"),
            lambda purchase: purchase.lines.all(),
            (
                Cell(("পণ্য", "Item"), line_words),
                Cell(("সংখ্যা", "Qty"), quantity_words),
                Cell(("বিনির্দেশ", "Specification"), version_words),
                Cell(("বাজারদর", "Market price"), seen_range),
            ),
            nothing=("কোনো পণ্য লেখা হয়নি।", "No item is listed."),
        ),
        Part(
            ("দর", "Quotations"),
            told_quotations,
            (
                Cell(("দরদাতা", "Bidder"), bidder_words),
                Cell(("তারিখ ও নম্বর", "Day and number"), quotation_words),
                Cell(("সব পণ্যে মোট", "All items together"), lambda row: getattr(row, "told", "")),
            ),
            nothing=(
                "এখনো দর লেখা হয়নি। দর না এলেও বিনির্দেশসহ পরামর্শ দেওয়া যায়; দর পরে এলে তখন লিখবেন।",
                "No quotation is entered yet. Advice with the specification needs none; enter them later.",
            ),
            acts=(BIDDER,),
            strike=STRIKE_QUOTATION,
        ),
    )
    acts = ACTS

    def rows(self, office: Office) -> QuerySet[Purchase]:
        return super().rows(office).prefetch_related("lines", "quotations")

    def find(self, office: Office, pk: int) -> Any:
        purchase = super().find(office, pk)
        lines = PurchaseLine.objects.select_related("version__item")
        prefetch_related_objects([purchase], Prefetch("lines", lines), "lines__price_notes", "quotations")
        purchase.table = ComparisonTable(purchase)
        purchase.table.lines = purchase.standing_lines
        purchase.table.quotations = purchase.standing_quotations
        return purchase

    def record_of(self, case: Case) -> Any:
        """As the case's own statement told it; of one read in another way it is asked."""
        purchases = getattr(case, "found_purchases", None)
        purchase = next(iter(Purchase.objects.filter(case=case) if purchases is None else purchases), None)
        if purchase:
            prefetch_related_objects([purchase], "lines", "quotations")
            purchase.case = case
        return purchase

    def tracked_part(self, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
        """What is wanted and whether its specification is settled. Nothing of prices: those of one bidder are
        not another’s to read, and whoever buys gets the comparison with the letter.
        """
        purchase = self.record_of(case)
        if purchase is None or not (lines := purchase.standing_lines):
            return None
        return "procurement/tracked.html", {"lines": lines, "state": str(self.state(purchase))}

    def part_context(self, purchase: Purchase) -> dict[str, Any]:
        unsettled = [line.name for line in purchase.standing_lines if not line.is_specified]
        words = say("বিনির্দেশ বা সংখ্যা ঠিক হয়নি:", "Specification or number not settled:")
        told = format_html("{} {}", words, mark_languages("; ".join(unsettled)))
        return super().part_context(purchase) | {
            "lines": [told] if unsettled and purchase.case.is_open else []
        }

    def state_of(self, purchase: Purchase) -> str:
        """Folded from its rows: nothing of it is stored."""
        case = purchase.case
        if case.state == case_transitions.KEPT:
            return ADVISED
        if not case.is_open:
            return ENDED
        if purchase.standing_quotations:
            return COMPARED
        return SPECIFIED if purchase.is_specified else ASKED

    def acts_of(self, purchase: Purchase) -> list[Act]:
        return [act for act in super().acts_of(purchase) if act.name != "specify"]

    def warning(self, purchase: Purchase) -> str:
        if purchase.is_specified or not purchase.case.is_open:
            return ""
        return say(
            "প্রতিটি পণ্যের সংখ্যা ও বিনির্দেশ ঠিক হলে পরামর্শ দেওয়া যাবে।",
            "Advice is given once the number and the specification of each item are settled.",
        )

    def detail_context(self, request: StaffRequest, purchase: Any, *, may_change: bool) -> dict[str, Any]:
        return {
            "suggested": actions.suggestions(purchase, purchase.lines.all()) if may_change else [],
            "limits": limit_words(purchase, purchase.case, timezone.localdate()),
        }

    def caption_words(self, purchase: Purchase) -> str:
        return say("কেনাকাটা {n}", "Purchase {n}", n=purchase.book_serial)

    def named_by(self) -> str:
        return "book_serial"

    def name_words(self, value: Any) -> str:
        return say("কেনাকাটা {n}", "Purchase {n}", n=digits(value, "en"))

    @label("কার জন্য", "For")
    def buyer(self, purchase: Purchase) -> str:
        applicant = purchase.case.applicant
        return applicant.shown_name if applicant else purchase.case.row.short

    @label("কী কী কেনা হবে", "What will be bought")
    def items_wanted(self, purchase: Purchase) -> Any:
        counted = (
            format_html("{} × {}", mark_languages(line.name), n(line.quantity))
            if line.quantity
            else mark_languages(line.name)
            for line in purchase.standing_lines
        )
        return format_html_join("; ", "{}", ((each,) for each in counted))

    @label("দর", "Quotations")
    def quotations(self, purchase: Purchase) -> Any:
        count = len(purchase.standing_quotations)
        return say("{n}টি দর", "{n} [quotation|quotations]", n=count) if count else ""

    @label("আবেদন", "Case")
    def case_link(self, purchase: Purchase) -> Any:
        address = reverse("case", args=[purchase.case.number])
        return format_html('<a href="{}">{}</a>', address, self.number_words(purchase))

    @label("বরাদ্দ, টাকা", "Budget, taka")
    def budget(self, purchase: Purchase) -> Any:
        return purchase.case.answers.get("budget")

    @label("দর কীভাবে চাওয়া হবে", "How prices are asked")
    def asked_in(self, purchase: Purchase) -> str:
        return purchase.basis

    @label("কাগজপত্র", "Documents")
    def documents(self, purchase: Any) -> Any:
        links = []
        if purchase.table.lines:
            links.append(("purchase_specification_pdf", say("বিনির্দেশ (PDF)", "Specification (PDF)")))
        if purchase.table:
            links.append(("purchase_comparison", say("দরের তুলনা", "Compare the quotations")))
            links.append(("purchase_comparison_pdf", say("দরের তুলনা (PDF)", "Comparison (PDF)")))
        return [
            format_html('<a href="{}">{}</a>', reverse(name, args=[purchase.pk]), words)
            for name, words in links
        ]

    @label("চিঠি", "Letters")
    def letters(self, purchase: Purchase) -> Any:
        return [
            format_html(
                '<a href="{}">{}</a> <span class="small muted">{}</span>',
                reverse("letter", args=[letter.pk]),
                mark_languages(letter.subject_line),
                day_short(letter.issued_at) if letter.issued_at else say("খসড়া", "draft"),
            )
            for letter in Letter.objects.of_subject(purchase.reference)
        ]


DESK = PurchaseDesk()


def purchases_of_case() -> JSONSubquery:
    return JSONSubquery(Purchase.objects.filter(case=OuterRef("pk")))


HELD_ABOVE["found_purchases"] = purchases_of_case
