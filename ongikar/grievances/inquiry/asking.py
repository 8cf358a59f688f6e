"""Questions to either side. Asked of the complainant, the tier's clock waits for the answer as a case waits
for a paper, until it comes or its day is over; the officer complained of gains no time by being slow.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.actions.act_log import proof_data
from ongikar.clock import actions as clocks
from ongikar.core.isolation import run_isolated
from ongikar.grievances.handling.act_files import keep_papers
from ongikar.grievances.inquiry.wait_days import latest_question_day, require_waiting_day
from ongikar.grievances.models import Question, Stage
from ongikar.grievances.rights import may_decide
from ongikar.grievances.transitions import GrievanceFault
from ongikar.journal.actions import ANYONE, WORKER, Reference
from ongikar.papers.check import Clean
from ongikar.people.desk import HeldPosts
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault

from ..act_log import add_act, lock_grievance, record_act
from ..handling.screening import take_on
from .actions import PAPERS

ASKED = (
    "এই পক্ষকে করা একটি প্রশ্নের উত্তর এখনো আসেনি। আগে সেটি শেষ হোক।",
    "This side has not answered an earlier question yet. Let that end first.",
)
# So many are ended in one round of the worker; the rest wait for the next.
A_ROUND = 50


@transaction.atomic
def ask(
    *, stage: Stage, side: str, words: str, due: date, submission: str, actor: HeldPosts, now: datetime
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
    actor: HeldPosts,
    now: datetime,
) -> None:
    """An answer that came by hand, by phone or by letter, entered by whoever decides."""
    if not may_decide(actor, stage):
        raise PermissionDenied
    question.stage = stage
    reply(question=question, words=words, papers=papers, actor=actor.actor, now=now)


@transaction.atomic
def go_on_without(*, stage: Stage, question: Question, actor: HeldPosts, now: datetime) -> None:
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
