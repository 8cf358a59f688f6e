"""What every agenda opens with: confirming the last minutes, and all open decisions of all earlier meetings,
the late ones first. Computed, so that nothing can be left off.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.safestring import SafeString

from ongikar.cases.models import Case
from ongikar.tasks import transitions as task_states
from ongikar.tasks.models import Task
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import TaskStanding, is_task_late, mini_bar, task_standing

from .decision_effects import ORIGIN
from .models import AgendaItem, Committee, Meeting
from .transitions import APPROVED, CIRCULATED, HELD, ISSUED
from .wording import decision_number, meeting_title

# Of these the minutes exist, whether they are issued or not.
WITH_MINUTES = (HELD, CIRCULATED, APPROVED, ISSUED)


@dataclass(frozen=True, slots=True)
class Agenda:
    """`last`: the meeting whose minutes are to be confirmed, None of a first one. `open`: the tasks of all
    decisions of earlier meetings that are not done yet. `items`: what is new.
    """

    last: Meeting | None
    open: list[Task]
    items: list[AgendaItem]


def agenda_of(meeting: Meeting, now: datetime) -> Agenda:
    """In four statements, however many months lie behind."""
    return Agenda(
        last_with_minutes(meeting),
        open_tasks(meeting.committee, now, before=meeting),
        list(meeting.items.all()),
    )


def last_with_minutes(meeting: Meeting) -> Meeting | None:
    """The meeting before this one of which there are minutes."""
    before = Meeting.objects.filter(
        committee=meeting.committee_id, number__lt=meeting.number, state__in=WITH_MINUTES
    )
    return before.select_related("letter").order_by("-number").first()


def tasks_of_decisions(committee: Committee, *, before: Meeting | None = None) -> QuerySet[Task]:
    """What a committee decided, as tasks with what a line about each needs.

    Among them are those that were made of lines of older minutes (cases/actions/task_lines.py): they serve
    the case of a month, and no row tells of their sitting.
    """
    decided = Q(decision__meeting__committee=committee.pk)
    if before is not None:
        decided &= Q(decision__meeting__number__lt=before.number)
    if committee.service_code:
        # Asked of each task: read from the other end these would be all months that there ever were.
        month = Case.objects.filter(
            pk=OuterRef("subject_id"), office=committee.office_id, service__code=committee.service_code
        )
        decided |= Q(Exists(month), subject_type="case")
    rows = Task.objects.filter(decided, office=committee.office_id, origin=ORIGIN)
    return rows.select_related(
        "decision__meeting__committee",
        "decision__meeting__case",
        "owner_post",
        "owner_contact",
        "clock",
        "check_clock",
        "check_post",
    ).prefetch_related("clock__facts")


def open_tasks(committee: Committee, now: datetime, *, before: Meeting | None = None) -> list[Task]:
    """Those that have not ended, the late ones first, then by their last day."""
    return in_order(tasks_of_decisions(committee, before=before).filter(ended_at__isnull=True), now)


def in_order(rows: Iterable[Task], now: datetime) -> list[Task]:
    return sorted(rows, key=lambda task: (not is_task_late(task, now), task.clock.due_at, task.number))


def done_since(meeting: Meeting, last: Meeting | None) -> list[Task]:
    """Those that were done since the last sitting: they need no ruling, but the table should know."""
    if last is None or last.ended_at is None:
        return []
    rows = tasks_of_decisions(meeting.committee, before=meeting)
    done = rows.filter(ended_at__gte=last.ended_at, state=task_states.DONE)
    return list(done.order_by("ended_at", "id"))


def number_pair(task: Task) -> list[int]:
    """9, 3 of decision 9.3; the number of the task alone where it was made of a line of older minutes."""
    decision = getattr(task, "decision", None)
    return [decision.meeting.number, decision.serial] if decision else [task.number]


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A decision of before as a page names it: its number, what it is, whose, and how it stands."""

    task: Task
    number: str
    owner: str
    meeting: str
    bar: SafeString
    stands: TaskStanding


def task_lines(tasks: Iterable[Task], now: datetime) -> list[OpenDecision]:
    return [task_line(task, now) for task in tasks]


def task_line(task: Task, now: datetime) -> OpenDecision:
    decision = getattr(task, "decision", None)
    return OpenDecision(
        task,
        decision_number(number_pair(task)),
        owner_words(task),
        meeting_title(decision.meeting) if decision else "",
        mini_bar(task, now),
        task_standing(task, now),
    )
