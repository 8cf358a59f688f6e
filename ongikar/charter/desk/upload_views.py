"""The charter's desk: versions in force and to come, uploads under review, taking a document in, and its
file.
"""

import mimetypes
from datetime import date
from pathlib import PurePath

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.charter.ladder_change.actions import open_draft
from ongikar.charter.models import CharterVersion, Upload
from ongikar.charter.review.actions import Overtaken, drop_review, open_review
from ongikar.charter.review.publishing import gaps_of
from ongikar.charter.rights import (
    LOOKING,
    for_charter_readers,
    for_those_who_look,
    for_those_who_publish,
    may_publish,
    officer_of,
    upload_of,
)
from ongikar.charter.slots import DESK
from ongikar.core.forms.keys import key_of
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.offices.middleware import OfficeRequest
from ongikar.papers.actions import keep_paper, papers_of
from ongikar.papers.check import Clean
from ongikar.papers.responses import paper_response
from ongikar.people.desk import DeskRequest

from .upload_form import PASTED, UploadForm

SUBJECT = "charter_upload"
MOST_CLOSED = 20


@for_charter_readers
@require_safe
def desk(request: DeskRequest) -> HttpResponse:
    """What is in force, what begins later, what is under review, and what was before."""
    today = timezone.localdate()
    versions = list(
        request.office.charters.select_related("approved_by", "ladder_draft").order_by("-number")[
            :MOST_CLOSED
        ]
    )
    current = next((each for each in versions if each.effective_from <= today), None)
    uploads = request.office.charter_uploads.filter(state=Upload.OPEN).select_related("post")
    ended = request.office.charter_uploads.exclude(state=Upload.OPEN).select_related("post", "version")
    context = {
        "versions": [(each, version_period(each, current, today)) for each in versions],
        "ladder_draft": open_draft(request.office),
        "uploads": [(each, progress_of(each)) for each in uploads],
        "ended": ended.defer("shown", "reading")[:MOST_CLOSED],
        "may_publish": may_publish(request.desk, request.office.pk),
        "slot": DESK.answers(request, now=timezone.now()),
        "current": "charter",
        "may_look": request.desk.has(request.office.pk, LOOKING),
    }
    return render(request, "charter/desk/desk.html", context)


def version_period(version: CharterVersion, current: CharterVersion | None, today: date) -> str:
    if version == current and (version.effective_to is None or version.effective_to >= today):
        return "in_force"
    return "to_come" if version.effective_from > today else "past"


def progress_of(upload: Upload) -> dict[str, int]:
    """How much of a review is done: parts looked at, and errors still undecided."""
    standing = upload.review_state
    return {
        "parts": len(standing.parts),
        "seen": len(standing.parts) - len(standing.not_looked_at),
        "errors": len(standing.open_errors()),
        "gaps": len(gaps_of(upload)),
    }


@for_those_who_publish
@require_http_methods(["GET", "POST"])
def upload(request: DeskRequest) -> HttpResponse:
    """Read a document and open its review; the same form sent twice leads to the same review."""
    key = key_of(request.POST, "token")
    known = key and request.office.charter_uploads.filter(key=key).first()
    if known:
        return redirect("charter_review", known.pk)
    if request.method == "GET":
        form = UploadForm(office=request.office)
    else:
        form = UploadForm(request.POST, request.FILES, office=request.office)
        if form.is_valid():
            return redirect("charter_review", save_upload(request, form).pk)
    context = {
        "form": form,
        "heading": say("নতুন চার্টার", "A new charter"),
        "about": say(*AS_PUBLISHED),
        "button": say("পড়ে দেখুন", "Read it"),
        "back": reverse("charter_desk"),
        "back_words": say("চার্টার", "Charter"),
        "current": "charter",
    }
    return render_form(request, "charter/desk/upload.html", context)


AS_PUBLISHED = (
    "প্রকাশিত চার্টারটি যেমন আছে তেমনই দিন। পড়ার পর প্রতিটি সেবা ও ঘর মিলিয়ে দেখবেন; আপনি প্রকাশ না করা"
    " পর্যন্ত নাগরিকের কাছে কিছুই বদলায় না।",
    "Give the charter just as it is published. After it is read you look at every service and cell; until you"
    " publish, nothing changes for the citizens.",
)


@transaction.atomic
def save_upload(request: DeskRequest, form: UploadForm) -> Upload:
    """The review, and its document kept as it came, out of everybody's reach but the office's own."""
    now, document = timezone.now(), not_none(form.taken)
    found, is_new = open_review(
        office=request.office,
        document=document,
        key=form.cleaned_data["token"],
        officer=officer_of(request),
        now=now,
    )
    if is_new:
        keep_paper(
            office=request.office,
            subject=(SUBJECT, found.pk),
            title=PurePath(document.name).stem[:200] or PASTED,
            content=Clean(form.content, media_type_of(document.name), PurePath(document.name).suffix[:12]),
            now=now,
            brought_by="office",
        )
    return found


def media_type_of(name: str) -> str:
    # A page among the papers is handed out as a file to save, and never as one that a browser would show.
    return (mimetypes.guess_type(name)[0] or "application/octet-stream")[:60]


@for_those_who_look
@require_safe
def file(request: OfficeRequest, upload_id: int) -> HttpResponse:
    """The document as it came."""
    kept = papers_of((SUBJECT, upload_of(request, upload_id).pk))
    if not kept:
        raise Http404
    return paper_response(request, kept[0])


@for_those_who_publish
@require_POST
def drop_upload(request: DeskRequest, upload_id: int) -> HttpResponse:
    found = upload_of(request, upload_id)
    try:
        drop_review(found, officer=officer_of(request), now=timezone.now())
    except Overtaken:
        messages.info(request, say("এই পর্যালোচনা আগেই শেষ হয়েছে।", "This review had ended already."))
    else:
        messages.success(
            request,
            say(
                "পর্যালোচনাটি বাদ দেওয়া হয়েছে। কিছুই প্রকাশিত হয়নি।",
                "The review is dropped. Nothing was published.",
            ),
        )
    return redirect("charter_desk")
