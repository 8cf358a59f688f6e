"""The desk of those who decide: what waits for them, one grievance with all its facts, and the acts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.act_words import told_to_office
from ongikar.cases.paper_titles import titled
from ongikar.clock.day_moves import move_lines
from ongikar.frame.say import say, say_later
from ongikar.papers.actions import papers_of
from ongikar.rules.moves import MoveFault

from . import actions, desk, moves
from .desk_forms import Decision, NotAccepted, Note, Redirection
from .models import Grievance
from .rights import for_deciders, may_decide, may_study
from .stage_words import history_of, stages_of
from .words import ABOUT, CHANNELS, kind_words, what_words


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
        say_later("সিদ্ধান্ত দিন", "Decide"), say_later("সিদ্ধান্ত লেখা ও জানানো হয়েছে।", "The decision is written and told."),
        Decision,
        lambda told, **act: actions.decide(
            decision=told["decision"], reasons=told["reasons"], remedy=told["remedy"], upheld=told["upheld"] == "yes", **act
        ),
    ),
    "not_accept": DeskAct(
        say_later("গ্রহণ করা যায় না", "Do not accept"),
        say_later("কারণসহ জানানো হয়েছে।", "Told, with the reason."), NotAccepted,
        lambda told, **act: actions.do_not_accept(reason_code=told["reason_code"], words=told["words"], **act), True,
    ),
    "redirect": DeskAct(
        say_later("অন্য কার্যালয়ে পাঠান", "Send to another office"),
        say_later("কোথায় যেতে হবে, জানানো হয়েছে।", "Told where to go."), Redirection,
        lambda told, **act: actions.redirect(to=told["to"], **act),
    ),
    "note": DeskAct(
        say_later("নোট লিখুন", "Write a note"), say_later("নোট লেখা হয়েছে।", "The note is written."), Note,
        lambda told, **act: actions.note(words=told["words"], **act),
    ),
}  # fmt: skip


@for_deciders
@require_safe
def grievances(request: HttpRequest) -> HttpResponse:
    """What waits for the posts this person holds: late, due soon, open, decided."""
    groups = desk.groups(request.desk, request.office, timezone.now())
    return render(request, "grievances/desk.html", {"groups": groups, "current": "grievances"})


@for_deciders
@require_safe
def grievance(request: HttpRequest, number: str) -> HttpResponse:
    found = studied(request, number)
    now = timezone.now()
    stage = found.current
    possible = [
        (name, act.title) for name, act in ACTS.items()
        if may_decide(request.desk, stage) and moves.may(found.state, name)
    ]  # fmt: skip
    return render(request, "grievances/deciding.html", {
        "grievance": found, "stages": stages_of(found, now), "history": history_of(found, with_notes=True),
        "acts": possible, "about": ABOUT[found.about], "kind": kind_words(found), "channel": CHANNELS[found.channel],
        "what": what_words(stage), "case": found.case, "case_acts": case_history(found),
        "papers": titled(papers_of(found.case.reference), found.case.row) if found.case else (),
        "answers": [act for act in found.acts.all() if act.name == "answer"], "current": "grievances",
    })  # fmt: skip


@for_deciders
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act of the desk on a page of its own."""
    if name not in ACTS:
        raise Http404
    found, wanted = studied(request, number), ACTS[name]
    if not may_decide(request.desk, found.current):
        raise PermissionDenied
    form = wanted.form(request.POST or None, **({"office": request.office} if wanted.takes_office else {}))
    if request.method == "POST" and form.is_valid():
        try:
            wanted.do(form.cleaned_data, stage=found.current, actor=request.desk, now=timezone.now())
            messages.success(request, wanted.done)
        except MoveFault:
            messages.error(
                request, say("এর মধ্যে অবস্থা বদলে গেছে। আবার দেখুন।", "It has changed meanwhile. Look again.")
            )
        return redirect("desk_grievance", number)
    context = {"form": form, "grievance": found, "title": wanted.title, "current": "grievances"}
    return render(request, "grievances/act.html", context, status=422 if form.errors else 200)


def case_history(grievance: Grievance) -> list[tuple]:
    """What happened to the application complained of, the newest first; orders that moved its day too."""
    case = grievance.case
    if case is None:
        return []
    lines: list[tuple] = [(act, told_to_office(act, case)) for act in case.acts.all()]
    lines += move_lines(case.clocks)
    lines.reverse()
    return sorted(lines, key=lambda line: line[0].at, reverse=True)


def studied(request: HttpRequest, number: str) -> Grievance:
    """The grievance, for the holder of a tier it has reached. In conflict, it stays shut."""
    rows = Grievance.objects.with_all().select_related("office", "case__post", "case__service")
    found = get_object_or_404(rows, number=number, office=request.office)
    if not may_study(request.desk, found):
        raise PermissionDenied
    return found
