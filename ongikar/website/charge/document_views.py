"""The document of a handing over: made, shown, printed, and signed by both, on screen or on the sheet."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import language, override_language, say, say_lazy
from ongikar.papers.access import register_reader
from ongikar.papers.actions import keep_paper, papers_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.models import Paper
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import paper_link, pdf_download
from ongikar.people.charge import CHARGE_SOURCES
from ongikar.people.charge_actions import (
    HAND,
    TAKE,
    ChargeFault,
    is_as_written,
    record_charge,
    sides_to_sign,
    sign_charge,
    write_charge_document,
)
from ongikar.people.fresh_factor import FreshCodeForm, fresh_code_form
from ongikar.people.models import ChargeDocument, User
from ongikar.people.post_holders import PostHolder, StaffRequest, holder_of
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.website.rights import for_charge_keepers, for_charge_readers

from .forms import SignedSheetForm
from .views import coming_holding, desk_post_of, holders_now, may_read_lines

SHEET = "স্বাক্ষরিত হস্তান্তরপত্র"


def document_of(request: StaffRequest, document_id: int) -> ChargeDocument:
    """For whoever has a part in it, and whoever may read what lies on the post."""
    rows = ChargeDocument.objects.select_related("office", "post", "to_post", "leaves", "comes")
    document = get_object_or_404(rows, pk=document_id, office=request.office)
    if not may_read_document(request.holder, document):
        raise Http404
    return document


def has_part(holder: PostHolder, document: ChargeDocument) -> bool:
    """Whoever left it, comes, or holds one of the two posts."""
    if holder.user.pk in (document.leaves_id, document.comes_id):
        return True
    return holder.holds(document.post_id) or holder.holds(document.to_post_id or 0)


def may_read_document(holder: PostHolder, document: ChargeDocument) -> bool:
    return has_part(holder, document) or may_read_lines(holder, document.post)


def lists_for(holder: PostHolder, document: ChargeDocument) -> list[dict[str, Any]]:
    """What of it the person may see: lists for the two alone are left out for everybody else."""
    part = has_part(holder, document)
    return [each for each in document.lists if part or not each["secret"]]


@for_charge_keepers
@require_POST
def charge_make(request: StaffRequest, post_id: int) -> HttpResponse:
    """The lists as they stand now, kept to be signed. Pressed twice it is one document."""
    post, now = desk_post_of(request, post_id), timezone.now()
    if not may_read_lines(request.holder, post):
        raise Http404
    holder, coming = next(iter(holders_now(post, now)), None), coming_holding(post, now)
    document = write_charge_document(
        post,
        leaves=holder.user if holder else None,
        comes=coming.user if coming else None,
        actor=request.holder.actor,
        now=now,
    )
    return redirect("charge_document", document.pk)


@for_charge_readers
@require_safe
def charge_document(request: StaffRequest, document_id: int) -> HttpResponse:
    document = document_of(request, document_id)
    return document_page(request, document, fresh_code_form(request, timezone.now()))


def document_page(
    request: StaffRequest, document: ChargeDocument, code: FreshCodeForm | None
) -> HttpResponse:
    sides, shown = sides_to_sign(document, request.user, timezone.now()), lists_for(request.holder, document)
    context = {
        "document": document,
        "day": document.made_at.astimezone(TZ).date(),
        "lists": [in_page_language(each) for each in shown],
        "signatures": signatures(document),
        "sides": [(side, SIDE_PRESSES[side]) for side in sides],
        "code": code if sides else None,
        "sheets": [(paper, paper_link(request, paper)) for paper in papers_of(document.reference)],
        "may_keep": bool(has_part(request.holder, document) and not document.emptied_at),
        "is_changed": not document.emptied_at and not is_as_written(document),
        "current": "people",
    }
    return render_form(request, "website/charge/document.html", context, code)


def in_page_language(kept: dict[str, Any]) -> dict[str, Any]:
    """A list with its heading in the language of the page, which need not be that of the document."""
    source = CHARGE_SOURCES.get(kept["name"])
    title = source.title if source else kept["title"]
    return {**kept, "title": title, "figure": digits(kept["count"], language())}


def signatures(document: ChargeDocument) -> list[tuple[str, str, str]]:
    """Of each side: what it says, whose it is, and when it was given."""
    return [
        (
            say("দায়িত্ব হস্তান্তর করলাম", "Handed over by"),
            document.leaves.name if document.leaves else say("পদটি খালি ছিল", "nobody held the post"),
            moment(document.handed_at),
        ),
        (
            say("দায়িত্ব গ্রহণ করলাম", "Taken over by"),
            document.comes.name if document.comes else "",
            moment(document.taken_at),
        ),
    ]


def moment(at: datetime | None) -> str:
    return date_words(at.astimezone(TZ).date(), language()) if at else ""


SIDE_PRESSES = {
    HAND: say_lazy("দায়িত্ব হস্তান্তর করলাম: স্বাক্ষর", "I hand over charge: sign"),
    TAKE: say_lazy("দায়িত্ব গ্রহণ করলাম: স্বাক্ষর", "I take over charge: sign"),
}


@for_charge_keepers
@require_POST
def charge_sign(request: StaffRequest, document_id: int) -> HttpResponse:
    """One of the two signs on screen, with a second factor shown now or within a quarter of an hour."""
    document, now = document_of(request, document_id), timezone.now()
    side = request.POST.get("side", "")
    if side not in SIDE_PRESSES:
        raise Http404
    code = fresh_code_form(request, now)
    if code is not None:
        if not code.is_valid():
            return document_page(request, document, code)
        code.save()
    try:
        sign_charge(document, side=side, user=request.user, now=now)
    except ChargeFault as fault:
        messages.error(request, say(fault.bn, fault.en))
    else:
        messages.success(request, say("স্বাক্ষর হয়েছে।", "Signed."))
    return redirect("charge_document", document.pk)


@for_charge_keepers
@require_http_methods(["GET", "POST"])
def charge_sheet(request: StaffRequest, document_id: int) -> HttpResponse:
    """It was signed with ink: the scan of the sheet is kept with the document."""
    document, now = document_of(request, document_id), timezone.now()
    if not has_part(request.holder, document) or document.emptied_at:
        raise Http404
    form = SignedSheetForm(*posted_data(request))
    if request.method == "POST" and form.is_valid() and (scan := form.check_sheet()):
        paper = keep_paper(
            office=document.office,
            subject=document.reference,
            title=SHEET,
            content=scan,
            now=now,
            brought_by="office",
        )
        record_charge("charge.sheet_kept", document, request.holder.actor, now, of="paper", of_id=paper.pk)
        messages.success(request, say("স্বাক্ষরিত কাগজটি রাখা হয়েছে।", "The signed sheet is kept."))
        return redirect("charge_document", document.pk)
    context = {
        "form": form,
        "heading": say("কাগজে সই করা কপি", "Copy signed on the sheet"),
        "about": say(
            "কাগজটি ছাপিয়ে দুজনে সই করে তার স্ক্যান বা ছবি দিন। আপনারা দুজনই কেবল এটি খুলতে পারেন।",
            "Print the document, both sign it, and give its scan or photo. Only the two of you can open it.",
        ),
        "button": say("রাখুন", "Keep it"),
        "back": reverse("charge_document", args=[document.pk]),
        "back_words": say("হস্তান্তরের কাগজ", "The document"),
        "current": "people",
    }
    return render_form(request, "core/staff_form.html", context)


@for_charge_readers
@require_safe
def charge_document_pdf(request: StaffRequest, document_id: int) -> HttpResponse:
    """The same lists, however often it is printed: in the language in which it was written."""
    document = document_of(request, document_id)
    with override_language(document.language):
        content = render_pdf("charge", document_facts(document, lists_for(request.holder, document)))
    name = say("দায়িত্ব হস্তান্তর, {post}.pdf", "Charge handover, {post}.pdf", post=document.post.title)
    return pdf_download(content, name)


def document_facts(document: ChargeDocument, lists: list[dict[str, Any]]) -> dict[str, Any]:
    tongue = language()
    return {
        "language": tongue,
        "office": letterhead(document.office),
        "post": document.post.title,
        "to": document.to_post.title if document.to_post else "",
        "day": date_words(document.made_at.astimezone(TZ).date(), tongue, bangla_year=True),
        "leaves": document.leaves.name if document.leaves else "",
        "comes": document.comes.name if document.comes else "",
        "handed": moment(document.handed_at),
        "taken": moment(document.taken_at),
        "sha256": document.sha256,
        "lists": [
            {
                "title": each["title"],
                "count": digits(each["count"], tongue),
                "more": digits(more, tongue) if (more := each["count"] - len(each["lines"])) else "",
                "lines": [
                    dict(zip(("number", "title", "due", "late"), line, strict=True)) for line in each["lines"]
                ],
            }
            for each in lists
        ],
    }


@register_reader(ChargeDocument.SUBJECT)
def may_read_sheet(request: HttpRequest, paper: Paper) -> bool:
    """The signed sheet has all lists on it: for the two, and whoever holds one of the posts today."""
    if not request.user.is_authenticated:
        return False
    document = ChargeDocument.objects.filter(pk=paper.subject_id, office=paper.office_id).first()
    user: User = request.user
    return bool(document and has_part(holder_of(user, timezone.localdate()), document))
