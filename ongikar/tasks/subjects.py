"""How a task is named where something points at it."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.offices.models import Office
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Task
from .rights import READER_ROLES
from .words import task_number


def load_tasks(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Task.objects.filter(pk__in=list(keys)).values_list("pk", "number", "title", "office_id")
    return {
        pk: SubjectLine(task_number(number), title, reverse("task", args=[number]), office_id)
        for pk, number, title, office_id in found
    }


def find_task(office: Office, typed: str) -> int | None:
    """By T-0118, কাজ-০১১৮ or the figures alone."""
    figures = typed.upper().removeprefix("T-").removeprefix("কাজ-")
    if not (figures.isascii() and figures.isdigit() and len(figures) < 10):
        return None
    return Task.objects.filter(office=office, number=int(figures)).values_list("pk", flat=True).first()


TASK_SUBJECT = SubjectType(
    Task.SUBJECT, ("কাজ", "Task"), load_tasks, readable_by_roles(READER_ROLES), find_task
)
