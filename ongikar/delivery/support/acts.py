"""What the office does with a job: its one page, the judgement before anybody goes, a day for the visit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ongikar.cases.kinds.agreed_days import agreed_day_of
from ongikar.cases.record_desk import CaseAct
from ongikar.journal.actions import Reference
from ongikar.records.actions import MOVED_ON
from ongikar.records.acts import Act, Answer
from ongikar.rules.calendar.office_calendar import TZ

from . import actions, transitions
from .forms import TriageForm
from .models import Job
from .rules import effect_of_count
from .transitions import TRIAGE
from .triage import office_table, table_rows
from .visit_act import VisitAct


class TriageAct(Act):
    """Before anybody goes: by it the day of the first look follows and the devices are taken for faulty, so
    it is no step of the visit. Of a job that nobody judged before, the one page asks the same.
    """

    template = "support/triage.html"

    def form_arguments(self, job: Job, now: datetime) -> dict[str, Any]:  # type: ignore[override]  # of a job
        return {"job": job, "initial": judged_before(job)}

    def context(self, job: Job, now: datetime) -> dict[str, Any]:
        return {"table": table_rows(office_table(job.office, now.astimezone(TZ).date()))}


def judged_before(job: Job) -> Mapping[str, Any]:
    """What was said when it was reported, until somebody judges it."""
    answers = job.case.answers
    return {
        "urgency": job.urgency or answers.get("urgency"),
        "effect": job.effect or effect_of_count(answers.get("how_many")),
        "way": job.way,
    }


def may_be_judged(job: Job) -> Answer:
    return (job.case.is_open and transitions.TRANSITIONS.may_follow(job.state, TRIAGE)) or MOVED_ON


def triage(job: Job, form: TriageForm, actor: Reference, now: datetime) -> None:
    actions.triage_job(job, actor=actor, now=now, **form.facts())


def has_no_day(job: Any, *, looked: bool = True) -> bool:
    """No day for a visit is agreed on or named, nor was any needed."""
    days = agreed_day_of(job.case)
    return not days.agreed and not days.named and not (looked and job.looked_at)


ACTS = (
    VisitAct(),
    TriageAct(
        TRIAGE,
        ("কতটা জরুরি, ঠিক করুন", "Triage"),
        TriageForm,
        triage,
        heading=("কতটা জরুরি, কীভাবে দেখা হবে", "How urgent it is, and how it is looked at"),
        when=may_be_judged,
        press=("ঠিক করুন", "Set it"),
        done=("জরুরি কি না ঠিক হয়েছে।", "It is triaged."),
    ),
    CaseAct(
        "propose_day",
        ("যাওয়ার দিন প্রস্তাব করুন", "Propose a day for the visit"),
        when=lambda job: job.case.is_open and job.way == Job.Way.VISIT and has_no_day(job),
    ),
)
