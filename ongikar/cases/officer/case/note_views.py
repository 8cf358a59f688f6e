"""One press makes a note of an answered case, and one takes the words of a note into an answer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ongikar.cases.answer_words import WORDS_OF_ACTS, count_taken, pressed_words, words_below, words_for
from ongikar.cases.case_queries import case_for_desk
from ongikar.cases.kinds import KEEP
from ongikar.cases.question_notes import may_become_note, note_from_case, note_of
from ongikar.cases.rights import for_handlers
from ongikar.core.forms.keys import key_of
from ongikar.core.i18n.say import say
from ongikar.people.post_holders import StaffRequest

from .act_views import add_files_field, show_act_refused
from .acts import ACT_PAGES, open_act_names
from .draft_views import find_answer_draft, save_typed
from .uploads import sound_files


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
    typed is lost. `act`: of whose form, where it is not the answer's.
    """
    now, case, act = timezone.now(), case_for_desk(request.office, number), request.GET.get("act", KEEP)
    if case is None or act not in WORDS_OF_ACTS:
        raise Http404
    taken, field = pressed_words(words_for(case, act), request.POST), WORDS_OF_ACTS[act]
    if act not in open_act_names(case, request.holder, now):
        return show_act_refused(request, case)
    typed = request.POST.copy()
    typed[field] = words_below(typed.get(field, ""), taken.words)
    form = ACT_PAGES[act].form(typed, request.FILES, case=case, now=now)
    add_files_field(form, act)
    form.is_valid()
    sound = sound_files(form, case, request, now, find_answer_draft(case, request, act))
    request.POST = typed  # type: ignore[assignment]  # what is saved is what then stands in the form
    if save_typed(form, case, request, act, sound, now) is None:
        messages.error(request, say("লেখাটি খুব লম্বা হয়ে যায়।", "The text becomes too long."))
    elif fault := count_taken(
        taken, case, submission=key_of(request.POST), actor=request.holder.actor, now=now
    ):
        messages.error(request, fault.words)
    return redirect("case_act", number=number, act=act)
