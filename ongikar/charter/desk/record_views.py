"""The record of a review: every decision, press by press, by whom, and which of them holds."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ongikar.charter.models import ReviewDecision, Upload
from ongikar.charter.review.ingest import SEEN
from ongikar.charter.rights import for_those_who_look, upload_of
from ongikar.charter.service_presets import presets
from ongikar.charter.terms import CATEGORY_WORDS
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.charter.review import ACCEPT, CORRECT, ReviewPart
from ongikar.rules.charter.review.rows import ADDED, LEFT_OUT
from ongikar.rules.promise.reading import read_promise

from .cell_forms import CHOICE_WORDS
from .cell_rows import cell_title
from .review_views import part_title

# What is decided of a part as a whole, by the second half of its `where`.
ASKED = {
    "ours": ("কেন দলিলটি এই কার্যালয়ের", "Why the document is this office’s own"),
    "kind": ("ধরন", "Kind"),
    "category": ("কার জন্য", "For whom"),
    "ceiling": ("কার্যালয়ের নিজের সময়সীমা", "The office’s own time limit"),
    "responsible_post": ("কোন পদ দেয়", "The post that gives it"),
    "superior_post": ("ঊর্ধ্বতন পদ", "The post above it"),
    "post": ("কোন পদ শোনে", "The post that hears it"),
    "name_en": ("নাম, ইংরেজিতে", "Name in English"),
    "short_bn": ("ছোট নাম", "Short name in Bangla"),
    "short_en": ("ছোট নাম, ইংরেজিতে", "Short name in English"),
    "officer_en": ("কার সঙ্গে, ইংরেজিতে", "Whom to go to, in English"),
    "title_en": ("শিরোনাম, ইংরেজিতে", "Title in English"),
    "vision_en": ("ভিশন, ইংরেজিতে", "Vision in English"),
    "mission_en": ("মিশন, ইংরেজিতে", "Mission in English"),
}
POSTS = frozenset({"responsible_post", "superior_post", "post"})
# Done with a row as a whole: first when the decision says yes, then when it takes that back.
ACTS = {
    LEFT_OUT: (
        ("সারিটি বাদ দেওয়া হয়েছে", "row left out"),
        ("সারিটি ফিরিয়ে আনা হয়েছে", "row brought back"),
    ),
    ADDED: (("সারিটি যোগ করা হয়েছে", "row added"), ("সারিটি যোগ করা হয়েছে", "row added")),
}


class RecordLine(NamedTuple):
    """`what`: the cell or the act; `text`: what was decided; `holds`: whether no later decision took its
    place.
    """

    what: str
    choice: str
    text: str
    reason: str
    until: date | None
    holds: bool


class DecisionGroup(NamedTuple):
    """What one person decided on one part at one moment. `accepted`: the cells that were found right and
    still hold so.
    """

    taken: ReviewDecision
    title: str
    lines: list[RecordLine]
    accepted: list[str]


@for_those_who_look
@require_safe
def record(request: OfficeRequest, upload_id: int) -> HttpResponse:
    upload = upload_of(request, upload_id)
    posts = {post.slug: post.title for post in request.office.posts.all()}
    context = {
        "upload": upload,
        "presses": list(decision_groups(upload, posts)),
        "count": len(upload.keyed_decisions),
        "current": "charter",
    }
    return render(request, "charter/desk/record.html", context)


def decision_groups(upload: Upload, posts: dict[str, str]) -> Iterator[DecisionGroup]:
    """The newest first."""
    parts = {part.code: part for part in (*upload.review_state.printed, *upload.review_state.parts)}
    newest = {decision.where: key for key, decision in upload.keyed_decisions}
    shown_before: set[str] = set()
    presses = []
    taken = upload.decisions.select_related("post").order_by("id")
    for (code, _, _), together in groupby(taken, lambda each: (each.decision.part, each.at, each.post_id)):
        press = DecisionGroup(first := next(together), part_title(parts[code]), [], [])
        for each in (first, *together):
            cell, holds = each.decision.cell, newest[each.where] == each.pk
            if each.choice == ACCEPT and holds:
                press.accepted.append(cell_title(parts[code], cell))
            elif cell != SEEN and (each.text or each.choice != CORRECT or each.where in shown_before):
                press.lines.append(record_line(parts[code], each, holds, posts))
            shown_before.add(each.where)
        presses.append(press)
    return reversed(presses)


def record_line(part: ReviewPart, taken: ReviewDecision, holds: bool, posts: dict[str, str]) -> RecordLine:
    cell = taken.decision.cell
    if cell in ACTS:
        return RecordLine(say(*ACTS[cell][0 if taken.text else 1]), "", "", taken.reason, None, holds)
    if cell in part.cells:
        text = taken.text if taken.choice == CORRECT else ""
        return RecordLine(
            cell_title(part, cell), str(CHOICE_WORDS[taken.choice]), text, taken.reason, taken.until, holds
        )
    return RecordLine(say(*ASKED[cell]), "", answer_words(cell, taken.text, posts) or "—", "", None, holds)


def answer_words(asked: str, text: str, posts: dict[str, str]) -> str:
    """The answer in words, where it is kept as the name of something."""
    if asked == "kind":
        return str(presets()[text].title) if text in presets() else text
    if asked == "category" and text in CATEGORY_WORDS:
        return say(*CATEGORY_WORDS[text][:2])
    if asked == "ceiling" and text:
        # Kept in Bangla, as the charter prints times.
        return read_promise(text).words(language())
    return posts.get(text, text) if asked in POSTS else text
