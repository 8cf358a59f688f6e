"""The page of one complaint or appeal for whoever decides on it, and its acts, each on a page of its own."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.case_promise import display_promise
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say
from ongikar.people.desk import READING, DeskRequest, HeldPosts
from ongikar.rules.bangla.text import digits
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.transitions import TransitionFault

from ..actions import record_reading
from ..hearing.acts import has_coming_hearing
from ..models import Grievance, Reading, Stage
from ..rights import for_deciders, may_study
from ..slots import HANDLING, HANDLING_SIDE
from ..transitions import GrievanceFault
from ..words import ABOUT, CHANNELS, complainant_kind_words, stage_status, stage_title
from .act_files import take_papers
from .desk_acts import ACTS, DeskAct, form_of, may_press, possible_acts
from .desk_forms import DeskForm
from .steps import due_words, extension_words, handling_steps, next_acts, step_words
from .whole_complaint import read_clocks, with_handling

Button = tuple[str, Any]


def shown_acts(desk: HeldPosts, stage: Stage, now: datetime) -> tuple[list[Button], list[Button]]:
    """The buttons as (name, title), what is to be done next first, and those behind “More”.

    Nothing is decided while an inquiry is open or a hearing is to come: the page of the act says so to
    whoever opens it.
    """
    is_waiting = any(inquiry.is_open for inquiry in stage.inquiries.all()) or has_coming_hearing(stage)
    acts = [
        (name, act) for name, act in possible_acts(desk, stage, now) if not (is_waiting and name == "decide")
    ]
    possible = {name for name, _ in acts}
    first = next((name for name in next_acts(stage) if name in possible), "")
    acts.sort(key=lambda named: named[0] != first)
    seen = [(name, act.title) for name, act in acts if name == first or not act.is_rare]
    return seen, [(name, act.title) for name, act in acts if name != first and act.is_rare]


@for_deciders
@require_safe
def grievance(request: DeskRequest, number: str) -> HttpResponse:
    found = get_studied_grievance(request, number)
    now, stage = timezone.now(), found.current
    seen, more = shown_acts(request.desk, stage, now)
    context = {
        "grievance": found,
        "stage": stage,
        "steps": handling_steps(stage),
        "tag": page_tag(stage, now),
        "due_words": due_words(stage, now),
        "extension_words": extension_words(stage),
        "promise": display_promise(stage.clock, now),
        "acts": seen,
        "more": more,
        "about": ABOUT[found.about],
        "kind": complainant_kind_words(found),
        "channel": CHANNELS[found.channel],
        "what": stage_title(stage),
        "sections": HANDLING.answers(request, stage=stage, now=now),
        "beside": HANDLING_SIDE.answers(request, stage=stage, now=now),
        "current": "grievances",
    }
    return render(request, "grievances/deciding.html", context)


def page_tag(stage: Stage, now: datetime) -> tuple[str, str]:
    """How the stage stands: of one still in time the step at which it is."""
    look, words = stage_status(stage, now)
    return (look, str(step_words(stage) or words)) if look == "open" else (look, str(words))


@for_deciders
@require_http_methods(["GET", "POST"])
def desk_act(request: DeskRequest, number: str, name: str) -> HttpResponse:
    """One act of the desk on a page of its own."""
    if name not in ACTS:
        raise Http404
    found, wanted, now = get_studied_grievance(request, number), ACTS[name], timezone.now()
    stage = found.current
    if not wanted.may(request.desk, stage):
        raise PermissionDenied
    if not may_press(name, request.desk, stage):
        return refuse(request, found)
    initial = wanted.initial(stage, request.GET)
    form = form_of(name, stage, request.desk, now, *sent_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            if run_act(request, wanted, form, now):
                messages.success(request, wanted.done)
                return redirect("desk_grievance", number)
        except TransitionFault:
            return refuse(request, found)
    context: dict[str, Any] = {
        "form": form,
        "heading": wanted.title,
        "about": wanted.lead,
        "button": wanted.press_words,
        "back": reverse("desk_grievance", args=[number]),
        "back_words": digits(number, language()),
        "current": "grievances",
    }
    return render_form(request, wanted.template, context)


def sent_data(request: DeskRequest) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def run_act(request: DeskRequest, act: DeskAct, form: DeskForm, now: datetime) -> bool:
    """Do what was filled in; False, with the fault beside its field, where it cannot be done so."""
    facts = dict(form.facts)
    if act.has_files:
        facts["papers"] = take_papers(form, form.stage.grievance, ip=client_ip(request), now=now)
        if form.errors:
            return False
    try:
        act.do(stage=form.stage, actor=request.desk, now=now, **facts)
    except GrievanceFault as fault:
        form.add_fault(fault.field, fault.bn, fault.en)
    except LedgerFault as fault:
        form.add_fault("", fault.bn, fault.en)
    return not form.errors


def refuse(request: DeskRequest, grievance: Grievance) -> HttpResponse:
    """Somebody was quicker, or the page was old: nothing is written, and it is shown as it now stands."""
    messages.error(request, say("এর মধ্যে অবস্থা বদলে গেছে। আবার দেখুন।", "It has changed meanwhile. Look again."))
    return redirect("desk_grievance", grievance.number)


def get_studied_grievance(request: DeskRequest, number: str) -> Grievance:
    """The grievance, for the holder of a tier it has reached. In conflict, it stays shut."""
    rows = with_handling(Grievance.objects.with_stages("tier__post", "letter", "rating"))
    rows = rows.select_related("office", "letter", "case__post", "case__service")
    if request.method in READING:
        # Who may press what asks again and again who answered the case. An act asks anew.
        rows = rows.prefetch_related("case__acts")
    found = get_object_or_404(rows, number=number, office=request.office)
    if not may_study(request.desk, found):
        raise PermissionDenied
    if request.method in READING:
        record_reading(found, desk=request.desk, what=Reading.NAMED, now=timezone.now())
    read_clocks(found, with_case=True)
    for stage in found.stages.all():
        # Every part of the page asks its stage for it.
        stage.grievance = found
    return found
