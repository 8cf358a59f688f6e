"""The page of one complaint or appeal for whoever decides on it: both sides beside what is to be done."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.case_promise import display_promise
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.people.day_list import OF
from ongikar.people.post_holders import READING, PostHolder, StaffRequest

from ..actions import record_reading
from ..hearing.acts import has_coming_hearing
from ..ladder.tiers import window_days
from ..models import Grievance, Reading, Stage
from ..rights import for_deciders, may_study
from ..slots import HANDLING, HANDLING_SIDE
from ..words import complainant_kind_words, stage_title
from .decision_drafts import find_decision_draft, form_of_draft
from .decision_form import DecisionForm
from .desk_acts import ACTS, DECIDE, possible_acts
from .desk_forms import ConfirmForm
from .steps import (
    DECISION,
    due_words,
    extension_words,
    handling_steps,
    next_acts,
    open_step,
    page_tag,
)
from .whole_complaint import read_clocks, with_handling

Button = tuple[str, Any]


def shown_acts(holder: PostHolder, stage: Stage, now: datetime) -> tuple[list[Button], list[Button]]:
    """The buttons as (name, title), what is to be done next first, and those behind “More”.

    Nothing is decided while an inquiry is open or a hearing is to come.
    """
    is_waiting = waits_for_others(stage)
    acts = [
        (name, act) for name, act in possible_acts(holder, stage, now) if not (is_waiting and name == DECIDE)
    ]
    possible = {name for name, _ in acts}
    first = next((name for name in next_acts(stage) if name in possible), "")
    acts.sort(key=lambda named: named[0] != first)
    seen = [(name, act.title) for name, act in acts if name == first or not act.is_rare]
    return seen, [(name, act.title) for name, act in acts if name != first and act.is_rare]


def waits_for_others(stage: Stage) -> bool:
    """Whether an inquiry is open or a hearing is to come, so that nothing is decided yet."""
    return any(inquiry.is_open for inquiry in stage.inquiries.all()) or has_coming_hearing(stage)


@for_deciders
@require_safe
def grievance(request: StaffRequest, number: str) -> HttpResponse:
    return complaint_page(request, get_studied_grievance(request, number))


def complaint_page(
    request: StaffRequest, grievance: Grievance, form: DecisionForm | None = None
) -> HttpResponse:
    """Both sides, the evidence and what happened, beside what is to be done: the decision, once it can be
    given, else the act that comes before it. `form`: a decision that was sent and cannot be given as it is.
    """
    now, stage = timezone.now(), grievance.current
    seen, more = shown_acts(request.holder, stage, now)
    draft = None
    if any(name == DECIDE for name, _ in seen):
        draft = find_decision_draft(stage, request.holder)
        if form is None and (draft or is_decision_next(stage) or DECIDE in request.GET):
            form = form_of_draft(draft, stage, request.holder, now)
            # Unfinished is no fault of a draft.
            form.keep_faults_of()
    pressed = None
    if form is not None:
        seen, more = [], [button for button in (*seen, *more) if button[0] != DECIDE]
    elif seen and ACTS[seen[0][0]].form is ConfirmForm:
        # What asks nothing is pressed where it stands.
        (pressed, _), *seen = seen
    context = {
        "grievance": grievance,
        "stage": stage,
        "steps": handling_steps(stage),
        "tag": page_tag(stage, now),
        "due_words": due_words(stage, now),
        "extension_words": extension_words(stage),
        "promise": display_promise(stage.clock, now),
        "acts": seen,
        "pressed": pressed and {"name": pressed, "act": ACTS[pressed]},
        "more": more,
        "form": form,
        "draft": draft,
        "window": window_days(stage.tier, grievance.office.slug) if form else 0,
        "about": grievance.get_about_display(),
        "kind": complainant_kind_words(grievance),
        "channel": grievance.get_channel_display(),
        "what": stage_title(stage),
        "sections": HANDLING.answers(request, stage=stage, now=now),
        "beside": HANDLING_SIDE.answers(request, stage=stage, now=now),
        "current": "grievances",
    }
    return render_form(request, "grievances/deciding.html", context)


def is_decision_next(stage: Stage) -> bool:
    """Whether it was taken on, and nobody else is waited for."""
    return stage.is_open and open_step(stage) == DECISION


def address_in_day(request: StaffRequest, name: str, grievance: Grievance) -> str:
    """The address of a page of the complaint, in its place in the day where one came from there."""
    address = reverse(name, args=[grievance.number])
    return f"{address}?{OF}={request.GET[OF]}" if OF in request.GET else address


def refuse(request: StaffRequest, grievance: Grievance) -> HttpResponse:
    """Somebody was quicker, or the page was old: nothing is written, and it is shown as it now stands."""
    messages.error(request, say("এর মধ্যে অবস্থা বদলে গেছে। আবার দেখুন।", "It has changed meanwhile. Look again."))
    return redirect(address_in_day(request, "desk_grievance", grievance))


def get_studied_grievance(request: StaffRequest, number: str, *, is_shown: bool = True) -> Grievance:
    """The grievance, for the holder of a tier it has reached. In conflict, it stays shut. `is_shown`: whether
    reading it is entered; a page that may lead on instead does so itself.
    """
    rows = with_handling(Grievance.objects.with_stages("tier__post", "letter", "rating"))
    rows = rows.select_related("office", "letter", "case__post", "case__service")
    if request.method in READING:
        # Who may press what asks again and again who answered the case. An act asks anew.
        rows = rows.prefetch_related("case__acts")
    grievance = get_object_or_404(rows, number=number, office=request.office)
    if not may_study(request.holder, grievance):
        raise PermissionDenied
    if is_shown and request.method in READING:
        record_reading(grievance, holder=request.holder, what=Reading.NAMED, now=timezone.now())
    read_clocks(grievance, with_case=True)
    for stage in grievance.stages.all():
        # Every part of the page asks its stage for it.
        stage.grievance = grievance
    return grievance
