"""Reviewing an upload: all parts at a glance, one part after another, what has not changed decided as before;
and the record of every decision, press by press.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.charter.models import ReviewDecision, Upload
from ongikar.charter.review.actions import Overtaken, keep_as_before, record_decisions
from ongikar.charter.review.ingest import SEEN
from ongikar.charter.review.previous_decisions import (
    PreviousDecisions,
    kept_as_before,
    previous_decisions_of,
)
from ongikar.charter.review.publishing import gaps_of
from ongikar.charter.review.row_acts import added_before
from ongikar.charter.rights import (
    for_those_who_look,
    for_those_who_publish,
    may_publish,
    officer_of,
    upload_of,
    whole_number,
)
from ongikar.charter.service_presets import presets
from ongikar.charter.terms import CATEGORY_WORDS
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.charter.review import ACCEPT, CORRECT, SERVICE, Review, ReviewPart
from ongikar.rules.charter.review.rows import ADDED, LEFT_OUT, NAMED_BY
from ongikar.rules.promise.reading import read_promise

from .cell_forms import CHOICE_WORDS
from .cell_rows import cell_rows_of, cell_title
from .part_form import PartForm
from .suggestions import passage, posts_of_office, starts_of, version_before
from .upload_views import progress_of

TITLES = {
    "charter": ("পুরো চার্টার", "The charter as a whole"),
    "tier": ("অভিযোগের ধাপ {n}", "Grievance step {n}"),
}


def part_title(part: ReviewPart) -> str:
    """The service by its name; what has none by what it is."""
    if part.sort in TITLES:
        return say(*TITLES[part.sort], n=int(part.code.partition("-")[2] or 0))
    return part.raw(NAMED_BY[part.sort]) or part.code


def part_place(part: ReviewPart) -> str:
    """Where a service stands in the document: নাগরিক সেবা ৭; "" of what has no place of that sort."""
    if part.sort != SERVICE:
        return ""
    _, _, bn, en = CATEGORY_WORDS[part.code.rpartition("-")[0]]
    return say(bn, en, n=part.service["number"])


@for_those_who_look
@require_safe
def overview(request: StaffRequest, upload_id: int) -> HttpResponse:
    upload = upload_of(request, upload_id)
    standing = upload.review_state
    may_decide = upload.is_open and may_publish(request.holder, request.office.pk)
    before = version_before(upload) if may_decide else None
    earlier = previous_decisions_of(upload, before)
    undone = Counter(gap.part for gap in gaps_of(upload))
    lines = [overview_line(upload, part, undone[part.code], earlier) for part in standing.parts]
    folded = [line for line in lines if line["is_as_before"]]
    context = {
        "upload": upload,
        "progress": progress_of(upload),
        "current": "charter",
        "before": before,
        "may_decide": may_decide,
        "unchanged": len({each.part for each in kept_as_before(upload, earlier)}),
        "added_before": added_before(upload, before),
        "parts": [line for line in lines if not line["is_as_before"]],
        "folded": folded,
        "next": next((part.code for part in standing.parts if undone[part.code]), ""),
        "left_out": [
            {
                "code": part.code,
                "title": part_title(part),
                "reason": standing.newest_decisions[f"{part.code}/{LEFT_OUT}"].reason,
            }
            for part in standing.left_out
        ],
    }
    return render(request, "charter/desk/review.html", context)


class CellChange(NamedTuple):
    """What a cell said in the version before, and what it says now, as both were printed."""

    title: str
    before: str
    now: str


def overview_line(
    upload: Upload, part: ReviewPart, gaps: int, earlier: Mapping[str, PreviousDecisions]
) -> dict[str, Any]:
    """`is_as_before`: printed as it was, with nothing in it that is still to be decided by itself."""
    standing = upload.review_state
    spots = standing.spots_of(part.code)
    old = earlier.get(part.code)
    is_seen = standing.is_looked_at(part.code)
    return {
        "is_as_before": bool(old and old.is_unchanged and not (is_seen and gaps)),
        "changes": [
            CellChange(cell_title(part, cell), said, printed_of(standing, part.code, cell))
            for cell, said in (old.printed.items() if old else ())
        ],
        "code": part.code,
        "title": part_title(part),
        "of": part_place(part),
        "sort": part.sort,
        "is_seen": is_seen,
        "errors": sum(spot.is_error and spot.is_open for spot in spots),
        "others": sum(not spot.is_error and spot.is_open for spot in spots),
        "reserved": sum(spot.state == "reserved" for spot in spots),
        "gaps": gaps,
    }


def printed_of(standing: Review, code: str, cell: str) -> str:
    """Whatever was decided on it since."""
    return next((part.raw(cell) for part in standing.printed if part.code == code), "")


@for_those_who_publish
@require_http_methods(["GET", "POST"])
def part(request: StaffRequest, upload_id: int, code: str) -> HttpResponse:
    """One part: the document beside its reading; what was typed is never lost, and nobody is written over
    unseen.
    """
    upload = upload_of(request, upload_id)
    part = upload.review_state.part(code)
    if part is None:
        raise Http404
    if not upload.is_open:
        return redirect("charter_review", upload.pk)
    asked: dict[str, Any] = {
        "upload": upload,
        "part": part,
        "posts": posts_of_office(request.office),
        "today": timezone.localdate(),
    }
    if request.method == "GET":
        return render_part(request, PartForm(**asked))
    form = PartForm(request.POST, **asked)
    if not form.is_valid():
        return render_part(request, form)
    seen = whole_number(request.POST.get("seen", ""))
    try:
        record_decisions(
            upload, form.decisions, part=code, seen=seen, officer=officer_of(request), now=timezone.now()
        )
    except Overtaken:
        return render_part(request, form, is_overtaken=True)
    messages.success(
        request,
        mark_languages(say("সংরক্ষণ করা হয়েছে: {title}", "Saved: {title}", title=part_title(part)[:80])),
    )
    return redirect(*next_page(Upload.objects.get(pk=upload.pk), code))


def next_page(upload: Upload, code: str) -> tuple:
    """Where to go after saving: the next part that is not done, else the overview."""
    codes = [each.code for each in upload.review_state.parts]
    undone = {gap.part for gap in gaps_of(upload)}
    onward = codes[codes.index(code) + 1 :]
    after = next((each for each in onward if each in undone), None)
    return ("charter_part", upload.pk, after) if after else ("charter_review", upload.pk)


def render_part(request: HttpRequest, form: PartForm, *, is_overtaken: bool = False) -> HttpResponse:
    upload, part = form.upload, form.part
    codes = [each.code for each in upload.review_state.parts]
    place, taken = codes.index(part.code), upload.decisions_on(part.code)
    context = {
        "form": form,
        "upload": upload,
        "part": part,
        "title": part_title(part),
        "stands": part_place(part),
        "rows": cell_rows_of(form, taken),
        "current": "charter",
        "asked": [form[name] for name in form.fields if "-" not in name],
        "passage": passage(upload, part.code),
        "seen": upload.seen_of(part.code),
        "is_overtaken": is_overtaken,
        "place": place + 1,
        "of": len(codes),
        "previous": codes[place - 1] if place else "",
        "next": codes[place + 1] if place + 1 < len(codes) else "",
        "latest": taken[-1] if taken else None,
    }
    return render_form(request, "charter/desk/part.html", context, status=409 if is_overtaken else 0)


@for_those_who_publish
@require_POST
def as_before(request: StaffRequest, upload_id: int) -> HttpResponse:
    """All that is printed as in the version before is decided as it was then, in one press."""
    upload = upload_of(request, upload_id)
    try:
        parts = keep_as_before(
            upload, version_before(upload), officer=officer_of(request), now=timezone.now()
        )
    except Overtaken:
        messages.info(request, say("এই পর্যালোচনা আগেই শেষ হয়েছে।", "This review had ended already."))
    else:
        messages.success(
            request,
            say(
                "{n}টি অংশ আগের সংস্করণের মতোই রইল।",
                "{n} [part stays|parts stay] as in the version before.",
                n=parts,
            ),
        )
    return redirect("charter_review", upload.pk)


@for_those_who_look
@require_safe
def document(request: StaffRequest, upload_id: int) -> HttpResponse:
    """The whole document as it was read, each part marked where it begins."""
    upload = upload_of(request, upload_id)
    marks: dict[int, list[ReviewPart]] = {}
    starts = starts_of(upload)
    for each in upload.review_state.parts:
        if each.code in starts:
            marks.setdefault(starts[each.code], []).append(each)
    lines = [
        (line, [(each.code, part_title(each)) for each in marks.get(n, ())])
        for n, line in enumerate(upload.shown)
    ]
    may_decide = upload.is_open and may_publish(request.holder, request.office.pk)
    context = {"upload": upload, "lines": lines, "may_decide": may_decide, "current": "charter"}
    return render(request, "charter/desk/document.html", context)


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
