"""The charter's desk: versions in force and to come, uploads under review, taking a document in, and its
file.
"""

import mimetypes
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from django import forms
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
from ongikar.charter.review.ingest import DocumentFault, IngestedDocument, content_digest, ingest_document
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
from ongikar.core.forms.fields import CheckboxField, IdempotencyKeyField, TextField, UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.keys import key_of
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.papers.actions import keep_paper, papers_of
from ongikar.papers.check import MOST_BYTES, Clean, PaperFault
from ongikar.papers.responses import paper_response
from ongikar.papers.scanner import scan
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.charter.parse import read_text
from ongikar.rules.charter.reading_types import CharterReading

ACCEPTED = ".docx,.pdf,.html,.htm,.xlsx,.ods,.odt,.md,.txt"
PASTED = "charter.txt"
LONGEST_TEXT = 300_000
AGAIN = "again"


class UploadForm(Form):
    """`taken`: the document as read, once the form is valid; `content`: its bytes."""

    file = UploadField(
        label=say_lazy("চার্টারের ফাইল", "File of the charter"),
        help_text=say_lazy(
            "DOCX, PDF, HTML, XLSX, ODS, মার্কডাউন বা লেখা (TXT), সর্বোচ্চ ৫ MB। ছবি বা স্ক্যান পড়া যায় না।",
            "DOCX, PDF, HTML, XLSX, ODS, Markdown or text (TXT), at most 5 MB. A picture or a scan cannot be"
            " read.",
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        required=False,
        optional_mark=False,
    )
    text = TextField(
        label=say_lazy("কিংবা চার্টারের লেখা", "Or the text of the charter"),
        help_text=say_lazy(
            "ফাইল না থাকলে ওয়েবসাইট থেকে পুরো চার্টার কপি করে এখানে বসান।",
            "Without a file, copy the whole charter from the website and paste it here.",
        ),
        lines=6,
        max_length=LONGEST_TEXT,
        required=False,
        optional_mark=False,
        width="",
    )
    token = IdempotencyKeyField()
    content = b""
    taken: IngestedDocument | None = None

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        self.reviews: list[Upload] = []
        self.version: CharterVersion | None = None
        # Asked only of a document that was brought before.
        self.again = bool(self.data.get(AGAIN))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text")
        if "file" in self.errors or "text" in self.errors:
            return cleaned
        if not file and not text:
            self.add_error(
                "file",
                say(
                    "চার্টারের ফাইল বেছে নিন, বা লেখাটি নিচে বসান",
                    "Choose the file of the charter, or paste its text below",
                ),
            )
            return cleaned
        field = "file" if file else "text"
        if file and file.size > MOST_BYTES:
            self.add_error(
                "file",
                say(
                    "ফাইলটি ৫ MB-এর চেয়ে বড়। ছবি বাদ দিয়ে শুধু চার্টারটি সংরক্ষণ করে আবার দিন।",
                    "The file is larger than 5 MB. Save the charter alone, without its pictures, and try"
                    " again.",
                ),
            )
            return cleaned
        self.content = file.read() if file else not_none(text).encode()
        if self.was_brought_before() and not self.again:
            self.add_error(
                AGAIN,
                say(
                    "একই দলিল আগেই আনা হয়েছে। আবার পড়তে চাইলে টিক দিন",
                    "The same document was brought before. Tick to have it read again",
                ),
            )
            return cleaned
        try:
            scan(self.content)
            self.taken = ingest_document(self.content, file.name if file else PASTED)
        except (PaperFault, DocumentFault) as fault:
            self.add_error(field, say(fault.bn, fault.en))
            return cleaned
        if not self.again and self.reads_as_before():
            self.add_error(
                AGAIN,
                say(
                    "একই চার্টার আগেই আনা হয়েছে, অন্য ফাইলে। আবার পড়তে চাইলে টিক দিন",
                    "The same charter was brought before, in another file. Tick to have it read again",
                ),
            )
        return cleaned

    def was_brought_before(self) -> bool:
        """Look for the same document, and ask where there is one."""
        self.reviews = reviews_of(self.office, self.content)
        self.version = version_of(self.office, self.content)
        return self.ask_whether_again()

    def reads_as_before(self) -> bool:
        """The same words in another file: saved anew, or pasted."""
        self.reviews = reviews_that_read_alike(self.office, not_none(self.taken).reading)
        self.version = version_that_reads_alike(self.office, not_none(self.taken).reading)
        return self.ask_whether_again()

    def ask_whether_again(self) -> bool:
        if not self.reviews and not self.version:
            return False
        with_file = say("টিক দিয়ে ফাইলটি আবার বেছে নিন।", "Tick, and choose the file again.")
        self.fields[AGAIN] = CheckboxField(
            label=say("একই দলিল, তবু আবার পড়ে দেখব", "It is the same document, and I want it read again"),
            help_text=with_file if self.cleaned_data.get("file") else "",
        )
        return True


def reviews_of(office: Office, content: bytes) -> list[Upload]:
    """The reviews of the same document, byte by byte, that are under way or were published;
    the newest first.
    """
    same = office.charter_uploads.filter(sha256=content_digest(content)).exclude(state=Upload.DROPPED)
    return list(same.select_related("version").defer("shown", "reading"))


def version_of(office: Office, content: bytes) -> CharterVersion | None:
    """The newest version that the office's files made of the same document; one made of a review has its
    review.
    """
    from_files = office.charters.filter(upload=None).order_by("-number")
    return next((each for each in from_files if each.document and each.document.encode() == content), None)


# As far back as anybody would bring the same charter again.
MOST_COMPARED = 30


def reviews_that_read_alike(office: Office, reading: CharterReading) -> list[Upload]:
    """The reviews, under way or published, of a document in which the same was read; the newest first."""
    known = office.charter_uploads.exclude(state=Upload.DROPPED).select_related("version").defer("shown")
    return [each for each in known[:MOST_COMPARED] if has_same_content(each.reading, reading)]


def version_that_reads_alike(office: Office, reading: CharterReading) -> CharterVersion | None:
    from_files = office.charters.filter(upload=None).exclude(document="").order_by("-number")
    return next(
        (each for each in from_files if has_same_content(read_document_once(each.document), reading)), None
    )


@lru_cache(maxsize=4)
def read_document_once(document: str) -> CharterReading:
    return read_text(document)


def has_same_content(one: CharterReading, other: CharterReading) -> bool:
    """Rows, steps and all else but the findings, which tell of a file's own layout."""
    return {key: value for key, value in one.items() if key != "findings"} == {
        key: value for key, value in other.items() if key != "findings"
    }


SUBJECT = "charter_upload"
MOST_CLOSED = 20


@for_charter_readers
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
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
        "may_publish": may_publish(request.holder, request.office.pk),
        "slot": DESK.answers(request, now=timezone.now()),
        "current": "charter",
        "may_look": request.holder.has(request.office.pk, LOOKING),
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
def upload(request: StaffRequest) -> HttpResponse:
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
def save_upload(request: StaffRequest, form: UploadForm) -> Upload:
    """The review, and its document kept as it came, out of everybody's reach but the office's own."""
    now, document = timezone.now(), not_none(form.taken)
    review, is_new = open_review(
        office=request.office,
        document=document,
        key=form.cleaned_data["token"],
        officer=officer_of(request),
        now=now,
    )
    if is_new:
        keep_paper(
            office=request.office,
            subject=(SUBJECT, review.pk),
            title=PurePath(document.name).stem[:200] or PASTED,
            content=Clean(form.content, media_type_of(document.name), PurePath(document.name).suffix[:12]),
            now=now,
            brought_by="office",
        )
    return review


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
def drop_upload(request: StaffRequest, upload_id: int) -> HttpResponse:
    upload = upload_of(request, upload_id)
    try:
        drop_review(upload, officer=officer_of(request), now=timezone.now())
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
