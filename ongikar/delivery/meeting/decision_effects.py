"""What the table decided takes effect: a new decision becomes a task, and one of before goes on, ends, or
gets another day.
"""

from datetime import date, datetime
from typing import Any

from ongikar.core.forms.faults import ActFault
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault
from ongikar.tasks import actions as tasks
from ongikar.tasks import transitions
from ongikar.tasks.models import Task
from ongikar.tasks.promise import is_task_late
from ongikar.tasks.transitions import TaskFault

from .committees import seat_of, seats_on
from .models import Decision, Meeting, Membership, Ruling

ORIGIN = "decision"


def possible_rulings(task: Task, now: datetime) -> list[str]:
    """What a meeting may say of an open task now. One that is late stays late: it gets no new day."""
    if task.state == transitions.REPORTED:
        return [Ruling.GO_ON, Ruling.DONE, Ruling.BACK, Ruling.DROP]
    extend = [] if is_task_late(task, now) or task.clock.running.is_extended else [Ruling.EXTEND]
    return [Ruling.GO_ON, *extend, Ruling.DROP]


def validate_ruling(task: Task, ruling: str, until: date | None, words: str, now: datetime) -> None:
    field = f"ruling-{task.pk}"
    if ruling not in possible_rulings(task, now):
        raise ActFault(
            field,
            "কাজটির অবস্থা বদলে গেছে, বা শেষ দিন পেরিয়ে গেছে; এটি আর করা যায় না। তালিকা থেকে বেছে নিন।",
            "The task has moved on or is late by now, so this can no longer be done. Choose from the list.",
        )
    if ruling == Ruling.EXTEND and until is None:
        raise ActFault(field, "নতুন শেষ দিন লিখুন।", "Write the new last day.")
    if ruling == Ruling.EXTEND and until and until <= task.clock.due(now).astimezone(TZ).date():
        raise ActFault(field, "এখনকার শেষ দিনের পরের কোনো দিন দিন।", "Name a day after the present last day.")
    if ruling in (Ruling.BACK, Ruling.EXTEND, Ruling.DROP) and not words.strip():
        raise ActFault(field, "কারণ লিখুন।", "Write the reason.")


def apply_ruling(ruling: Ruling, task: Task, *, actor: Reference, now: datetime) -> None:
    """What was said of one open decision takes effect, and how it stood is kept beside it."""
    meeting = ruling.meeting
    validate_ruling(task, ruling.ruling, ruling.until, ruling.words, now)
    ruling.standing = standing_of(task, now)
    write_ruling(ruling, "standing")
    words = ruling.words
    at: dict[str, Any] = {"actor": actor, "now": now}
    try:
        if ruling.ruling == Ruling.DONE:
            tasks.verify_task(task, words=words, decided=meeting.reference, **at)
        elif ruling.ruling == Ruling.BACK:
            tasks.return_task(task, reason=words, **at)
        elif ruling.ruling == Ruling.EXTEND:
            until = not_none(ruling.until)
            tasks.extend_task(task, until=until, reason=words, decided=meeting.reference, **at)
        elif ruling.ruling == Ruling.DROP:
            tasks.drop_task(task, reason=words, decided=meeting.reference, **at)
    except (TaskFault, LedgerFault) as fault:
        raise ActFault(f"ruling-{task.pk}", fault.bn, fault.en) from fault


def write_ruling(ruling: Ruling, *changed: str) -> None:
    """A new row whole, of one that is there what has changed: only that is sealed anew."""
    if ruling.pk is None:
        ruling.save(force_insert=True)
    else:
        ruling.save(update_fields=changed)


def standing_of(task: Task, now: datetime) -> dict[str, str | int]:
    """How a task stands at a moment: its state, its last day, and its delay in working days."""
    due, today = task.clock.due(now).astimezone(TZ).date(), now.astimezone(TZ).date()
    late = max(task.clock.calendar.count_working_days(due, today), 0) if is_task_late(task, now) else 0
    return {"state": task.state, "due": due.isoformat(), "late": late, "number": task.number}


def give_decision(meeting: Meeting, decision: Decision, *, actor: Reference, now: datetime) -> None:
    """A decision becomes a task: the secretary gives it, and checks it unless it is their own."""
    seats = seats_on(meeting.committee, meeting.starts_at.astimezone(TZ).date())
    secretary = seat_of(seats, Membership.SECRETARY)
    giver = secretary.post if secretary else None
    if giver is None:
        raise ActFault(
            "decisions",
            "কমিটিতে সেদিন সদস্যসচিব নেই, তাই কাজ দেওয়ার কেউ নেই।",
            "The committee had no secretary on that day, so nobody can give the work.",
        )
    try:
        task = tasks.give_task(
            office=meeting.office,
            title=decision.words,
            owner=decision.owner,
            given_by=giver,
            check=checker_of(decision, giver),
            evidence=(Task.WORDS,),
            due=decision.due,
            subject=decision.reference,
            origin=ORIGIN,
            submission=f"decision-{decision.pk}",
            actor=actor,
            now=now,
        )
    except TaskFault as fault:
        raise ActFault("decisions", fault.bn, fault.en) from fault
    decision.task = task
    decision.save(update_fields=["task"])


def checker_of(decision: Decision, giver: Post) -> Post | None:
    """Nobody checks their own work; what the secretary does is told at the next meeting."""
    return None if decision.owner_post_id == giver.pk else giver
