"""Pages of purchases that are unlike others: a line, the comparison, what is printed, and the library of
specifications.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import language, say
from ongikar.core.templatetags.words import day_short
from ongikar.delivery.procurement.rules.specification import Clause
from ongikar.offices.models import Office
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.records.parts import Cell, Part
from ongikar.records.views import faults_beside

from . import actions
from .acts import CHANGE_LINE, CLAUSES, LIBRARY, PRICE, STRIKE_LINE, STRIKE_PRICE
from .desk import DESK, paper_link
from .documents import begin_comparison_letter, comparison_pdf, drafting_posts, specification_pdf
from .forms import ClausesForm, NewItemForm
from .library import library
from .models import PriceNote, PurchaseLine, SpecItem, basis_of, figures, standing_version

# How many prices of the same item from other purchases stand beside those of this one.
MOST_EARLIER = 8


def mandatory_words(clause: Clause) -> str:
    return say("আবশ্যিক", "mandatory") if clause.is_mandatory else say("থাকলে ভালো", "preferred")


def asked_words(clause: Clause) -> Any:
    said = [clause.requirement_words(language())]
    if clause.reason:
        said.append(
            say("নির্মাতার নামের কারণ: {reason}", "A maker is named because: {reason}", reason=clause.reason)
        )
    return said


def clause_part(clauses: Sequence[Clause]) -> Part:
    return Part(
        ("কারিগরি শর্ত", "Technical conditions"),
        lambda _: clauses,
        (
            Cell(("বিষয়", "Attribute"), lambda clause: clause.attribute(language())),
            Cell(("যা চাই", "What is asked"), asked_words),
            Cell(("আবশ্যিক", "Mandatory"), mandatory_words),
        ),
    )


# ---- a line ----


def price_words(note: PriceNote) -> Any:
    return [note, *filter(None, (day_short(note.seen_on), note.words))]


def price_parts(line: PurchaseLine) -> list[Part]:
    """What it was seen to cost, and the same item for other purchases of the office, the newest first."""
    item = line.version.item_id if line.version else None
    others = PriceNote.objects.filter(item=item, struck_at__isnull=True).exclude(
        line__purchase=line.purchase_id
    )
    earlier = others.order_by("-id")[:MOST_EARLIER] if item else []
    return [
        Part(
            ("বাজারদর", "Market price"),
            lambda _: line.price_notes.all(),
            (
                Cell(("কোথায়, কবে", "Where and when"), price_words),
                Cell(
                    ("ছবি", "Photo"),
                    lambda note: (
                        note.paper_id and paper_link(note.paper_id, say("ছবি", "Photo"), note.source)
                    ),
                ),
            ),
            strike=STRIKE_PRICE,
        ),
        Part(
            ("আগের কেনাকাটায়", "In earlier purchases"),
            lambda _: earlier,
            (
                Cell(("কোথায়, কবে", "Where and when"), lambda note: [note.source, note.seen_on]),
                Cell(("দর", "Price"), lambda note: [figures(note.amount), basis_of(note)]),
            ),
        ),
    ]


@for_readers
@require_safe
def show_line(request: StaffRequest, purchase_id: int, line_id: int) -> HttpResponse:
    """What each must be like, and what it was seen to cost."""
    purchase = DESK.find(request.office, purchase_id)
    line = get_object_or_404(
        PurchaseLine.objects.select_related("version__item"), pk=line_id, purchase=purchase
    )
    line.purchase = purchase
    may_change = may_handle(request.holder, purchase.office_id) and purchase.case.is_open
    whole = [LIBRARY, CHANGE_LINE, *([CLAUSES] if line.version else []), PRICE, STRIKE_LINE]
    acts = [PRICE] if line.is_struck else whole
    parts = [clause_part(line.version.terms if line.version else ()), *price_parts(line)]
    context = {
        "purchase": purchase,
        "title": DESK.title_of(purchase),
        "line": line,
        "parts": [(part, part.lines(DESK, purchase, may_change=may_change)) for part in parts],
        "acts": [(act, act.url_of_row(DESK, purchase, line)) for act in acts] if may_change else [],
        "may_change": may_change,
        "current": "purchases",
    }
    return render(request, "procurement/line.html", context)


# ---- the comparison, and what is printed ----


@for_readers
@require_safe
def show_comparison(request: StaffRequest, purchase_id: int) -> HttpResponse:
    purchase = DESK.find(request.office, purchase_id)
    context = {
        "purchase": purchase,
        "case": purchase.case,
        "table": purchase.table,
        "findings": list(purchase.table.findings()),
        "may_change": may_handle(request.holder, purchase.office_id),
        "current": "purchases",
    }
    return render(request, "procurement/comparison.html", context)


@for_readers
@require_safe
def comparison_file(request: StaffRequest, purchase_id: int) -> HttpResponse:
    purchase = DESK.find(request.office, purchase_id)
    if not purchase.table:
        raise Http404
    content = comparison_pdf(purchase.table, timezone.now())
    return pdf_download(content, f"{say('দরের তুলনা', 'Comparison')} {purchase.book_serial}.pdf")


@for_readers
@require_safe
def specification_file(request: StaffRequest, purchase_id: int) -> HttpResponse:
    purchase = DESK.find(request.office, purchase_id)
    if not purchase.table.lines:
        raise Http404
    content = specification_pdf(purchase, purchase.table.lines)
    return pdf_download(content, f"{say('বিনির্দেশ', 'Specification')} {purchase.book_serial}.pdf")


@for_handlers
@require_POST
def write_letter(request: StaffRequest, purchase_id: int) -> HttpResponse:
    """The letter with the comparison, of quotations that came after the advice."""
    purchase = DESK.find(request.office, purchase_id)
    drafter, signer = drafting_posts(request)
    try:
        letter = begin_comparison_letter(
            purchase,
            drafter=drafter,
            signer=signer,
            language=language(),
            actor=request.holder.actor,
            now=timezone.now(),
        )
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("purchase_comparison", purchase.pk)
    return redirect("letter", letter.pk)


# ---- the library ----


@for_readers
@require_safe
def list_items(request: StaffRequest) -> HttpResponse:
    """Every item: the program's, and what the office added."""
    items = {key: item.name for key, item in library(request.office.slug).items()}
    for item in SpecItem.objects.filter(office=request.office):
        items.setdefault(item.key, item.name)
    may_change = may_handle(request.holder, request.office.pk)
    context = {"items": items.items(), "may_change": may_change, "current": "purchases"}
    return render(request, "procurement/library.html", context)


class HeldTerms(NamedTuple):
    """What an item of the library asks today. `item`: its row, where it was used before."""

    item: SpecItem | None
    name: str
    terms: tuple[Clause, ...]
    since: date


def held_terms(office: Office, key: str, day: date) -> HeldTerms:
    """The office's own version, or the program's where that is newer; 404 of what neither has."""
    item = SpecItem.objects.filter(office=office, key=key).first()
    held = standing_version(item, day) if item else None
    shipped = library(office.slug).get(key)
    offered = shipped.version_on(day) if shipped else None
    if held and item and not (offered and offered.since > held.since):
        return HeldTerms(item, item.name, held.terms, held.since)
    if shipped and offered:
        return HeldTerms(item, shipped.name, offered.clauses, offered.since)
    raise Http404


@for_readers
@require_safe
def show_item(request: StaffRequest, item: str) -> HttpResponse:
    """What holds today, and what held before."""
    held = held_terms(request.office, item, timezone.localdate())
    part = clause_part(held.terms)
    context = {
        "key": item,
        "held": held,
        "parts": [(part, part.lines(DESK, None, may_change=False))],
        "versions": held.item.versions.filter(purchase__isnull=True).order_by("-number") if held.item else (),
        "may_change": may_handle(request.holder, request.office.pk),
        "current": "purchases",
    }
    return render(request, "procurement/item.html", context)


@for_handlers
@require_http_methods(["GET", "POST"])
def write_item(request: StaffRequest, item: str) -> HttpResponse:
    """The next version of an item."""
    held = held_terms(request.office, item, timezone.localdate())
    form = ClausesForm(*posted_data(request)[:1], clauses=held.terms)
    if form.is_valid():
        with faults_beside(form):
            actions.write_next_version(
                request.office,
                key=item,
                clauses=form.clauses,
                note=form.cleaned_data["note"],
                actor=request.holder.actor,
                now=timezone.now(),
            )
            messages.success(request, say("নতুন সংস্করণ লেখা হয়েছে।", "The next version is written."))
            return redirect("specification", item)
    return clauses_page(request, form, say("{name}: নতুন সংস্করণ", "{name}: next version", name=held.name))


@for_handlers
@require_http_methods(["GET", "POST"])
def add_item(request: StaffRequest) -> HttpResponse:
    form = NewItemForm(*posted_data(request)[:1], clauses=())
    if form.is_valid():
        with faults_beside(form):
            item = actions.add_item(
                request.office,
                name_bn=form.cleaned_data["name_bn"],
                name_en=form.cleaned_data["name_en"],
                clauses=form.clauses,
                actor=request.holder.actor,
                now=timezone.now(),
            )
            messages.success(request, say("পণ্যটি ভান্ডারে লেখা হয়েছে।", "The item is in the library."))
            return redirect("specification", item.key)
    return clauses_page(request, form, say("ভান্ডারে নতুন পণ্য", "New item of the library"))


def clauses_page(request: StaffRequest, form: ClausesForm, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "title": say("বিনির্দেশের ভান্ডার", "Library of specifications"),
        "back": reverse("specifications"),
        "back_words": say("বিনির্দেশের ভান্ডার", "Library of specifications"),
        "button": CLAUSES.press_words,
        "current": "purchases",
    }
    return render_form(request, CLAUSES.template, context)
