"""The pages of purchases: all of them, one with all that belongs to it, the comparison, and their files."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers, for_readers, may_handle
from ongikar.core.i18n.say import language, say
from ongikar.letters.models import Letter
from ongikar.papers.views import pdf_download
from ongikar.people.desk import DeskRequest

from . import actions
from .advice import limit_words
from .comparing import ComparisonTable
from .documents import comparison_pdf, specification_pdf
from .form_page import done_or_said
from .forms import BasisForm
from .letters import begin_comparison_letter, drafting_posts
from .library import guess_item, library
from .models import BidderChange, Purchase, PurchaseLine
from .words import PurchaseFault, basis_words, figures, state_of, state_words

PAGE = 50


def purchase_of_office(request: DeskRequest, purchase_id: int) -> Purchase:
    """A purchase of the office at hand, with its case as the pages read it; 404 for any other."""
    purchase = get_object_or_404(
        Purchase.objects.select_related("office"), pk=purchase_id, office=request.office
    )
    purchase.case = Case.objects.with_all().prefetch_related("acts").get(pk=purchase.case_id)
    return purchase


def may_change(request: DeskRequest, purchase: Purchase) -> bool:
    return may_handle(request.desk, purchase.office_id)


@for_readers
@require_safe
def list_purchases(request: DeskRequest) -> HttpResponse:
    """The newest purchases."""
    before = request.GET.get("before", "")
    rows = Purchase.objects.with_all().filter(office=request.office).order_by("-id")
    if before.isascii() and before.isdigit():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows.prefetch_related("lines", "quotations")[: PAGE + 1])
    purchases, has_more = found[:PAGE], len(found) > PAGE
    lines = []
    for purchase in purchases:
        standing = [line for line in purchase.lines.all() if not line.is_struck]
        quoted = [each for each in purchase.quotations.all() if not each.is_struck]
        state = state_of(purchase, standing, has_quotations=bool(quoted))
        lines.append(
            {"purchase": purchase, "lines": standing, "quoted": len(quoted), "state": state_words(state)}
        )
    context = {"lines": lines, "more": purchases[-1].pk if has_more else None, "current": "purchases"}
    return render(request, "procurement/list.html", context)


@for_readers
@require_safe
def show_purchase(request: DeskRequest, purchase_id: int) -> HttpResponse:
    purchase = purchase_of_office(request, purchase_id)
    table = ComparisonTable(purchase)
    tell_old_names(table)
    lines = list(purchase.lines.select_related("version__item").prefetch_related("price_notes"))
    context = {
        "purchase": purchase,
        "case": purchase.case,
        "lines": [(line, seen_range(line)) for line in lines],
        "suggested": suggestions(purchase, lines),
        "table": table,
        "struck": purchase.quotations.filter(struck_at__isnull=False),
        "state": state_words(state_of(purchase, table.lines, has_quotations=bool(table))),
        "basis": basis_words(purchase),
        "limits": limit_words(purchase, purchase.case, timezone.localdate()),
        "is_specified": bool(table.lines) and all(line.is_specified for line in table.lines),
        "letters": Letter.objects.of_subject(purchase.reference),
        "may_change": may_change(request, purchase),
        "current": "purchases",
    }
    return render(request, "procurement/purchase.html", context)


def tell_old_names(table: ComparisonTable) -> None:
    """Each quotation with the names of its bidder that were put right; once each, in their order."""
    keys = [quotation.pk for quotation in table.quotations]
    found: dict[int, dict[str, None]] = {key: {} for key in keys}
    for key, old in BidderChange.objects.filter(quotation__in=keys, field="bidder").values_list(
        "quotation", "old"
    ):
        found[key][old] = None
    for quotation in table.quotations:
        quotation.old_names = [old for old in found[quotation.pk] if old and old != quotation.bidder]


def seen_range(line: PurchaseLine) -> str:
    """From the lowest price that was seen to the highest."""
    seen = [each.amount for each in line.price_notes.all() if not each.is_struck]
    if not seen:
        return ""
    low, high = figures(min(seen)), figures(max(seen))
    return low if low == high else f"{low}–{high}"


def suggestions(purchase: Purchase, lines: list[PurchaseLine]) -> list:
    """The lines without a specification whose words name an item of the library, each with that item."""
    items = library(purchase.office.slug)
    named = [
        (line, guess_item(line.name, items))
        for line in lines
        if line.version_id is None and not line.is_struck
    ]
    return [(line, item) for line, item in named if item]


@for_handlers
@require_POST
def specify_all(request: DeskRequest, purchase_id: int) -> HttpResponse:
    """One press: each line gets the conditions of the item that its words name."""
    purchase = purchase_of_office(request, purchase_id)
    chosen = suggestions(purchase, list(purchase.lines.select_related("purchase__office")))
    try:
        count = actions.specify_all(purchase, chosen=chosen, actor=request.desk.actor, now=timezone.now())
    except PurchaseFault as fault:
        messages.error(request, say(fault.bn, fault.en))
    else:
        messages.success(
            request,
            say(
                "{n}টি পণ্যের বিনির্দেশ ভান্ডার থেকে নেওয়া হয়েছে। মিলিয়ে দেখুন।",
                "The specification of {n} [item|items] is taken from the library. Check it.",
                n=count,
            ),
        )
    return redirect("purchase", purchase.pk)


@for_handlers
@require_http_methods(["GET", "POST"])
def change_basis(request: DeskRequest, purchase_id: int) -> HttpResponse:
    purchase = purchase_of_office(request, purchase_id)
    initial = {"currency": purchase.currency, "taxes": purchase.taxes}
    form = BasisForm(*posted_data(request)[:1], initial=initial)
    if form.is_valid():
        given = form.cleaned_data

        def act() -> None:
            actions.set_basis(purchase, actor=request.desk.actor, now=timezone.now(), **given)

        if done_or_said(form, act):
            messages.success(request, say("দর কীভাবে চাওয়া হবে, লেখা হয়েছে।", "How prices are asked is written."))
            return redirect("purchase", purchase.pk)
    context = {
        "purchase": purchase,
        "form": form,
        "heading": say("দর কীভাবে চাওয়া হবে", "How prices are asked"),
        "current": "purchases",
    }
    return render(request, "procurement/form.html", context, status=422 if form.errors else 200)


@for_readers
@require_safe
def show_comparison(request: DeskRequest, purchase_id: int) -> HttpResponse:
    purchase = purchase_of_office(request, purchase_id)
    table = ComparisonTable(purchase)
    context = {
        "purchase": purchase,
        "case": purchase.case,
        "table": table,
        "basis": basis_words(purchase),
        "findings": list(table.findings()),
        "may_change": may_change(request, purchase),
        "current": "purchases",
    }
    return render(request, "procurement/comparison.html", context)


@for_readers
@require_safe
def comparison_file(request: DeskRequest, purchase_id: int) -> HttpResponse:
    purchase = purchase_of_office(request, purchase_id)
    table = ComparisonTable(purchase)
    if not table:
        raise Http404
    content = comparison_pdf(table, timezone.now())
    return pdf_download(content, f"{say('দরের তুলনা', 'Comparison')} {purchase.book_serial}.pdf")


@for_readers
@require_safe
def specification_file(request: DeskRequest, purchase_id: int) -> HttpResponse:
    purchase = purchase_of_office(request, purchase_id)
    lines = ComparisonTable(purchase).lines
    if not lines:
        raise Http404
    content = specification_pdf(purchase, lines)
    return pdf_download(content, f"{say('বিনির্দেশ', 'Specification')} {purchase.book_serial}.pdf")


@for_handlers
@require_POST
def write_letter(request: DeskRequest, purchase_id: int) -> HttpResponse:
    """The letter with the comparison, of quotations that came after the advice."""
    purchase = purchase_of_office(request, purchase_id)
    drafter, signer = drafting_posts(request)
    try:
        letter = begin_comparison_letter(
            purchase,
            drafter=drafter,
            signer=signer,
            language=language(),
            actor=request.desk.actor,
            now=timezone.now(),
        )
    except PurchaseFault as fault:
        messages.error(request, say(fault.bn, fault.en))
        return redirect("purchase_comparison", purchase.pk)
    return redirect("letter", letter.pk)
