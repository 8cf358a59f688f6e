"""The record of a review: every decision in the order in which it was taken, by whom, and which of them holds."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ongikar.charter.models import Taken, Upload
from ongikar.charter.review.looking import SEEN
from ongikar.frame.say import say
from ongikar.rules.charter_review import CORRECT, Part
from ongikar.rules.charter_review.rows import ADDED, LEFT_OUT

from .at_desk import for_those_who_look, upload_of
from .cell_fields import CHOICES
from .reading_words import cell_title
from .review_views import title_of

# What is decided of a part as a whole, by the second half of its `where`.
ASKED = {
    "kind": ("ধরন", "Kind"), "category": ("কার জন্য", "For whom"), "ceiling": ("কার্যালয়ের নিজের সময়সীমা", "The office’s own time limit"),
    "responsible_post": ("কোন পদ দেয়", "The post that gives it"), "superior_post": ("ঊর্ধ্বতন পদ", "The post above it"),
    "post": ("কোন পদ শোনে", "The post that hears it"), "name_en": ("নাম, ইংরেজিতে", "Name in English"),
    "short_bn": ("ছোট নাম", "Short name in Bangla"), "short_en": ("ছোট নাম, ইংরেজিতে", "Short name in English"),
    "officer_en": ("কার সঙ্গে, ইংরেজিতে", "Whom to go to, in English"), "title_en": ("শিরোনাম, ইংরেজিতে", "Title in English"),
    "vision_en": ("ভিশন, ইংরেজিতে", "Vision in English"), "mission_en": ("মিশন, ইংরেজিতে", "Mission in English"),
}  # fmt: skip
# What is told by itself, without words of a cell.
ACTS = {
    SEEN: (("অংশটি দেখা হয়েছে", "looked at"), ("অংশটি দেখা হয়েছে", "looked at")),
    LEFT_OUT: (("সারিটি বাদ দেওয়া হয়েছে", "row left out"), ("সারিটি ফিরিয়ে আনা হয়েছে", "row brought back")),
    ADDED: (("সারিটি যোগ করা হয়েছে", "row added"), ("সারিটি যোগ করা হয়েছে", "row added")),
}


class Line(NamedTuple):
    """`what`: the cell or the act; `choice` and `text`: what was decided; `holds`: whether no later decision took its place."""

    taken: Taken
    title: str
    what: str
    choice: str
    text: str
    holds: bool


@for_those_who_look
@require_safe
def record(request: HttpRequest, upload_id: int) -> HttpResponse:
    upload = upload_of(request, upload_id)
    context = {"upload": upload, "lines": list(lines_of(upload)), "current": "charter"}
    return render(request, "website/charter_desk/record.html", context)


def lines_of(upload: Upload) -> Iterator[Line]:
    """The newest first."""
    parts = {part.code: part for part in (*upload.standing.printed, *upload.standing.parts)}
    newest = {each.where: each.pk for each in upload.taken}
    for each in reversed(upload.taken):
        decision = each.decision
        part = parts[decision.part]
        what, choice, text = told(part, decision.cell, each)
        yield Line(each, title_of(part), what, choice, text, newest[each.where] == each.pk)


def told(part: Part, cell: str, taken: Taken) -> tuple[str, str, str]:
    if cell in ACTS:
        return say(*ACTS[cell][0 if taken.text else 1]), "", ""
    if cell in part.cells:
        text = taken.text if taken.choice == CORRECT else ""
        return cell_title(part, cell), str(CHOICES[taken.choice]), text
    return say(*ASKED[cell]), "", taken.text or "—"
