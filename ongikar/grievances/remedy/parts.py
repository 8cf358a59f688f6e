"""What the pages show of what a decision led to: its letter, its remedies, what was recommended, and what the
complainant thought of it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ongikar.cases.officer.case.case_summary import summarise_case
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.core.slots import Answer
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions as task_moves
from ongikar.tasks.models import Task, TaskAct
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import is_task_late

from ..handling.redaction import text_for_respondent
from ..hearing.parts import paper_address
from ..house_rules import house_rules
from ..models import DecisionRating, Recommendation, Stage
from ..slots import FOLLOWING, HANDLING, RESPONDING
from ..transitions import DECIDED

DECISION = "decision"


@dataclass(frozen=True, slots=True)
class RemedyLine:
    """One remedy. `tag`: (look, words); `why`: of one that was withdrawn. `address`: of its task, for whoever
    decides.
    """

    what: str
    who: str
    tag: tuple[str, str]
    why: str
    address: str


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What one decided stage led to."""

    stage: Stage
    memo: str
    letter: str
    cause: str
    remedies: list[RemedyLine]


def remedy_tag(task: Task, now: datetime) -> tuple[str, str]:
    """Done is what was checked: what is only reported is still to be done."""

    def day(moment: datetime) -> str:
        return date_words(moment.astimezone(TZ).date(), language(), weekday=False, year=False)

    if task.state == task_moves.DONE:
        words = say("করা হয়েছে, যাচাই {day}", "Done, checked on {day}", day=day(not_none(task.ended_at)))
        return "kept", words
    if task.state == task_moves.DROPPED:
        return "shut", say("প্রত্যাহার করা হয়েছে", "Withdrawn")
    due = day(task.clock.due(now))
    if is_task_late(task, now):
        return "late", say("দেরি হয়ে গেছে: শেষ দিন ছিল {day}", "Late: it was due by {day}", day=due)
    return "open", say("চলছে, শেষ দিন {day}", "Under way, due by {day}", day=due)


def drop_words(stages: list[Stage]) -> dict[int, str]:
    """By task, why a remedy was withdrawn; asks only where one was."""
    tasks = [remedy.task for stage in stages for remedy in stage.remedies.all()]
    dropped = [task.pk for task in tasks if task.state == task_moves.DROPPED]
    if not dropped:
        return {}
    acts = TaskAct.objects.filter(task__in=dropped, name=task_moves.DROP).order_by("pk")
    return dict(acts.values_list("task", "words"))


def remedy_lines(
    stage: Stage, now: datetime, *, reasons: dict[int, str], redacted: bool, with_task: bool
) -> list[RemedyLine]:
    """`reasons`: by task, why it was withdrawn."""
    grievance, lines = stage.grievance, []
    for remedy in stage.remedies.all():
        task = remedy.task
        why = reasons.get(task.pk, "")
        lines.append(
            RemedyLine(
                task.title,
                owner_words(task),
                remedy_tag(task, now),
                text_for_respondent(grievance, why) if redacted else why,
                reverse("task", args=[task.number]) if with_task else "",
            )
        )
    return lines


def outcome_lines(
    stage: Stage, now: datetime, *, door: str, redacted: bool = False, with_task: bool = False
) -> list[OutcomeLine]:
    """Of every tier that decided, the highest first."""
    decided = [each for each in stage.grievance.stages.all() if each.outcome == DECIDED]
    rules, reasons = house_rules(stage.grievance.office.slug), drop_words(decided)
    lines = []
    for each in sorted(decided, key=lambda one: -one.number):
        letter = each.letter
        lines.append(
            OutcomeLine(
                each,
                letter.memo_number if letter else "",
                paper_address(door, each, DECISION, each.number) if letter else "",
                rules.cause(each.cause) if each.cause else "",
                remedy_lines(each, now, reasons=reasons, redacted=redacted, with_task=with_task),
            )
        )
    return lines


def desk_outcome(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    lines = outcome_lines(stage, now, door="desk_grievance_paper", with_task=True)
    if not lines:
        return None
    stages = [line.stage for line in lines]
    given = Recommendation.objects.filter(stage__in=stages).order_by("-stage__number", "pk")
    given = given.select_related("case__clock", "case__service").prefetch_related("case__clock__facts")
    advice = [(each, each.case, summarise_case(each.case, now) if each.case else None) for each in given]
    ratings = [one.rating for one in stages if hasattr(one, "rating")]
    ratings.sort(key=lambda rating: -rating.pk)
    return "grievances/handling/outcome.html", {"lines": lines, "advice": advice, "ratings": ratings}


def followed_outcome(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    lines = outcome_lines(stage, now, door="grievance_paper")
    if not lines:
        return None
    rating: DecisionRating | None = getattr(stage, "rating", None)
    context: dict[str, Any] = {
        "lines": lines,
        "rating": rating,
        "may_rate": rating is None and stage.grievance.state == DECIDED,
        "grievance": stage.grievance,
    }
    return "grievances/outcome.html", context


def responding_outcome(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    lines = outcome_lines(stage, now, door="desk_complaint_paper", redacted=True)
    return ("grievances/outcome.html", {"lines": lines}) if lines else None


def register_outcome_parts() -> None:
    HANDLING.add(desk_outcome, order=60)
    FOLLOWING.add(followed_outcome, order=60)
    RESPONDING.add(responding_outcome, order=60)
