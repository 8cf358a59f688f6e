"""Looking into a complaint: an inquiry under written terms with its letter and its report, and questions to
either side; and the days that may be set for both.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.actions.act_log import proof_data
from ongikar.clock import actions as clocks
from ongikar.core.i18n.say import override_language, say
from ongikar.core.isolation import run_isolated
from ongikar.grievances.house_rules import house_rules
from ongikar.journal.actions import ANYONE, WORKER, Reference
from ongikar.letters.models import Dispatch
from ongikar.letters.outgoing.actions import Addressee
from ongikar.letters.outgoing.ways import Sending, has_email
from ongikar.offices.models import Post
from ongikar.papers.check import Clean
from ongikar.people.models import Contact
from ongikar.people.post_holders import PostHolder
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault

from ..act_log import add_act, lock_grievance, record_act
from ..handling.act_files import keep_papers
from ..handling.screening import take_on
from ..handling.screening_letters import issue_letter_about, letter_names, send_carried
from ..ladder.conflicts import inquiry_reasons
from ..models import Inquiry, Question, Stage
from ..rights import may_decide, may_report_inquiry
from ..transitions import GrievanceFault
from .open_matters import open_inquiry


def latest_question_day(stage: Stage, now: datetime) -> date:
    """The last day that may be set for an answer: so many working days from today."""
    office = stage.grievance.office
    days = house_rules(office.slug).question_days
    return office.calendar.add_working_days(now.astimezone(TZ).date(), days)


def require_waiting_day(
    stage: Stage,
    day: date,
    *,
    field: str,
    now: datetime,
    within_clock: bool = False,
    latest: date | None = None,
) -> None:
    """Raises GrievanceFault for a day that has come, on which the office is closed, or that is too late.

    `within_clock`: not after the day by which the tier must decide, as long as that is still to come.
    """
    calendar, today = stage.grievance.office.calendar, now.astimezone(TZ).date()
    if day <= today:
        raise fault(field, "দিনটি পেরিয়ে গেছে। কাল বা পরের কোনো দিন দিন।", "Name tomorrow or a later day.")
    if not calendar.is_open_day(day):
        later = calendar.next_open_day(day)
        raise fault(
            field,
            "{day} অফিস বন্ধ। পরের কার্যদিবস {later}; সেটি বা অন্য কোনো দিন দিন।",
            "The office is closed on {day}. The next working day is {later}; name that or another.",
            day=day,
            later=later,
        )
    due = stage.clock.due(now)
    last = latest or (due.astimezone(TZ).date() if within_clock and due > now else None)
    if last is not None and day > last:
        raise fault(
            field,
            "সর্বোচ্চ {last} পর্যন্ত দিন।",
            "Name a day up to {last}.",
            last=last,
        )


def fault(field: str, bn: str, en: str, **values: date) -> GrievanceFault:
    """The sentence in both languages, its days in the words of each."""
    told = []
    for tongue in ("bn", "en"):
        with override_language(tongue):
            told.append(say(bn, en, **values))
    return GrievanceFault(field, *told)


def issue_inquiry_order(
    inquiry: Inquiry, contact: Contact, *, carried_by: str, reference: str, actor: Reference, now: datetime
) -> None:
    """By e-mail where an address is known; else by post with its receipt, or by hand with who carries it.
    Raises GrievanceFault where nothing of that is said.
    """
    stage = inquiry.stage
    grievance = stage.grievance
    with override_language(contact.language):
        parts = [
            (say("অভিযোগ", "Complaint"), f"{grievance.get_about_display()}\n\n{grievance.text}"),
            (say("যাঁর বিরুদ্ধে", "Complaint against"), grievance.respondent.title),
            (say("যা তদন্ত করতে হবে", "What is to be found out"), inquiry.terms),
            (say("প্রতিবেদনের শেষ দিন", "Report due by"), say("{day}", "{day}", day=inquiry.due)),
        ]
        name = ", ".join(filter(None, (contact.name, contact.post, contact.organisation)))
        letter = issue_letter_about(
            stage,
            say("{what} {number}: তদন্তের আদেশ", "{what} {number}: order of inquiry", **letter_names(stage)),
            parts,
            [Addressee(name, address=contact.address, email=contact.email, contact=contact)],
            submission=f"inquiry-{inquiry.pk}",
            actor=actor,
            now=now,
        )
    for recipient in letter.recipients.all():
        if has_email(recipient, is_demo=letter.office.is_demo):
            sending = Sending(Dispatch.EMAIL)
        else:
            channel = Dispatch.POST if reference else Dispatch.HAND
            sending = Sending(channel, reference, carried_by, address=contact.address)
        send_carried(letter, recipient, sending, actor=actor, now=now)


ORDERED = (
    "তদন্ত আগেই দেওয়া হয়েছে। অন্য কাউকে দিতে চাইলে আগে সেটি বন্ধ করুন।",
    "An inquiry is open already. To name somebody else, call that one off first.",
)
# By whom the papers of a report came.
INQUIRER = "inquirer"
PAPERS = "papers"


@transaction.atomic
def order_inquiry(
    *,
    stage: Stage,
    officer: Post | Contact,
    terms: str,
    due: date,
    submission: str,
    actor: PostHolder,
    now: datetime,
    carried_by: str = "",
    reference: str = "",
) -> Inquiry:
    """Name who looks into it, what they shall find out, and by when. The same `submission` twice is one
    order. `carried_by`, `reference`: how the order reaches an officer outside who has no e-mail address.

    Raises GrievanceFault for an officer who may not look into it, a day that cannot be, or where an inquiry
    is open already.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    if known := Inquiry.objects.filter(submission=submission).first():
        return known
    if open_inquiry(stage):
        raise GrievanceFault("", *ORDERED)
    post = officer if isinstance(officer, Post) else None
    contact = officer if isinstance(officer, Contact) else None
    day = now.astimezone(TZ).date()
    if reasons := inquiry_reasons(stage, post=post, contact=contact, day=day):
        raise GrievanceFault("officer", *[" ".join(reasons)] * 2)
    require_waiting_day(stage, due, field="due", now=now, within_clock=True)
    inquiry = Inquiry.objects.create(
        stage=stage, post=post, contact=contact, terms=terms, ordered_at=now, due=due, submission=submission
    )
    data = {"inquiry": inquiry.pk, "tier": stage.number}
    add_act(stage.grievance, "order_inquiry", actor=actor.actor, now=now, data=data)
    take_on(stage, now)
    record_act(
        "inquiry_ordered",
        stage.grievance,
        actor=actor.actor,
        now=now,
        tier=stage.number,
        day=due.isoformat(),
        of="inquiry",
        of_id=inquiry.pk,
    )
    if contact is not None:
        issue_inquiry_order(
            inquiry, contact, carried_by=carried_by, reference=reference, actor=actor.actor, now=now
        )
    return inquiry


@transaction.atomic
def report_inquiry(
    *, inquiry: Inquiry, report: str, papers: Sequence[Clean] = (), actor: PostHolder, now: datetime
) -> None:
    """What was found, by the inquiry officer; or entered by whoever decides, where the report came on paper.

    Sent twice, it is one report. Raises PermissionDenied for anybody else, and TransitionFault where the
    inquiry was called off.
    """
    stage = inquiry.stage
    if not (may_report_inquiry(actor, inquiry) or may_decide(actor, stage)):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    inquiry.refresh_from_db()
    if inquiry.reported_at is not None and inquiry.report == report:
        return
    if not inquiry.is_open:
        raise TransitionFault("this inquiry has ended")
    kept = keep_papers(stage.grievance, "তদন্ত প্রতিবেদন", papers, brought_by=INQUIRER, now=now)
    data = {"inquiry": inquiry.pk, "tier": stage.number, PAPERS: [paper.pk for paper in kept]}
    add_act(stage.grievance, "report_inquiry", actor=actor.actor, now=now, data=data)
    inquiry.report, inquiry.reported_at, inquiry.ended_at = report, now, now
    inquiry.save(update_fields=["report", "reported_at", "ended_at"])
    record_act("inquiry_reported", stage.grievance, actor=actor.actor, now=now, tier=stage.number)


def enter_report(
    *, stage: Stage, report: str, papers: Sequence[Clean] = (), actor: PostHolder, now: datetime
) -> None:
    """The report of the open inquiry, entered by whoever decides."""
    inquiry = open_inquiry(stage) or stage.inquiries.order_by("-id").first()
    if inquiry is None:
        raise TransitionFault("no inquiry was ordered")
    inquiry.stage = stage
    report_inquiry(inquiry=inquiry, report=report, papers=papers, actor=actor, now=now)


@transaction.atomic
def end_inquiry(*, stage: Stage, reason: str, actor: PostHolder, now: datetime) -> None:
    """Call it off, with a reason. Raises TransitionFault where none is open."""
    if not may_decide(actor, stage):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    inquiry = open_inquiry(stage)
    if inquiry is None:
        raise TransitionFault("no inquiry is open")
    data = {"inquiry": inquiry.pk, "tier": stage.number}
    add_act(stage.grievance, "end_inquiry", actor=actor.actor, now=now, words=reason, data=data)
    inquiry.ended_at, inquiry.ended_reason = now, reason
    inquiry.save(update_fields=["ended_at", "ended_reason"])
    record_act(
        "inquiry_ended",
        stage.grievance,
        actor=actor.actor,
        now=now,
        tier=stage.number,
        of="inquiry",
        of_id=inquiry.pk,
    )


@transaction.atomic
def extend(*, stage: Stage, reason: str, actor: PostHolder, now: datetime) -> None:
    """The working days that the charter allows for an inquiry, once and before the due moment.

    Raises LedgerFault where the clock takes no more, GrievanceFault where nothing is looked into.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    if not Inquiry.objects.filter(stage=stage).exists():
        raise GrievanceFault(
            "",
            "বাড়তি সময় শুধু তদন্তের জন্য। আগে তদন্ত দিন।",
            "More time is for an inquiry alone. Order one first.",
        )
    days = stage.clock.running.undertaking.may_extend
    clocks.extend(stage.clock, working_days=days, reason=reason, now=now)
    data = {"working_days": days, "tier": stage.number}
    add_act(stage.grievance, "extend", actor=actor.actor, now=now, words=reason, data=data)
    record_act("extended", stage.grievance, actor=actor.actor, now=now, tier=stage.number, working_days=days)


ASKED = (
    "এই পক্ষকে করা একটি প্রশ্নের উত্তর এখনো আসেনি। আগে সেটি শেষ হোক।",
    "This side has not answered an earlier question yet. Let that end first.",
)
# How many are ended in one round of the worker; the rest wait for the next.
A_ROUND = 50


@transaction.atomic
def ask(
    *, stage: Stage, side: str, words: str, due: date, submission: str, actor: PostHolder, now: datetime
) -> Question:
    """Ask one side something, to be answered by a day. The same `submission` twice is one question.

    Raises GrievanceFault for a day that cannot be, or while that side owes another answer.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    if known := Question.objects.filter(submission=submission).first():
        return known
    if Question.objects.filter(stage=stage, side=side, ended_at=None).exists():
        raise GrievanceFault("side", *ASKED)
    require_waiting_day(stage, due, field="due", now=now, latest=latest_question_day(stage, now))
    question = Question.objects.create(
        stage=stage, side=side, words=words, asked_at=now, due=due, submission=submission
    )
    data = {"question": question.pk, "side": side, "tier": stage.number}
    add_act(stage.grievance, "ask", actor=actor.actor, now=now, data=data)
    take_on(stage, now)
    if side == Question.COMPLAINANT:
        clocks.pause(stage.clock, debt=f"question {question.pk}", now=now)
    record_of_question("asked", question, actor.actor, now)
    return question


@transaction.atomic
def reply(
    *,
    question: Question,
    words: str,
    papers: Sequence[Clean] = (),
    actor: Reference = ANYONE,
    proof: str = "",
    now: datetime,
) -> None:
    """The answer of whoever was asked; the page has made sure that it is they. Sent twice, it is one answer.

    Raises TransitionFault once the question has ended.
    """
    grievance = question.stage.grievance
    lock_grievance(grievance)
    question.refresh_from_db()
    if question.answered_at is not None and question.answer == words:
        return
    if question.ended_at is not None:
        raise TransitionFault("this question has ended")
    kept = keep_papers(grievance, "উত্তরের সঙ্গে", papers, brought_by=question.side, now=now)
    data = {"question": question.pk, "side": question.side, PAPERS: [paper.pk for paper in kept]}
    add_act(grievance, "reply", actor=actor, now=now, data=data | proof_data(proof))
    question.answer, question.answered_at = words, now
    end_question(question, now)
    record_of_question("replied", question, actor, now)


def enter_reply(
    *,
    stage: Stage,
    question: Question,
    words: str,
    papers: Sequence[Clean] = (),
    actor: PostHolder,
    now: datetime,
) -> None:
    """An answer that came by hand, by phone or by letter, entered by whoever decides."""
    if not may_decide(actor, stage):
        raise PermissionDenied
    question.stage = stage
    reply(question=question, words=words, papers=papers, actor=actor.actor, now=now)


@transaction.atomic
def go_on_without(*, stage: Stage, question: Question, actor: PostHolder, now: datetime) -> None:
    """Wait no longer for an answer. Raises TransitionFault where the question has ended."""
    if not may_decide(actor, stage):
        raise PermissionDenied
    question.stage = stage
    end_unanswered(question, actor=actor.actor, now=now)


def end_due_questions(now: datetime) -> int:
    """The worker's: what was not answered by its day ends by itself, and the tier goes on."""
    today = now.astimezone(TZ).date()
    due = Question.objects.filter(due__lt=today, ended_at=None).order_by("due", "id")
    keys = list(due.values_list("pk", flat=True)[:A_ROUND])
    return sum(run_isolated(f"ending question {key}", end_if_due, key, now) for key in keys)


@transaction.atomic
def end_if_due(key: int, now: datetime) -> int:
    question = Question.objects.select_related("stage__grievance__office", "stage__clock").get(pk=key)
    try:
        end_unanswered(question, actor=WORKER, now=now)
    except TransitionFault:
        # Answered, or ended, while the worker came by.
        return 0
    return 1


def end_unanswered(question: Question, *, actor: Reference, now: datetime) -> None:
    grievance = question.stage.grievance
    lock_grievance(grievance)
    question.refresh_from_db(fields=["ended_at"])
    if question.ended_at is not None:
        raise TransitionFault("this question has ended")
    data = {"question": question.pk, "side": question.side, "tier": question.stage.number}
    add_act(grievance, "go_on_without", actor=actor, now=now, data=data)
    end_question(question, now)
    record_of_question("gone_on", question, actor, now)


def end_question(question: Question, now: datetime) -> None:
    """It is owed no more; the clock that waited for it goes on, at the latest from the end of its day."""
    question.ended_at = now
    question.save(update_fields=["answer", "answered_at", "ended_at"])
    if question.side == Question.COMPLAINANT:
        closing = question.stage.grievance.office.calendar.close(question.due)
        clocks.resume(question.stage.clock, now=now if question.answered_at else min(now, closing))


def record_of_question(verb: str, question: Question, actor: Reference, now: datetime) -> None:
    record_act(
        verb,
        question.stage.grievance,
        actor=actor,
        now=now,
        tier=question.stage.number,
        what=question.side,
        of="question",
        of_id=question.pk,
    )
