"""A line about a decision of before: its number, what it is, whose, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from ongikar.tasks.models import Task
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import TaskStanding, mini_bar, task_standing

from ..agenda import number_pair
from ..wording import decision_number, meeting_title


@dataclass(frozen=True, slots=True)
class TaskLine:
    task: Task
    number: str
    owner: str
    meeting: str
    bar: SafeString
    stands: TaskStanding


def task_lines(tasks: Iterable[Task], now: datetime) -> list[TaskLine]:
    return [task_line(task, now) for task in tasks]


def task_line(task: Task, now: datetime) -> TaskLine:
    decision = getattr(task, "decision", None)
    return TaskLine(
        task,
        decision_number(number_pair(task)),
        owner_words(task),
        meeting_title(decision.meeting) if decision else "",
        mini_bar(task, now),
        task_standing(task, now),
    )
