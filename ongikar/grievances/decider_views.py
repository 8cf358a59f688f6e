"""The desk of those who decide: what waits for them, sorted by its day, one grievance with all its facts, and
the acts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.act_words import act_words_for_office
from ongikar.cases.actions.attachments import papers_with_titles
from ongikar.cases.actions.drops import drops_allowed_by
from ongikar.cases.case_promise import display_promise
from ongikar.cases.officer.case.case_summary import summarise_single_case
from ongikar.clock.day_moves import move_lines
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.papers.actions import papers_of
from ongikar.people.desk import Desk, DeskRequest
from ongikar.rules.case_transitions import TransitionFault
from ongikar.rules.promise_bar.drawing import Drawing
from ongikar.rules.tiers import has_conflict_of_interest

from . import actions, transitions
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


def desk_groups_by_day(desk: Desk, office: Office, now: datetime) -> list[tuple[str, str, list[DeskRow]]]:
    """(key, heading, rows): late, due soon, open, decided. What the person is in conflict
    with is left out.
    """
    superiors = Post.objects.filter(office=office).superiors()
    mine = (
        Stage.objects.filter(post__in=desk.post_ids, grievance__office=office)
        .select_related("grievance__complainant", "grievance__respondent", "clock", "tier")
        .prefetch_related("clock__facts")
    )

    dropped = drops_allowed_by(desk.user.pk)

    def free(stages: Iterable[Stage]) -> list[Stage]:
        return [
            stage
            for stage in stages
            if not has_conflict_of_interest(superiors, stage.grievance.respondent_id, desk.post_ids)
            and stage.grievance.case_id not in dropped
        ]

    waiting = free(mine.filter(closed_at=None).order_by("clock__due_at"))
    late = [stage for stage in waiting if stage.clock.due_at < now]
    soon = [stage for stage in waiting if now <= stage.clock.due_at <= now + DUE_SOON]
    later = [stage for stage in waiting if stage.clock.due_at > now + DUE_SOON]
    decided = free(mine.exclude(closed_at=None).order_by("-closed_at")[:MAX_DECIDED])
    return [
        (key, heading, [desk_row(stage, now) for stage in stages])
        for key, heading, stages in (
            ("late", say("দেরি হয়ে গেছে", "Late"), late),
            ("soon", say("শেষ দিন কাছে", "Due soon"), soon),
            ("open", say("চলছে", "Open"), later),
            ("decided", say("নিষ্পত্তি হয়েছে", "Settled"), decided),
        )
    ]


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
    groups = desk_groups_by_day(request.desk, request.office, timezone.now())
    return render(request, "grievances/desk.html", {"groups": groups, "current": "grievances"})


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
