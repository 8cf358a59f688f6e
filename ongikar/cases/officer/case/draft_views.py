"""The draft of an answer on its page: saved with its files, shown again as it was left, one file taken out,
let go when it is sent.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.models.answer_draft import (
    SUBJECT,
    AnswerDraft,
    remove_draft_file,
    save_draft,
)
from ongikar.cases.rights import may_handle
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.papers.access import register_reader
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.people.post_holders import holder_of
from ongikar.records.drafts import is_too_long, typed_values

from .uploads import FILES

# The buttons that save instead of sending; TAKE_OUT bears the key of a file.
SAVE, TAKE_OUT = "save", "take_out"
TOO_LONG = (
    "লেখাটি খসড়া হিসেবে রাখার জন্য খুব লম্বা। ছোট করে লিখুন।",
    "This is too long to be saved as a draft. Shorten it.",
)


def find_answer_draft(case: Case, request: HttpRequest, act: str) -> AnswerDraft | None:
    """What this person left of this form; another's is not shown, whoever has the case now."""
    return AnswerDraft.objects.filter(case_id=case.pk, user_id=not_none(request.user.pk), act=act).first()


def find_answer_drafts(case: Case, request: HttpRequest) -> list[AnswerDraft]:
    """All that this person left for a case, for its page; of a closed case nothing is asked."""
    if not (case.is_open and cast(Any, case).has_answer_draft):  # from the page’s query
        return []
    return list(
        AnswerDraft.objects.filter(case_id=case.pk, user_id=not_none(request.user.pk)).order_by("-saved_at")
    )


def is_to_be_saved(request: HttpRequest) -> bool:
    return request.method == "POST" and (SAVE in request.POST or TAKE_OUT in request.POST)


def save_typed(
    form: Form, case: Case, request: HttpRequest, act: str, sound: Iterable[tuple[str, Clean]], now: datetime
) -> AnswerDraft | None:
    """Save what stands in the form with its sound files; None where it is too long, and the form says so."""
    typed = typed_values(form, request.POST, leave_out=FILES)
    if is_too_long(typed):
        form.add_error(None, say(*TOO_LONG))
        return None
    return save_draft(case, user_id=not_none(request.user.pk), act=act, typed=typed, papers=sound, now=now)


def save_with_files(
    form: Form, case: Case, request: HttpRequest, act: str, sound: Iterable[tuple[str, Clean]], now: datetime
) -> HttpResponse | None:
    """Save, and take out the file that was named; None where a file was refused or the text is too long."""
    # Unfinished is no fault of a draft: only what became of the files is said.
    form.keep_faults_of(FILES)
    draft = save_typed(form, case, request, act, sound, now)
    if draft is None or form.errors:
        return None
    address = reverse("case_act", args=[case.number, act])
    if TAKE_OUT not in request.POST:
        messages.success(
            request,
            say("খসড়া রাখা হয়েছে। আবেদনকারী এটি দেখেন না।", "Draft saved. The applicant does not see it."),
        )
        return redirect(address)
    if title := remove_draft_file(draft, request.POST[TAKE_OUT]):
        messages.success(request, say("“{title}” বাদ দেওয়া হয়েছে।", "“{title}” removed.", title=title))
    else:
        messages.error(request, say("ফাইলটি আর নেই।", "This file is no longer there."))
    return redirect(f"{address}#files")


@register_reader(SUBJECT)
def may_read_paper(request: HttpRequest, paper: Paper) -> bool:
    """A file of a draft is opened by whoever writes it, as long as they handle the cases of the office."""
    if not request.user.is_authenticated:
        return False
    holder = holder_of(request.user, timezone.localdate())
    mine = AnswerDraft.objects.filter(pk=paper.subject_id, user_id=not_none(request.user.pk))
    return may_handle(holder, paper.office_id) and mine.exists()
