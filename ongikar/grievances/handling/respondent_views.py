"""A grievance as the officer complained of may read it: all pages of the respondent are made from this
redacted form alone.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.models import Case
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.people.post_holders import READING, StaffRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.transitions import TransitionFault

from .. import actions, transitions
from ..citizen.forms import EVIDENCE, EvidenceForm
from ..hearing.papers import paper_of
from ..ladder.conflicts import matter_of
from ..ladder.tiers import LATE, TOO_EARLY, appeal_status, last_day_of_window, next_tier
from ..models import Act, Grievance, Reading, Stage
from ..rights import for_respondents, is_respondent, may_read_as_respondent
from ..slots import RESPONDING
from ..transitions import OPEN
from ..words import StageSummary, stage_summaries
from .answer_forms import AnswerForm, RespondentAppealForm
from .evidence import RESPONDENT, Exhibit, exhibits, sides_for_respondent, sound_evidence, withheld_count
from .redaction import text_for_respondent
from .whole_complaint import read_clocks, with_outcome


@dataclass(frozen=True, slots=True)
class RedactedGrievance:
    """No model of the complainant in it. `case` is None where its number would tell who complains."""

    number: str
    filed_at: datetime
    about: str
    who: str
    text: str
    case: Case | None
    stages: tuple[StageSummary, ...]
    answers: tuple[Act, ...]
    awaits_answer: bool
    exhibits: tuple[Exhibit, ...]
    # How many are kept from the officer, since a picture may tell whose it is.
    withheld: int


def redact_grievance(grievance: Grievance, now: datetime) -> RedactedGrievance:
    hidden = grievance.identity_hidden
    stages = stage_summaries(grievance, now)
    for summary in stages:
        for field in ("words", "decision", "reasons", "remedy", "late_reason"):
            setattr(summary.stage, field, text_for_respondent(grievance, getattr(summary.stage, field)))
    answers = tuple(act for act in grievance.acts.all() if act.name == "answer")
    return RedactedGrievance(
        grievance.number,
        grievance.filed_at,
        grievance.get_about_display(),
        complainant_name_for_respondent(grievance),
        text_for_respondent(grievance, grievance.text),
        None if hidden else grievance.case,
        tuple(stages),
        answers,
        grievance.state in OPEN and not answers,
        tuple(exhibits(grievance, sides_for_respondent(grievance))),
        withheld_count(grievance),
    )


def complainant_name_for_respondent(grievance: Grievance) -> str:
    if grievance.is_own_motion:
        return grievance.get_channel_display()
    if grievance.anonymous:
        return say("নাম দেননি", "No name given")
    if grievance.identity_hidden:
        return say("নাম গোপন", "Name hidden")
    return not_none(grievance.complainant).shown_name


@for_respondents
def complaint(request: StaffRequest, number: str) -> HttpResponse:
    grievance = get_respondent_grievance(request, number)
    now = timezone.now()
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_complaint(
                grievance=grievance, words=form.cleaned_data["words"], actor=request.holder, now=now
            )
            messages.success(request, say("জবাব পাঠানো হয়েছে।", "Your answer is sent."))
        except TransitionFault:
            messages.error(request, say("এর মধ্যে নিষ্পত্তি হয়ে গেছে।", "It has been settled meanwhile."))
        return redirect("desk_complaint", number)
    context = {
        "complaint": redact_grievance(grievance, now),
        "form": form,
        "may_answer": is_respondent(request.holder, grievance) and transitions.may(grievance.state, "answer"),
        "slot": RESPONDING.answers(request, stage=grievance.current, now=now),
        "may_add": is_respondent(request.holder, grievance)
        and transitions.may(grievance.state, "add_evidence"),
        "may_appeal": is_respondent(request.holder, grievance)
        and respondent_appeal_status(grievance, now) is not None,
        "appeal_until": appeal_until(grievance),
        "may_reply": is_respondent(request.holder, grievance),
        "button": say("জবাব পাঠান", "Send the answer"),
        "current": "complaints",
    }
    return render_form(request, "grievances/complaint.html", context)


@for_respondents
def add_evidence(request: StaffRequest, number: str) -> HttpResponse:
    """What the officer complained of brings, while the complaint is open."""
    grievance, now = get_respondent_grievance(request, number, is_own=True), timezone.now()
    form = EvidenceForm(*posted_data(request))
    if request.method == "POST":
        form.is_valid()
        files = sound_evidence(form, EVIDENCE, request, grievance=grievance, now=now)
        if not form.errors:
            try:
                actions.add_evidence(
                    grievance=grievance,
                    files=files,
                    side=RESPONDENT,
                    words=form.cleaned_data["words"],
                    actor=request.holder.actor,
                    now=now,
                )
                messages.success(request, say("প্রমাণ রাখা হয়েছে।", "The evidence is kept."))
            except TransitionFault:
                messages.error(request, say("এর মধ্যে নিষ্পত্তি হয়ে গেছে।", "It has been settled meanwhile."))
            return redirect("desk_complaint", number)
    return render_complaint_form(
        request,
        number,
        form,
        heading=say("প্রমাণ যোগ করুন", "Add evidence"),
        about=say("যিনি সিদ্ধান্ত দেন, শুধু তিনি এগুলো দেখবেন।", "Only whoever decides sees these."),
        button=say("প্রমাণ পাঠান", "Send the evidence"),
    )


def render_complaint_form(request: StaffRequest, number: str, form: Form, **words: str) -> HttpResponse:
    """One form of the officer complained of; `words`: its heading, its button, and what it is about."""
    context = {
        "form": form,
        "back": reverse("desk_complaint", args=[number]),
        "back_words": digits(number, language()),
        "current": "complaints",
        **words,
    }
    return render_form(request, "core/staff_form.html", context)


def appeal_until(grievance: Grievance) -> date | None:
    """The last day on which an appeal against the newest decision needs no reason for coming late."""
    stage = grievance.current
    return None if stage.is_open else last_day_of_window(stage, grievance.office.slug)


@for_respondents
def appeal(request: StaffRequest, number: str) -> HttpResponse:
    """The officer complained of may also appeal, within the same window."""
    grievance = get_respondent_grievance(request, number, is_own=True)
    now = timezone.now()
    stands = respondent_appeal_status(grievance, now)
    if stands is None:
        return refuse_appeal(request, number)
    form = RespondentAppealForm(request.POST or None, is_late=stands == LATE)
    if request.method == "POST" and form.is_valid():
        try:
            actions.file_appeal(
                grievance=grievance,
                by=Stage.RESPONDENT,
                actor=request.holder.actor,
                now=now,
                **form.cleaned_data,
            )
            messages.success(request, say("আপিল জমা হয়েছে।", "The appeal is filed."))
        except TransitionFault:
            return refuse_appeal(request, number)
        return redirect("desk_complaint", number)
    heading, button = say("আপিল করুন", "Appeal"), say("আপিল পাঠান", "Send the appeal")
    return render_complaint_form(request, number, form, heading=heading, button=button)


def refuse_appeal(request: HttpRequest, number: str) -> HttpResponse:
    """Too early, or it has been done: the complaint says how it stands."""
    messages.error(request, say("এখন আপিল করা যায় না।", "It cannot be appealed now."))
    return redirect("desk_complaint", number)


def respondent_appeal_status(grievance: Grievance, now: datetime) -> str | None:
    """How an appeal by the officer would stand; None where there is nothing to appeal against."""
    stage = grievance.current
    if not stage.upheld:
        return None
    tiers = list(stage.tier.version.tiers.select_related("post"))
    above = next_tier(
        tiers,
        matter=matter_of(grievance, stage.number + 1),
        office_id=grievance.office_id,
        above=stage.number,
        now=now,
    )
    if above is None:
        return None
    stands = appeal_status(stage, office_slug=grievance.office.slug, now=now)
    return None if stands == TOO_EARLY else stands


def get_respondent_grievance(request: StaffRequest, number: str, *, is_own: bool = False) -> Grievance:
    """The grievance, for whoever may read it as the officer complained of; `is_own`: for that one alone."""
    rows = with_outcome(Grievance.objects.with_stages("letter")).select_related("office")
    grievance = get_object_or_404(rows, number=number, office=request.office)
    read_clocks(grievance)
    may = is_respondent if is_own else may_read_as_respondent
    if not may(request.holder, grievance):
        raise PermissionDenied
    if request.method in READING:
        what = Reading.NAMED if grievance.is_open_identity else Reading.REDACTED
        actions.record_reading(grievance, holder=request.holder, what=what, now=timezone.now())
    return grievance


@for_respondents
@require_safe
def respondent_paper(request: StaffRequest, number: str, what: str, place: int) -> HttpResponse:
    grievance = get_respondent_grievance(request, number)
    return paper_of(grievance, what, place, notice_for=Stage.RESPONDENT, for_respondent=True)
