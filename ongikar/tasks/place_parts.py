"""What tasks show on the page of a place and on its public card: what is still to be done there."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from ongikar.core.db.pages import page_of
from ongikar.core.slots import Answer
from ongikar.offices.models import Place
from ongikar.people.desk import DeskRequest

from .models import Task
from .models.task import TaskQuerySet
from .promise import task_standing
from .rights import READER_ROLES

# A place with more has them in the list of tasks.
MOST = 8


def open_tasks(place: Place) -> TaskQuerySet:
    return Task.objects.filter(place=place, ended_at__isnull=True)


def count_line(request: DeskRequest, *, place: Place, **facts: Any) -> Answer | None:
    count = open_tasks(place).count()
    return ("tasks/place_count.html", {"open_tasks": count}) if count else None


def side_part(request: DeskRequest, *, place: Place, now: datetime, **facts: Any) -> Answer | None:
    """Those that are owed first. Who may not read tasks sees none."""
    if not request.desk.has(place.office_id, READER_ROLES):
        return None
    page = page_of(open_tasks(place).with_all().order_by("clock__due_at", "id"), MOST)
    lines = [(task, task_standing(task, now)) for task in page.rows]
    return "tasks/place_side.html", {"tasks": lines, "has_more": page.last is not None}


def card_line(request: HttpRequest, *, place: Place, **facts: Any) -> Answer | None:
    """For the public a figure alone: the words of a task tell where a lock is missing."""
    return "tasks/place_card.html", {"open_tasks": open_tasks(place).count()}
