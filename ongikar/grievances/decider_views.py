"""The desk of those who decide: what waits for them, sorted by its day, one grievance with all its facts, and
the acts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.act_words import act_words_for_office
from ongikar.cases.actions.attachments import papers_with_titles
from ongikar.cases.case_promise import display_promise
from ongikar.cases.officer.case.case_summary import summarise_single_case
from ongikar.clock.day_moves import move_lines
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Office
from ongikar.papers.actions import papers_of
from ongikar.people.desk import Desk, DeskRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.promise_bar.drawing import Drawing
from ongikar.rules.transitions import TransitionFault

from . import actions, transitions
from .desk_list import DeskStages
from .forms import DecisionForm, NotAcceptedForm, NoteForm, RedirectionForm
from .models import Grievance, Stage
from .rights import for_deciders, may_decide, may_study
from .words import (
    ABOUT,
    CHANNELS,
    complainant_kind_words,
    grievance_history,
    stage_status,
    stage_summaries,
    stage_title,
)

DUE_SOON = timedelta(days=5)
MAX_DECIDED = 25


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One stage as a row of the desk."""

    stage: Stage
    what: str
    tag: tuple[str, str]
    drawing: Drawing


def desk_row(stage: Stage, now: datetime) -> DeskRow:
    return DeskRow(
        stage, stage_title(stage), stage_status(stage, now), display_promise(stage.clock, now).drawing
    )


@dataclass(frozen=True, slots=True)
class DeskGroup:
    """A part of the desk: its heading with how many stand in it, and those of them on this page."""

    key: str
    heading: str
    rows: list[DeskRow]


def desk_groups_by_day(
    desk: Desk, office: Office, now: datetime, after: str = ""
) -> tuple[list[DeskGroup], str]:
    """Late, due soon, open, settled, and the mark of the next page. What the person is in conflict with is
    left out.

    A later page tells only of what is on it; the settled stand on the first.
    """
    desk_stages = DeskStages(desk, office)
    page = desk_stages.waiting(after)
    ends = {"late": now, "soon": now + DUE_SOON, "open": None}
    groups, begin = [], None
    for key, end in ends.items():
        stages = [stage for stage in page.stages if is_between(stage.clock.due_at, begin, end)]
        count = sum(is_between(due_at, begin, end) for due_at in desk_stages.first_due)
        # Where those counted end in this part, there may be more of it.
        is_more = desk_stages.is_counted_so_far and is_between(desk_stages.first_due[-1], begin, end)
        if stages or not after:
            groups.append(desk_group(key, stages, count, is_more, now))
        begin = end
    if not after:
        settled = desk_stages.settled(MAX_DECIDED + 1)
        shown = settled[:MAX_DECIDED]
        groups.append(desk_group("decided", shown, len(shown), len(settled) > len(shown), now))
    return groups, page.after


def is_between(moment: datetime, begin: datetime | None, end: datetime | None) -> bool:
    return (begin is None or moment >= begin) and (end is None or moment < end)


HEADINGS = {
    "late": say_lazy("দেরি হয়ে গেছে", "Late"),
    "soon": say_lazy("শেষ দিন কাছে", "Due soon"),
    "open": say_lazy("চলছে", "Open"),
    "decided": say_lazy("নিষ্পত্তি হয়েছে", "Settled"),
}


def desk_group(key: str, stages: list[Stage], count: int, is_more: bool, now: datetime) -> DeskGroup:
    figure = digits(f"{count}+" if is_more else count, language())
    return DeskGroup(key, f"{HEADINGS[key]}: {figure}", [desk_row(stage, now) for stage in stages])


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One act of the desk: its form, its words, and what it does with the cleaned answers."""

    title: str
    done: str
    form: type
    do: Callable
    takes_office: bool = False


ACTS = {
    "decide": DeskAct(
        say_lazy("সিদ্ধান্ত দিন", "Decide"),
        say_lazy("সিদ্ধান্ত লেখা ও জানানো হয়েছে।", "The decision is written and told."),
        DecisionForm,
        lambda cleaned, **act: actions.decide(
            decision=cleaned["decision"],
            reasons=cleaned["reasons"],
            remedy=cleaned["remedy"],
            upheld=cleaned["upheld"] == "yes",
            **act,
        ),
    ),
    "not_accept": DeskAct(
        say_lazy("গ্রহণ করা যায় না", "Do not accept"),
        say_lazy("কারণসহ জানানো হয়েছে।", "Told, with the reason."),
        NotAcceptedForm,
        lambda cleaned, **act: actions.do_not_accept(
            reason_code=cleaned["reason_code"], words=cleaned["words"], **act
        ),
        True,
    ),
    "redirect": DeskAct(
        say_lazy("অন্য কার্যালয়ে পাঠান", "Send to another office"),
        say_lazy("কোথায় যেতে হবে, জানানো হয়েছে।", "Told where to go."),
        RedirectionForm,
        lambda cleaned, **act: actions.redirect_complaint(to=cleaned["to"], **act),
    ),
    "note": DeskAct(
        say_lazy("নোট লিখুন", "Write a note"),
        say_lazy("নোট লেখা হয়েছে।", "The note is written."),
        NoteForm,
        lambda cleaned, **act: actions.add_note(words=cleaned["words"], **act),
    ),
}


@for_deciders
@require_safe
def grievances(request: DeskRequest) -> HttpResponse:
    """What waits for the posts this person holds: late, due soon, open, decided."""
    after = request.GET.get("after", "")[:60]
    groups, next_mark = desk_groups_by_day(request.desk, request.office, timezone.now(), after)
    context = {
        "groups": groups,
        "first_page": reverse("desk_grievances") if after else "",
        "next_page": next_mark and f"{reverse('desk_grievances')}?after={next_mark}",
        "current": "grievances",
    }
    return render(request, "grievances/desk.html", context)


@for_deciders
@require_safe
def grievance(request: DeskRequest, number: str) -> HttpResponse:
    found = get_studied_grievance(request, number)
    now = timezone.now()
    stage = found.current
    possible = [
        (name, act.title)
        for name, act in ACTS.items()
        if may_decide(request.desk, stage) and transitions.may(found.state, name)
    ]
    return render(
        request,
        "grievances/deciding.html",
        {
            "grievance": found,
            "stages": stage_summaries(found, now),
            "history": grievance_history(found, with_notes=True),
            "acts": possible,
            "about": ABOUT[found.about],
            "kind": complainant_kind_words(found),
            "channel": CHANNELS[found.channel],
            "what": stage_title(stage),
            "case": found.case,
            "case_stands": summarise_single_case(found.case, now) if found.case else None,
            "case_acts": case_history(found, now),
            "papers": (
                papers_with_titles(papers_of(found.case.reference), found.case.row) if found.case else ()
            ),
            "answers": [act for act in found.acts.all() if act.name == "answer"],
            "current": "grievances",
        },
    )


@for_deciders
def desk_act(request: DeskRequest, number: str, name: str) -> HttpResponse:
    """One act of the desk on a page of its own."""
    if name not in ACTS:
        raise Http404
    found, wanted = get_studied_grievance(request, number), ACTS[name]
    if not may_decide(request.desk, found.current):
        raise PermissionDenied
    form = wanted.form(request.POST or None, **({"office": request.office} if wanted.takes_office else {}))
    if request.method == "POST" and form.is_valid():
        try:
            wanted.do(form.cleaned_data, stage=found.current, actor=request.desk, now=timezone.now())
            messages.success(request, wanted.done)
        except TransitionFault:
            messages.error(
                request,
                say("এর মধ্যে অবস্থা বদলে গেছে। আবার দেখুন।", "It has changed meanwhile. Look again."),
            )
        return redirect("desk_grievance", number)
    context = {"form": form, "grievance": found, "title": wanted.title, "current": "grievances"}
    return render(request, "grievances/act.html", context, status=422 if form.errors else 200)


def case_history(grievance: Grievance, now: datetime) -> list[tuple[datetime, str, bool]]:
    """When what happened to the application complained of, and whether it broke a promise, the newest first;
    orders that moved its day too.
    """
    case = grievance.case
    if case is None:
        return []
    lines = [(act.at, act_words_for_office(act, case), False) for act in case.acts.all()]
    broken = say("সময় পেরিয়ে গেছে। কথা রাখা যায়নি।", "The time passed. The promise was not kept.")
    lines += [(due, broken, True) for due in case.breaches(now)]
    lines += [(move.at, words, False) for move, words in move_lines(case.clocks)]
    lines.reverse()
    return sorted(lines, key=lambda line: line[0], reverse=True)


def get_studied_grievance(request: DeskRequest, number: str) -> Grievance:
    """The grievance, for the holder of a tier it has reached. In conflict, it stays shut."""
    rows = Grievance.objects.with_all().select_related("office", "case__post", "case__service")
    found = get_object_or_404(rows, number=number, office=request.office)
    if not may_study(request.desk, found):
        raise PermissionDenied
    return found
