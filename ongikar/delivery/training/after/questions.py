"""What those who are taught are asked: the tests and the feedback of their batch, each a round of a
questionnaire, and what became of them three and six months after the last class.
"""

from datetime import date, datetime

from ongikar.cases.actions.act_log import record_act
from ongikar.cases.models import Case
from ongikar.core.forms.faults import require
from ongikar.core.isolation import run_isolated
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Application, Batch, BatchRound, FollowUp
from ongikar.journal.actions import ANYONE, WORKER, Reference
from ongikar.questionnaires.actions import has_answered, invite_respondent, open_round, round_url
from ongikar.questionnaires.models import Questionnaire, Round
from ongikar.records.actions import act_on, note
from ongikar.rules.calendar.office_calendar import TZ


def open_batch_round(
    batch: Batch, *, part: str, questionnaire: Questionnaire, actor: Reference, now: datetime
) -> BatchRound:
    """One of each part; pressed twice it is one. Feedback is asked without names. Raises ActFault."""
    with act_on(batch):
        if known := BatchRound.objects.filter(batch=batch, part=part).first():
            return known
        is_taught = batch.state in (states.RUNNING, states.FINISHED)
        require(is_taught, "", "ব্যাচটি চলছে না।", "The batch is not running.")
        made = open_round(
            questionnaire=questionnaire,
            office=batch.office,
            subject=batch.reference,
            opens_at=now,
            respondents=Round.APPLICANT,
            anonymous=part == BatchRound.FEEDBACK,
            pass_percent=batch.course.pass_percent or None if part == BatchRound.POST else None,
            actor=actor,
            now=now,
        )
        given = BatchRound.objects.create(batch=batch, part=part, round=made)
        note(batch, "asked", actor, now)
        return given


def rounds_of_case(case: Case, now: datetime) -> list[tuple[str, str]]:
    """What the person of a case may answer now: its part, and its address."""
    application = Application.objects.filter(case=case).select_related("call__batch").first()
    if application is None or application.state not in (states.ENROLLED, states.COMPLETED):
        return []
    rounds = []
    given = BatchRound.objects.filter(batch=application.call.batch).order_by("id")
    for each in given.select_related("round__office", "round__questionnaire"):
        is_open = each.round.closes_at is None or each.round.closes_at > now
        if is_open and not has_answered(each.round, application.reference):
            key = invite_respondent(each.round, application.reference)
            rounds.append((each.part, round_url(each.round, key)))
    return rounds


MONTHS = (3, 6)
PAGE = 50
VIAS = (states.WEB, states.COUNTER, states.PHONE)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(day.year + year, month + 1, number)
        except ValueError:
            continue
    return date(day.year + year, month + 1, min(day.day, 28))


def plan_follow_ups(application: Application, batch: Batch) -> None:
    for months in MONTHS:
        FollowUp.objects.get_or_create(
            application=application,
            months=months,
            defaults={"due_on": months_after(batch.ends_on, months)},
        )


def ask_follow_ups(now: datetime) -> int:
    """Ask everybody whose day has come; one statement where nobody's has. Returns how many were asked."""
    today = now.astimezone(TZ).date()
    due = FollowUp.objects.filter(asked_at__isnull=True, due_on__lte=today).order_by("due_on", "id")
    return sum(
        run_isolated(f"asking follow-up {key}", ask_follow_up, key, now)
        for key in list(due.values_list("pk", flat=True)[:PAGE])
    )


def ask_follow_up(key: int, now: datetime) -> int:
    """One that was answered before it was asked needs no message."""
    follow_up = FollowUp.objects.get(pk=key)
    with act_on(follow_up):
        if follow_up.asked_at:
            return 0
        follow_up.asked_at = now
        follow_up.save(update_fields=["asked_at"])
        if follow_up.answered_at:
            return 0
        record_act("follow_up_asked", Case.objects.get(application=follow_up.application_id), WORKER, now)
        return 1


def answer_follow_up(
    follow_up: FollowUp,
    *,
    answer: str,
    words: str = "",
    via: str = states.WEB,
    now: datetime,
    actor: Reference = ANYONE,
) -> FollowUp:
    """One answer; what was said first stands."""
    require(answer in FollowUp.ANSWERS and via in VIAS, "answer", "একটি বেছে নিন।", "Choose one.")
    with act_on(follow_up):
        if not follow_up.answered_at:
            follow_up.answer, follow_up.words = answer, words.strip()
            follow_up.via, follow_up.answered_at = via, now
            follow_up.save(update_fields=["answer", "words", "via", "answered_at"])
            note(follow_up, "answered", actor, now, how=via)
        return follow_up


def open_follow_up(case: Case, today: date) -> FollowUp | None:
    """The one that the person may answer now: asked, and not answered yet; the newest first."""
    rows = FollowUp.objects.filter(application__case=case, answered_at=None, due_on__lte=today)
    return rows.order_by("-months").first()
