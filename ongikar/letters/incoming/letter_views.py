"""The page of a letter that came in, with what happened, and the small pages of what is done with it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.offices.models import Post
from ongikar.papers.access import register_reader
from ongikar.papers.actions import papers_of
from ongikar.papers.check import Clean, PaperFault
from ongikar.papers.models import Paper
from ongikar.papers.scans import count_pages, join_pages
from ongikar.people.models import User
from ongikar.people.post_holders import StaffRequest, holder_of
from ongikar.people.subjects import load_subjects
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks.models import Task
from ongikar.tasks.transitions import TaskFault
from ongikar.tasks.words import task_number

from ..models import File, Letter
from ..rights import for_keepers, may_read, officer_post, restricted_letters
from ..slots import INCOMING
from ..transitions import IN
from ..words import ACTS, CHANNELS, FIELDS, STATES
from .actions import CORRECTABLE
from .fields import FILES
from .forms import ACT_PAGES, CorrectForm, LetterActForm, open_acts, typed_pages


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: when, what, who, in which words, and what stood before a correction."""

    at: datetime
    what: str
    who: str
    words: str
    old: list[tuple[str, str]]


def history(letter: Letter) -> list[HistoryLine]:
    acts = list(letter.acts.all())
    people = User.objects.in_bulk([act.by_id for act in acts if act.by_type == "user" and act.by_id])
    posts = Post.objects.in_bulk([act.data["post"] for act in acts if act.data.get("post")])
    files = File.objects.in_bulk([act.data["file"] for act in acts if act.data.get("file")])
    lines = []
    for act in acts:
        what = say(*ACTS.get(act.name, (act.name, act.name)))
        if post := posts.get(act.data.get("post")):
            what = f"{what}: {post.title}"
        if file := files.get(act.data.get("file")):
            what = f"{what}: {file.number}"
        if memo := act.data.get("memo"):
            what = f"{what}: {memo}"
        person = people.get(act.by_id or 0)
        old = [
            (say(*FIELDS[name]), value_words(name, value)) for name, value in act.data.get("old", {}).items()
        ]
        lines.append(
            HistoryLine(
                act.at, what, person.name if person else say("ব্যবস্থা নিজে", "The program"), act.words, old
            )
        )
    return lines


def value_words(name: str, value: str) -> str:
    """What stood in a field before, as a reader reads it."""
    if not value:
        return say("ফাঁকা", "empty")
    if name in ("their_date", "received_on"):
        return say("{day}", "{day}", day=date.fromisoformat(value))
    return say(*CHANNELS[value]) if name == "channel" else value


def page_of_incoming(request: StaffRequest, letter: Letter) -> HttpResponse:
    """A letter that came in: what it says, where it stands, its pages and all that happened."""
    by = officer_post(request.holder, request.office.pk)
    look = STATES[letter.state][0]
    if letter.is_open and letter.due_on and letter.due_on < timezone.localdate():
        look = "late"
    acts = open_acts(letter, by) if request.holder.post_ids else []
    context = {
        "letter": letter,
        "look": look,
        "state": letter.get_state_display(),
        "channel": letter.get_channel_display(),
        "is_late_entry": letter.received_on != timezone.localtime(letter.entered_at).date(),
        "papers": papers_of(letter.reference),
        "subject": load_subjects([letter.subject], request.holder)[letter.subject]
        if letter.subject
        else None,
        "tasks": [
            (task, task_number(task.number), task.get_state_display())
            for task in Task.objects.of_subject(letter.reference).with_related()
        ],
        "answered_by": letter.answered_by.order_by("id"),
        "history": history(letter),
        "draft_words": say("খসড়া", "draft"),
        "acts": [(name, say(*ACT_PAGES[name].words)) for name in acts],
        "may_act": bool(acts),
        "slot": INCOMING.answers(request, letter=letter, now=timezone.now())
        if request.holder.post_ids
        else (),
        "current": "letters",
    }
    return render(request, "letters/incoming/letter.html", context)


def find_incoming(request: StaffRequest, letter_id: int) -> Letter:
    """One whose subject the person may not know is as unknown as one that is not there."""
    related = ("office", "file", "sender", "marked", "answers")
    rows = Letter.objects.filter(pk=letter_id, office=request.office, direction=IN)
    letter = rows.select_related(*related).first()
    if letter is None or restricted_letters(request.holder, [letter]):
        raise Http404
    return letter


@for_keepers
@require_http_methods(["GET", "POST"])
def letter_act(request: StaffRequest, letter_id: int, act: str) -> HttpResponse:
    now = timezone.now()
    letter = find_incoming(request, letter_id)
    if act not in ACT_PAGES:
        raise Http404
    by = officer_post(request.holder, request.office.pk)
    if act not in open_acts(letter, by):
        return refuse_act(request, letter)
    page = ACT_PAGES[act]
    options: dict[str, Any] = {"letter": letter, "by": by, "now": now}
    if request.method == "GET":
        form = page.form(initial=first_values(letter, page.form), **options)
    else:
        form = page.form(request.POST, request.FILES, **options)
        if (answer := do_act(request, letter, act, form, now)) is not None:
            return answer
    context = {
        "form": form,
        "caption": f"{letter.sender_name}: {letter.subject_line}",
        "heading": say(*page.words),
        "back": reverse("letter", args=[letter.pk]),
        "back_words": say("ডায়েরি {n}", "Diary {n}", n=letter.book_serial),
        "button": say(*page.words),
        "current": "letters",
    }
    return render_form(request, "core/staff_form.html", context)


def first_values(letter: Letter, form: type[LetterActForm]) -> dict[str, Any]:
    begun: dict[str, Any] = {}
    if letter.due_on:
        begun["due"] = letter.due_on
    if letter.file:
        begun["file"] = letter.file.number
    if issubclass(form, CorrectForm):
        begun |= {name: getattr(letter, name) for name in CORRECTABLE}
    return begun


def do_act(
    request: StaffRequest, letter: Letter, act: str, form: LetterActForm, now: datetime
) -> HttpResponse | None:
    """Do the act of a valid form; None where the form says why it cannot be done."""
    page, is_valid = ACT_PAGES[act], form.is_valid()
    given: dict[str, Any] = {}
    if FILES in form.fields:
        pages = typed_pages(form)
        try:
            given["scan"] = join_files(pages) if pages and not form.errors else None
        except PaperFault as fault:
            form.add_error(FILES, say(fault.bn, fault.en))
    if not is_valid or form.errors:
        return None
    if page.takes_submission:
        given["submission"] = form.cleaned_data["token"]
    facts = {name: value for name, value in form.facts.items() if name != FILES}
    try:
        page.action(letter, **facts, **given, actor=request.holder.actor, now=now)
    except TransitionFault:
        return refuse_act(request, letter)
    except TaskFault as fault:
        add_fault(form, fault)
        return None
    messages.success(request, say("রাখা হয়েছে।", "Saved."))
    return redirect("letter", letter.pk)


def join_files(files: list[Clean]) -> Clean:
    """All pages of these files as one PDF."""
    contents = [each.content for each in files]
    pages = [
        (place, page, 0) for place, content in enumerate(contents) for page in range(count_pages(content))
    ]
    return join_pages(contents, pages)


def refuse_act(request: StaffRequest, letter: Letter) -> HttpResponse:
    """Somebody was quicker, or the page was old, or it is not for this person: nothing is written."""
    messages.error(
        request,
        say(
            "এই চিঠিতে এখন এটি করা যায় না; এর মধ্যে অবস্থা বদলে গেছে, বা এটি কর্মকর্তার কাজ।",
            "This cannot be done now: the letter has moved on, or it is for the officer to do.",
        ),
    )
    return redirect("letter", letter.pk)


@register_reader(Letter.SUBJECT)
def may_read_paper(request: HttpRequest, paper: Paper) -> bool:
    """The pages of a letter are read by whoever may read the letter."""
    if not request.user.is_authenticated:
        return False
    holder = holder_of(request.user, timezone.localdate())
    letter = Letter.objects.filter(pk=paper.subject_id, office=paper.office_id).first()
    return bool(letter and may_read(holder, paper.office_id) and not restricted_letters(holder, [letter]))
