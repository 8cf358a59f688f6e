"""What is done in a case of the demonstration: every act through the form and the action that people use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.forms import Form

from ongikar.cases import actions, paper_days
from ongikar.cases.actions import corrections, drops
from ongikar.cases.actions.seen_papers import TO_SHOW
from ongikar.cases.citizen import forms as citizen_forms
from ongikar.cases.citizen.my_data import AskCorrection
from ongikar.cases.citizen.track.case_detail import missing_of
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case import acts as officer_acts
from ongikar.cases.officer.case.drop_forms import ALLOW, DecideDrop
from ongikar.cases.paper_days import OnPaper
from ongikar.charter.models import Service
from ongikar.grievances import actions as grievance_actions
from ongikar.grievances.citizen_forms import OfferWords
from ongikar.grievances.desk_forms import Answer, Decision
from ongikar.grievances.models import Grievance, Offer
from ongikar.grievances.prefilled_complaint import ready_words
from ongikar.journal.actions import ANYONE
from ongikar.offices.models import Post
from ongikar.people.desk import Desk, desk_of
from ongikar.people.models import Holding
from ongikar.rules.calendar.office_calendar import Calendar

from .answers import Answers, filled


@dataclass(slots=True)
class Lived:
    """One case of the demonstration while it is lived; `case` and `received_at` are there from the receipt on."""

    calendar: Calendar
    service: Service
    person: actions.Person | None
    channel: str
    submission: str
    received_at: datetime | None = None
    case: Case | None = None
    # Where it was received on a day without power, and is entered later: the slip it was written on, and when.
    on_paper: OnPaper | None = None

    def fill(self, make_form: Callable[..., Form], answers: Answers) -> Any:
        return filled(make_form, answers, calendar=self.calendar, received=self.received_at.date())

    def read_anew(self) -> None:
        """The watch may have been at its clock since the last act."""
        if self.case:
            self.case = Case.objects.with_all().select_related("office", "post").get(pk=self.case.pk)

    @property
    def grievance(self) -> Grievance:
        return Grievance.objects.with_all().get(case=self.case)


# The answer of the page's own question by which everything was given.
ALL = "all"
Act = Callable[[Lived, Answers, datetime], None]


def holder(post: Post, at: datetime) -> Desk:
    """The desk of the sample person who holds the post on that day."""
    day = at.date()
    return desk_of(Holding.objects.on(day).filter(post=post).earliest("pk").user, day)


def reserve_slips(lived: Lived, answers: Answers, at: datetime) -> None:
    """A sheet of spare slips is printed; on its first one somebody writes this request when there is no power."""
    post = lived.service.responsible
    sheet = paper_days.reserve(
        post.office, count=paper_days.LEAST_SLIPS, user_id=holder(post, at).user.pk, now=at, submission=f"{lived.submission}-slips",
    )  # fmt: skip
    lived.on_paper = OnPaper(
        answers["received"], sheet.slips.select_related("range", "office").earliest("serial")
    )


def receive(lived: Lived, answers: Answers, at: datetime) -> None:
    row = lived.service
    lived.received_at = lived.on_paper.received if lived.on_paper else at
    form = lived.fill(partial(kind_of(row).intake_form, service=row, today=at.date()), answers)
    told, online = form.as_answers(), lived.channel == Case.ONLINE
    if online and (owed := [each["bn"] for each in row.documents if must_be_shown(each)]):
        told[TO_SHOW] = owed
    lived.case = actions.receive_case(
        service=row, person=lived.person, answers=told, channel=lived.channel, submission=lived.submission,
        now=at, actor=ANYONE if online else holder(row.responsible, at).actor, on_paper=lived.on_paper,
    )  # fmt: skip


def must_be_shown(document: dict[str, Any]) -> bool:
    """A paper that somebody who applies from home brings to the office later."""
    return document.get("required", False) and not document.get("provided_by_form", False)


def by_officer(name: str) -> Act:
    """An act of the case page, by whoever holds the post that answers for it."""
    page = officer_acts.ACTS[name]

    def do(lived: Lived, answers: Answers, at: datetime) -> None:
        form = lived.fill(partial(page.form, case=lived.case, now=at), answers)
        actor, facts = holder(lived.case.post, at).actor, officer_acts.facts_of(form)
        page.action(lived.case, actor=actor, now=at, **facts)

    return do


def keep(lived: Lived, answers: Answers, at: datetime) -> None:
    """Through the answer page: all of it was given, unless the file says otherwise."""
    verdict = kind_of(lived.case.row).verdict
    told = {verdict.field: ALL} | dict(answers) if verdict.choices else answers
    by_officer("keep")(lived, told, at)


def decide_drop(lived: Lived, answers: Answers, at: datetime) -> None:
    """The post nearest above decides whether the office's own work may be dropped."""
    told = lived.fill(partial(DecideDrop, case=lived.case, now=at), answers).cleaned_data
    decide = drops.drop if told["ruling"] == ALLOW else drops.refuse_drop
    decide(lived.case, reason=told["reason"], desk=holder(drops.deciding_posts(lived.case)[0], at), now=at)


def answer(lived: Lived, answers: Answers, at: datetime) -> None:
    form = lived.fill(partial(citizen_forms.AnswerToOffice, missing=missing_of(lived.case)), answers)
    actions.answer(lived.case, words=form.cleaned_data["words"], papers=(), now=at)


def rate(lived: Lived, answers: Answers, at: datetime) -> None:
    told = lived.fill(citizen_forms.Rating, answers).cleaned_data
    actions.rate(lived.case, stars=int(told["stars"]), words=told["words"], now=at)


def withdraw(lived: Lived, answers: Answers, at: datetime) -> None:
    form = lived.fill(citizen_forms.Withdrawal, answers | {"sure": True})
    actions.withdraw(lived.case, words=form.cleaned_data["words"], now=at)


def ask_correction(lived: Lived, answers: Answers, at: datetime) -> None:
    corrections.ask_correction(lived.case, **lived.fill(AskCorrection, answers).cleaned_data, now=at)


def press(offer: Offer, lived: Lived, answers: Answers, at: datetime, *, is_appeal: bool) -> None:
    """What was offered is filed: in its ready words, unless the file has others."""
    make_form = partial(OfferWords, is_late=False, is_appeal=is_appeal)
    told = lived.fill(make_form, {"text": ready_words(offer, now=at)} | answers).cleaned_data
    grievance_actions.file_offer(
        offer=offer, text=told["text"], identity_hidden=told.get("identity_hidden", False), now=at
    )


def complain(lived: Lived, answers: Answers, at: datetime) -> None:
    press(Offer.objects.get(case=lived.case), lived, answers, at, is_appeal=False)


def appeal(lived: Lived, answers: Answers, at: datetime) -> None:
    press(Offer.objects.get(grievance=lived.grievance, filed_at=None), lived, answers, at, is_appeal=True)


def answer_complaint(lived: Lived, answers: Answers, at: datetime) -> None:
    grievance = lived.grievance
    words = lived.fill(Answer, answers).cleaned_data["words"]
    grievance_actions.answer(grievance=grievance, words=words, actor=holder(grievance.respondent, at), now=at)


def decide(lived: Lived, answers: Answers, at: datetime) -> None:
    stage = lived.grievance.current
    told = lived.fill(Decision, answers).cleaned_data
    told["upheld"] = told["upheld"] == "yes"
    grievance_actions.decide(stage=stage, actor=holder(stage.post, at), now=at, **told)


ACTS: dict[str, Act] = {
    "reserve_slips": reserve_slips, "receive": receive,
    **{name: by_officer(name) for name in ("accept", "ask_for_papers", "refuse", "redirect", "note", "ask_drop", "correct")},
    "keep": keep, "decide_drop": decide_drop, "answer": answer, "rate": rate, "withdraw": withdraw, "ask_correction": ask_correction,
    "complain": complain, "answer_complaint": answer_complaint, "decide": decide, "appeal": appeal,
}  # fmt: skip
