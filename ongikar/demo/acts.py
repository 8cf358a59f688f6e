"""What is done in a case of the demonstration: every act through the form and the action that people use.
The answers of the demonstration's file are sent through the same forms: what a form does not take fails
loudly.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from ongikar.cases import actions, paper_days
from ongikar.cases.actions import corrections, drops
from ongikar.cases.actions.attachments import SLIP_TITLE
from ongikar.cases.actions.contacts import note_contact
from ongikar.cases.actions.intake_debts import TO_SHOW
from ongikar.cases.agent.consent import GivenConsent
from ongikar.cases.agent.filing import BY_AGENT, enter_filing
from ongikar.cases.agent.offline import KEPT_ON_PHONE, make_intake_pack
from ongikar.cases.agent_consents import disown
from ongikar.cases.citizen.my_data import AskCorrectionForm
from ongikar.cases.citizen.track import forms as citizen_forms
from ongikar.cases.citizen.track.case_detail import missing_papers
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import AgentConsent, Case, FieldFiling
from ongikar.cases.officer.case import acts as officer_acts
from ongikar.cases.officer.case.drop_forms import ALLOW, DecideDropForm
from ongikar.cases.paper_days import PaperIntake
from ongikar.core.not_none import not_none
from ongikar.delivery.training.actions.applying import CALL, NO_CALL
from ongikar.grievances import actions as grievance_actions
from ongikar.grievances.citizen.prefilled_complaint import prefilled_words
from ongikar.grievances.handling.answer_forms import AnswerForm, OfferForm
from ongikar.grievances.handling.decision_form import DecisionForm
from ongikar.grievances.models import Offer
from ongikar.grievances.upward.dossier import dossier_orders
from ongikar.journal.actions import ANYONE
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.dispatching import dispatch
from ongikar.offices.models import Post
from ongikar.papers.actions import keep_paper
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ

from .desk_acts import BESIDE_DESKS, BY, DemoAct, do_desk_act, has_act, open_record
from .lived import AnswerFault, Answers, DemoCase, desk_of_holder, post_of, sample_sheet

# The answer of the page's own question by which everything was given.
ALL = "all"


def reserve_slips(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """A sheet of spare slips is printed; on its first one somebody writes this request when there is no
    power.
    """
    if lived.channel == Case.AGENT:
        take_forms_along(lived, answers["received"], at)
        return
    post = not_none(lived.service).responsible
    sheet = paper_days.reserve_slips(
        post.office,
        count=paper_days.LEAST_SLIPS,
        user_id=desk_of_holder(post, at).user.pk,
        now=at,
        submission=f"{lived.submission}-slips",
    )
    lived.on_paper = PaperIntake(
        answers["received"], sheet.slips.select_related("range", "office").earliest("serial")
    )


def take_forms_along(lived: DemoCase, received: datetime, at: datetime) -> None:
    """The entrepreneur takes the forms along on a phone, before the line is gone for days."""
    post = post_of(lived.office, Post.AGENT)
    pack = make_intake_pack(lived.office, post, user=desk_of_holder(post, at).user, now=at)
    lived.on_paper = PaperIntake(
        received, pack.slips.slips.select_related("range", "office").earliest("serial")
    )


def bring_filing(lived: DemoCase, post: Post, at: datetime) -> None:
    """As it came from the page the citizen read the code of their SMS out; what stood on a phone without a
    line has the photograph of the slip that they signed.
    """
    case, paper = not_none(lived.case), lived.on_paper
    if paper is None:
        enter_filing(case, post, GivenConsent(AgentConsent.CODE, at), at)
        return
    enter_filing(case, post, GivenConsent(AgentConsent.SLIP, paper.received), at)
    keep_paper(
        office=lived.office,
        subject=case.reference,
        title=SLIP_TITLE,
        content=sample_sheet("Signed slip of consent (sample)"),
        now=at,
        brought_by=BY_AGENT,
    )
    FieldFiling.objects.create(
        pack=paper.slip.range.intake_pack,
        case=case,
        uuid=uuid5(NAMESPACE_OID, lived.submission),
        digest=hashlib.sha256(lived.submission.encode()).hexdigest(),
        said_at=paper.received,
        came_at=at,
    )


def receive(lived: DemoCase, answers: Answers, at: datetime) -> None:
    lived.received_at = lived.on_paper.received if lived.on_paper else at
    if lived.desk:
        open_record(lived, answers, at)
        return
    row, by = not_none(lived.service), answers.get(BY)
    answers = {name: value for name, value in answers.items() if name != BY}
    make_form = partial(kind_of(row).intake_form, service=row, today=at.date())
    form = lived.fill(make_form, beside_calls(make_form().fields, answers, at.date()))
    cleaned, online = form.as_answers(), lived.channel == Case.ONLINE
    if online and (owed := [each["bn"] for each in row.documents if is_brought_later(each)]):
        cleaned[TO_SHOW] = owed
    is_brought = lived.channel == Case.AGENT
    post = post_of(lived.office, by or Post.AGENT) if by or is_brought else row.responsible
    if is_brought and lived.on_paper:
        lived.on_paper = replace(lived.on_paper, reason=KEPT_ON_PHONE)
    lived.case = actions.receive_case(
        service=row,
        person=lived.person,
        answers=cleaned,
        channel=lived.channel,
        submission=lived.submission,
        now=at,
        actor=ANYONE if online else desk_of_holder(post, at).actor,
        on_paper=lived.on_paper,
    )
    if is_brought:
        bring_filing(lived, post, at)


def beside_calls(fields: Mapping[str, Any], answers: Answers, day: date) -> Answers:
    """Where the office calls for applicants on that day, whoever asks for another training says so, and when
    they were born.
    """
    if CALL not in fields or CALL in answers or "age" not in answers:
        return answers
    others = {name: value for name, value in answers.items() if name != "age"}
    born = date(day.year - answers["age"], 1, 1)
    return {CALL: NO_CALL, "born_on": born.isoformat(), **others}


def is_brought_later(document: dict[str, Any]) -> bool:
    """A paper that somebody who applies from home brings to the office later."""
    return document.get("required", False) and not document.get("provided_by_form", False)


def officer_act(name: str) -> DemoAct:
    """An act of the case page, by whoever holds the post that answers for it."""
    page = officer_acts.ACT_PAGES[name]

    def do(lived: DemoCase, answers: Answers, at: datetime) -> None:
        form = lived.fill(partial(page.form, case=not_none(lived.case), now=at), answers)
        actor, facts = desk_of_holder(not_none(lived.case).post, at).actor, officer_acts.form_facts(form)
        page.action(not_none(lived.case), actor=actor, now=at, **facts)

    return do


def contact_act(way: str) -> DemoAct:
    """Somebody called or came about the case, and whoever answers for it pressed so."""

    def do(lived: DemoCase, answers: Answers, at: datetime) -> None:
        case = not_none(lived.case)
        note_contact(case, way=way, actor=desk_of_holder(case.post, at).actor, now=at)

    return do


def keep(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """Through the answer page, with what stands filled in there: all of it was given, unless the file says
    otherwise.
    """
    case = not_none(lived.case)
    kind = kind_of(case.row)
    known = {name: str(value) for name, value in kind.known_outcome(case).items() if value}
    given = {kind.verdict.field: ALL} if kind.verdict.choices else {}
    officer_act("keep")(lived, given | known | dict(answers), at)


def send_answer(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """The answer that lies signed in the office leaves by post, with the receipt that the file names."""
    case = not_none(lived.case)
    letter = Letter.objects.select_related("office").get(pk=not_none(case.unsent_letter_id))
    post = case.office.posts.filter(role=Post.ASSISTANT).first() or case.post
    for recipient in letter.recipients.all():
        dispatch(
            letter,
            recipient,
            channel=recipient.channel,
            reference=answers["receipt"],
            carried_by=answers["carried_by"],
            actor=desk_of_holder(post, at).actor,
            now=at,
        )


def decide_drop(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """The post nearest above decides whether the office's own work may be dropped."""
    cleaned = lived.fill(partial(DecideDropForm, case=not_none(lived.case), now=at), answers).cleaned_data
    decide = drops.drop if cleaned["ruling"] == ALLOW else drops.refuse_drop
    decide(
        not_none(lived.case),
        reason=cleaned["reason"],
        holder=desk_of_holder(drops.deciding_posts(not_none(lived.case))[0], at),
        now=at,
    )


def answer(lived: DemoCase, answers: Answers, at: datetime) -> None:
    form = lived.fill(
        partial(citizen_forms.AnswerToOfficeForm, asked=missing_papers(not_none(lived.case))), answers
    )
    actions.answer(not_none(lived.case), words=form.cleaned_data["words"], papers=(), now=at)


def rate(lived: DemoCase, answers: Answers, at: datetime) -> None:
    cleaned = lived.fill(citizen_forms.RatingForm, answers).cleaned_data
    actions.rate(not_none(lived.case), stars=int(cleaned["stars"]), words=cleaned["words"], now=at)


def withdraw(lived: DemoCase, answers: Answers, at: datetime) -> None:
    form = lived.fill(citizen_forms.WithdrawalForm, {**answers, "sure": True})
    actions.withdraw(not_none(lived.case), words=form.cleaned_data["words"], now=at)


def disown_filing(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """The citizen never asked the centre for it."""
    cleaned = lived.fill(citizen_forms.DisownForm, {"sure": "on", **answers}).cleaned_data
    disown(not_none(lived.case), words=cleaned["words"], now=at)


def ask_correction(lived: DemoCase, answers: Answers, at: datetime) -> None:
    corrections.ask_correction(
        not_none(lived.case), **lived.fill(AskCorrectionForm, answers).cleaned_data, now=at
    )


def file_demo_offer(
    offer: Offer, lived: DemoCase, answers: Answers, at: datetime, *, is_appeal: bool
) -> None:
    """What was offered is filed: in its ready words, unless the file has others."""
    make_form = partial(OfferForm, is_late=False, is_appeal=is_appeal)
    cleaned = lived.fill(make_form, {"text": prefilled_words(offer, now=at), **answers}).cleaned_data
    grievance_actions.file_offer(
        offer=offer, text=cleaned["text"], identity_hidden=cleaned.get("identity_hidden", False), now=at
    )


def complain(lived: DemoCase, answers: Answers, at: datetime) -> None:
    file_demo_offer(Offer.objects.get(case=not_none(lived.case)), lived, answers, at, is_appeal=False)


def appeal(lived: DemoCase, answers: Answers, at: datetime) -> None:
    file_demo_offer(
        Offer.objects.get(grievance=lived.grievance, filed_at=None), lived, answers, at, is_appeal=True
    )


def answer_complaint(lived: DemoCase, answers: Answers, at: datetime) -> None:
    grievance = lived.grievance
    words = lived.fill(AnswerForm, answers).cleaned_data["words"]
    grievance_actions.answer_complaint(
        grievance=grievance, words=words, actor=desk_of_holder(grievance.respondent, at), now=at
    )


def decide(lived: DemoCase, answers: Answers, at: datetime) -> None:
    stage = lived.grievance.current
    desk = desk_of_holder(stage.post, at)
    form = lived.fill(partial(DecisionForm, stage=stage, holder=desk, now=at), with_owner(lived, answers, at))
    grievance_actions.decide(stage=stage, actor=desk, now=at, **form.facts)


def order_dossier(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """By the authority that it goes to; the worker makes the file."""
    stage = lived.grievance.current
    dossier_orders.order_dossier(stage=stage, actor=desk_of_holder(stage.post, at), now=at)


# How many working days whoever has to put it right has for it, where the file says nothing else.
REMEDY_DAYS = 5
OWNER, DAYS = "remedy_owner", "remedy_days"


def with_owner(lived: DemoCase, answers: Answers, at: datetime) -> Answers:
    """A remedy is the task of whoever was complained of, unless the file names the post that its words
    name.
    """
    if "remedy" not in answers:
        return {"cause": "none", **answers}
    grievance, post = lived.grievance, answers.get(OWNER)
    key = grievance.office.posts.get(slug=post).pk if post else grievance.respondent_id
    # A day of a form is this many working days after the application came.
    came = not_none(lived.received_at).date()
    days = lived.calendar.count_working_days(came, at.astimezone(TZ).date())
    owner = {"owner_1": f"post-{key}", "due_1": days + answers.get(DAYS, REMEDY_DAYS)}
    said = {name: value for name, value in answers.items() if name not in (OWNER, DAYS)}
    return {"cause": "staff", **owner, **said}


ACTS: dict[str, DemoAct] = {
    "reserve_slips": reserve_slips,
    "receive": receive,
    **{
        name: officer_act(name)
        for name in ("accept", "ask_for_papers", "refuse", "redirect", "note", "ask_drop", "correct", "split")
    },
    **{way: contact_act(way) for way in case_transitions.CONTACTS},
    **BESIDE_DESKS,
    "keep": keep,
    "send_answer": send_answer,
    "decide_drop": decide_drop,
    "answer": answer,
    "rate": rate,
    "withdraw": withdraw,
    "disown": disown_filing,
    "ask_correction": ask_correction,
    "complain": complain,
    "answer_complaint": answer_complaint,
    "decide": decide,
    "appeal": appeal,
    "order_dossier": order_dossier,
}


def perform_act(lived: DemoCase, act: str, answers: Answers, at: datetime) -> None:
    """An act of cases, or of the desk of its kind; raises AnswerFault where there is none of that name."""
    lived.refresh_clock()
    if act in ACTS:
        ACTS[act](lived, answers, at)
    elif has_act(lived, act):
        do_desk_act(lived, act, answers, at)
    else:
        raise AnswerFault(f"“{act}” নামে কোনো কাজ নেই", f"there is no act “{act}”")
