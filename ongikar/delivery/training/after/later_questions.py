"""What became of people, three and six months after the last class: asked by the worker with an address,
answered there, at the counter or by phone.
"""

from datetime import date, datetime

from django.db import transaction

from ongikar.cases.actions.act_log import record_act
from ongikar.cases.models import Case
from ongikar.core.isolation import run_isolated
from ongikar.delivery.training.act_log import TrainingFault
from ongikar.delivery.training.models import Application, Batch, FollowUp
from ongikar.journal.actions import ANYONE, WORKER, Reference, record
from ongikar.rules.calendar.office_calendar import TZ

MONTHS = (3, 6)
PAGE = 50
ANSWERS = {
    "job": ("চাকরি পেয়েছি", "I have a job"),
    "own": ("নিজে কাজ করে আয় করছি", "I earn by my own work"),
    "study": ("পড়াশোনা করছি", "I study"),
    "none": ("এখনো কিছু হয়নি", "Nothing yet"),
}
WEB, COUNTER, PHONE = "web", "counter", "phone"
VIAS = (WEB, COUNTER, PHONE)


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


@transaction.atomic
def ask_follow_up(key: int, now: datetime) -> int:
    """One that was answered before it was asked needs no message."""
    follow_up = FollowUp.objects.select_for_update(of=("self",)).get(pk=key)
    if follow_up.asked_at:
        return 0
    follow_up.asked_at = now
    follow_up.save(update_fields=["asked_at"])
    if follow_up.answered_at:
        return 0
    case = Case.objects.get(application__pk=follow_up.application_id)
    record_act("follow_up_asked", case, WORKER, now)
    return 1


@transaction.atomic
def answer_follow_up(
    follow_up: FollowUp,
    *,
    answer: str,
    words: str = "",
    via: str = WEB,
    now: datetime,
    actor: Reference = ANYONE,
) -> FollowUp:
    """One answer; what was said first stands."""
    if answer not in ANSWERS or via not in VIAS:
        raise TrainingFault("answer", "একটি বেছে নিন।", "Choose one.")
    fresh = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    if fresh.answered_at:
        return fresh
    fresh.answer, fresh.words, fresh.via, fresh.answered_at = answer, words.strip(), via, now
    fresh.save(update_fields=["answer", "words", "via", "answered_at"])
    office_id = Application.objects.values_list("call__batch__office_id", flat=True).get(
        pk=fresh.application_id
    )
    record("follow_up.answered", subject=fresh.reference, actor=actor, office_id=office_id, now=now, how=via)
    return fresh


def open_follow_up(case: Case, today: date) -> FollowUp | None:
    """The one that the person may answer now: asked, and not answered yet; the newest first."""
    rows = FollowUp.objects.filter(application__case=case, answered_at=None, due_on__lte=today)
    return rows.order_by("-months").first()
