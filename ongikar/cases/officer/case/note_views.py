"""One press makes a note of an answered case, and one takes the words of a note into an answer."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ongikar.cases.case_queries import case_for_desk
from ongikar.cases.models import Case
from ongikar.cases.question_notes import (
    ANSWERED,
    filled_text,
    may_become_note,
    note_from_case,
    note_of,
    notes_for,
    texts_for,
    tongue_of_answer,
)
from ongikar.cases.rights import for_handlers
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.keys import key_of
from ongikar.core.i18n.say import say
from ongikar.knowledge.actions import count_use
from ongikar.knowledge.models import Note, NoteUse
from ongikar.people.post_holders import StaffRequest

from .act_views import add_files_field, show_act_refused
from .acts import ACT_PAGES, open_act_names
from .draft_views import find_answer_draft, save_typed
from .uploads import sound_files

KEEP = "keep"


@for_handlers
@require_POST
def make_note(request: StaffRequest, number: str) -> HttpResponse:
    case = case_for_desk(request.office, number)
    if case is None or not may_become_note(case):
        raise Http404
    note = note_of(case) or note_from_case(case, actor=request.holder.actor, now=timezone.now())
    messages.success(
        request,
        say(
            "প্রশ্ন ও উত্তর থেকে খসড়া হয়েছে। কাউকে দেওয়ার আগে নাম, নম্বর ও ঠিকানা সরান।",
            "A draft was made of both. Remove names, numbers and addresses before it is shared.",
        ),
    )
    return redirect("note", pk=note.pk)


@for_handlers
@require_POST
def take_note(request: StaffRequest, number: str) -> HttpResponse:
    """The words of a note, or of a ready text, stand below what was typed, in a draft of the answer; nothing
    typed is lost.
    """
    now, case = timezone.now(), case_for_desk(request.office, number)
    if case is None:
        raise Http404
    note, words = words_to_take(request, case)
    if KEEP not in open_act_names(case, request.holder, now):
        return show_act_refused(request, case)
    typed = request.POST.copy()
    typed[ANSWERED] = "\n\n".join(filter(None, (typed.get(ANSWERED, "").strip(), words)))
    form = ACT_PAGES[KEEP].form(typed, request.FILES, case=case, now=now)
    add_files_field(form, KEEP)
    form.is_valid()
    sound = sound_files(form, case, request, now, find_answer_draft(case, request, KEEP))
    request.POST = typed  # type: ignore[assignment]  # what is saved is what then stands in the form
    if save_typed(form, case, request, KEEP, sound, now) is None:
        messages.error(request, say("লেখাটি খুব লম্বা হয়ে যায়।", "The text becomes too long."))
    elif note is not None:
        count_taken(request, case, note, now)
    return redirect("case_act", number=number, act=KEEP)


def words_to_take(request: StaffRequest, case: Case) -> tuple[Note | None, str]:
    """Which note was pressed, and its words; None of a ready text. 404 for what does not stand on the
    page.
    """
    for note in notes_for(case):
        if str(note.pk) == request.POST.get("note"):
            return note, note.in_words("answer", tongue_of_answer(case))
    for text in texts_for(case):
        if str(text.pk) == request.POST.get("text"):
            return None, filled_text(text, case)
    raise Http404


def count_taken(request: StaffRequest, case: Case, note: Note, now: datetime) -> None:
    try:
        count_use(
            note,
            NoteUse.TAKEN,
            submission=key_of(request.POST) or str(case.pk),
            actor=request.holder.actor,
            now=now,
            service_code=case.row.code,
        )
    except ActFault as fault:
        messages.error(request, fault.words)
