"""The page of one complaint or appeal for whoever decides on it, and its acts, each on a page of its own."""

from dataclasses import dataclass
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
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.people.post_holders import READING, PostHolder, StaffRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks.transitions import ENDED

from .. import transitions
from ..actions import record_reading
from ..hearing.acts import has_coming_hearing
from ..hearing.papers import CALL, NOTICE, paper_of
from ..models import Grievance, Reading, Stage
from ..rights import for_deciders, may_study
from ..slots import HANDLING, HANDLING_SIDE
from ..transitions import GrievanceFault
from ..words import complainant_kind_words, stage_status, stage_title
from .act_files import take_papers
from .desk_acts import ACTS, DeskAct, form_of, may_press, possible_acts
from .desk_forms import DeskForm
from .whole_complaint import read_clocks, with_handling

Button = tuple[str, Any]


def shown_acts(holder: PostHolder, stage: Stage, now: datetime) -> tuple[list[Button], list[Button]]:
    """The buttons as (name, title), what is to be done next first, and those behind “More”.

    Nothing is decided while an inquiry is open or a hearing is to come: the page of the act says so to
    whoever opens it.
    """
    is_waiting = any(inquiry.is_open for inquiry in stage.inquiries.all()) or has_coming_hearing(stage)
    acts = [
        (name, act)
        for name, act in possible_acts(holder, stage, now)
        if not (is_waiting and name == "decide")
    ]
    possible = {name for name, _ in acts}
    first = next((name for name in next_acts(stage) if name in possible), "")
    acts.sort(key=lambda named: named[0] != first)
    seen = [(name, act.title) for name, act in acts if name == first or not act.is_rare]
    return seen, [(name, act.title) for name, act in acts if name != first and act.is_rare]


@for_deciders
@require_safe
def grievance(request: StaffRequest, number: str) -> HttpResponse:
    grievance = get_studied_grievance(request, number)
    now, stage = timezone.now(), grievance.current
    seen, more = shown_acts(request.holder, stage, now)
    context = {
        "grievance": grievance,
        "stage": stage,
        "steps": handling_steps(stage),
        "tag": page_tag(stage, now),
        "due_words": due_words(stage, now),
        "extension_words": extension_words(stage),
        "promise": display_promise(stage.clock, now),
        "acts": seen,
        "more": more,
        "about": grievance.get_about_display(),
        "kind": complainant_kind_words(grievance),
        "channel": grievance.get_channel_display(),
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
def desk_act(request: StaffRequest, number: str, name: str) -> HttpResponse:
    """One act of the desk on a page of its own."""
    if name not in ACTS:
        raise Http404
    grievance, wanted, now = get_studied_grievance(request, number), ACTS[name], timezone.now()
    stage = grievance.current
    if not wanted.may(request.holder, stage):
        raise PermissionDenied
    if not may_press(name, request.holder, stage):
        return refuse(request, grievance)
    initial = wanted.initial(stage, request.GET)
    form = form_of(name, stage, request.holder, now, *posted_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            if run_act(request, wanted, form, now):
                messages.success(request, wanted.done)
                return redirect("desk_grievance", number)
        except TransitionFault:
            return refuse(request, grievance)
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


def run_act(request: StaffRequest, act: DeskAct, form: DeskForm, now: datetime) -> bool:
    """Do what was filled in; False, with the fault beside its field, where it cannot be done so."""
    facts = dict(form.facts)
    if act.has_files:
        facts["papers"] = take_papers(form, form.stage.grievance, ip=client_ip(request), now=now)
        if form.errors:
            return False
    try:
        act.do(stage=form.stage, actor=request.holder, now=now, **facts)
    except GrievanceFault as fault:
        form.add_fault(fault.field, fault.bn, fault.en)
    except LedgerFault as fault:
        form.add_fault("", fault.bn, fault.en)
    return not form.errors


def refuse(request: StaffRequest, grievance: Grievance) -> HttpResponse:
    """Somebody was quicker, or the page was old: nothing is written, and it is shown as it now stands."""
    messages.error(request, say("এর মধ্যে অবস্থা বদলে গেছে। আবার দেখুন।", "It has changed meanwhile. Look again."))
    return redirect("desk_grievance", grievance.number)


def get_studied_grievance(request: StaffRequest, number: str) -> Grievance:
    """The grievance, for the holder of a tier it has reached. In conflict, it stays shut."""
    rows = with_handling(Grievance.objects.with_stages("tier__post", "letter", "rating"))
    rows = rows.select_related("office", "letter", "case__post", "case__service")
    if request.method in READING:
        # Who may press what asks again and again who answered the case. An act asks anew.
        rows = rows.prefetch_related("case__acts")
    grievance = get_object_or_404(rows, number=number, office=request.office)
    if not may_study(request.holder, grievance):
        raise PermissionDenied
    if request.method in READING:
        record_reading(grievance, holder=request.holder, what=Reading.NAMED, now=timezone.now())
    read_clocks(grievance, with_case=True)
    for stage in grievance.stages.all():
        # Every part of the page asks its stage for it.
        stage.grievance = grievance
    return grievance


RECEIVED, ACCEPTED, INQUIRY, HEARING, DECISION, REMEDY = (
    "received",
    "accepted",
    "inquiry",
    "hearing",
    "decision",
    "remedy",
)
WORDS: dict[str, Any] = {
    RECEIVED: say_lazy("পাওয়া", "Received"),
    ACCEPTED: say_lazy("গ্রহণ", "Accepted"),
    INQUIRY: say_lazy("তদন্ত", "Inquiry"),
    HEARING: say_lazy("শুনানি", "Hearing"),
    DECISION: say_lazy("সিদ্ধান্ত", "Decision"),
    REMEDY: say_lazy("প্রতিকার", "Remedy"),
}
NEXT = {
    ACCEPTED: ("accept",),
    INQUIRY: ("report_inquiry",),
    HEARING: ("record_hearing", "put_off_hearing"),
    DECISION: ("decide",),
}


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    is_done: bool
    is_now: bool

    @property
    def words(self) -> str:
        return str(WORDS[self.name])


def handling_steps(stage: Stage) -> list[Step]:
    """The steps of a stage, with the one at which it stands."""
    done = done_steps(stage)
    now = current_step(stage, done)
    shown = [name for name in WORDS if not is_left_out(name, stage, done, now)]
    return [Step(name, name in done and name != now, name == now) for name in shown]


def done_steps(stage: Stage) -> set[str]:
    """What was done, in whatever order it came."""
    is_decided = stage.outcome == transitions.DECIDED
    inquiries, hearings, remedies = stage.inquiries.all(), stage.hearings.all(), stage.remedies.all()
    facts = {
        RECEIVED: True,
        ACCEPTED: stage.accepted_at is not None or is_decided,
        INQUIRY: any(inquiry.reported_at for inquiry in inquiries),
        HEARING: any(hearing.recorded_at for hearing in hearings),
        DECISION: stage.outcome != "",
        REMEDY: bool(remedies) and all(remedy.task.state in ENDED for remedy in remedies),
    }
    return {name for name, is_done in facts.items() if is_done}


def current_step(stage: Stage, done: set[str]) -> str:
    """Where it stands; "" once nothing more is to be done."""
    if not stage.is_open:
        return REMEDY if stage.remedies.all() and REMEDY not in done else ""
    return open_step(stage)


def open_step(stage: Stage) -> str:
    """Where one stands that is open."""
    if any(inquiry.is_open for inquiry in stage.inquiries.all()):
        return INQUIRY
    if any(hearing.is_coming for hearing in stage.hearings.all()):
        return HEARING
    return DECISION if stage.accepted_at else ACCEPTED


def next_acts(stage: Stage) -> tuple[str, ...]:
    """What is to be done where it stands, by the names of transitions.py: the first that may be pressed. None
    where whoever decides has yet to say how it is looked into.
    """
    done = done_steps(stage)
    now = current_step(stage, done)
    if now == DECISION and not done & {INQUIRY, HEARING}:
        return ()
    return NEXT.get(now, ())


def is_left_out(name: str, stage: Stage, done: set[str], now: str) -> bool:
    if name in done or name == now:
        return False
    if name == REMEDY:
        return not (stage.is_open or stage.remedies.all())
    # Of what is still open the steps ahead are shown.
    return name != DECISION and not stage.is_open


def due_words(stage: Stage, now: datetime) -> str:
    """By when the tier must decide, and how many working days are left or over; "" of one that is closed."""
    if not stage.is_open:
        return ""
    clock = stage.clock
    if clock.running.waiting_since:
        return say("অভিযোগকারীর উত্তরের অপেক্ষায় সময় থেমে আছে", "The time waits for the complainant’s answer")
    due, today = clock.due(now).astimezone(TZ).date(), now.astimezone(TZ).date()
    if clock.is_overdue(now):
        days = max(clock.calendar.count_working_days(due, today), 0)
        return say(
            "সিদ্ধান্তের শেষ দিন ছিল {day}: {n} কার্যদিবস দেরি",
            "The decision was due on {day}: {n} working [day|days] late",
            day=due,
            n=days,
        )
    return say(
        "সিদ্ধান্তের শেষ দিন {day}: আর {n} কার্যদিবস",
        "Decision due on {day}: {n} working [day|days] left",
        day=due,
        n=clock.calendar.count_working_days(today, due),
    )


def extension_words(stage: Stage) -> str:
    """Whether the days that the charter allows for an inquiry were taken; "" where it allows none."""
    running = stage.clock.running
    days = running.undertaking.may_extend
    if not days:
        return ""
    if running.is_extended:
        return say(
            "তদন্তে বাড়তি {n} কার্যদিবস নেওয়া হয়েছে।",
            "{n} more working [day|days] were taken for the inquiry.",
            n=running.extended_by,
        )
    return say(
        "তদন্তে বাড়তি {n} কার্যদিবস নেওয়া হয়নি।",
        "The {n} more working [day|days] for an inquiry were not taken.",
        n=days,
    )


def step_words(stage: Stage) -> str:
    """The step at which an open stage stands, in a few words for its tag."""
    now = current_step(stage, done_steps(stage))
    return {
        ACCEPTED: say("এখনো গ্রহণ করা হয়নি", "Not accepted yet"),
        INQUIRY: say("তদন্ত চলছে", "Inquiry under way"),
        HEARING: say("শুনানি হবে", "Hearing to come"),
        DECISION: say("সিদ্ধান্তের অপেক্ষায়", "Waiting for the decision"),
    }.get(now, "")


@for_deciders
@require_safe
def desk_paper(request: StaffRequest, number: str, what: str, place: int) -> HttpResponse:
    """`call`: the notice to the officer complained of; `notice` is the complainant's."""
    grievance = get_studied_grievance(request, number)
    side = Stage.RESPONDENT if what == CALL else Stage.COMPLAINANT
    what = NOTICE if what == CALL else what
    return paper_of(grievance, what, place, notice_for=side, for_respondent=False)
