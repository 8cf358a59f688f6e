"""Tasks that a record of a story has brought: reported by whoever has them, and found good by the officer."""

from datetime import datetime
from typing import Any

from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.tasks import transitions
from ongikar.tasks.actions import report_task, verify_task
from ongikar.tasks.actions.series import raise_due_tasks
from ongikar.tasks.models import Task

from .lived import desk_of_holder, post_of


def open_task_of(record: Any, at: datetime) -> Task | None:
    """That of its series, as the worker has given it by then."""
    raise_due_tasks(at)
    return Task.objects.filter(series=record.series_id, ended_at__isnull=True).first()


def report_task_of(record: Any, words: str, at: datetime) -> None:
    report(open_task_of(record, at), words, at)


def check_task_of(record: Any, at: datetime) -> None:
    check(open_task_of(record, at), at)


def report(task: Task | None, words: str, at: datetime) -> None:
    if task is None:
        return
    owner: Reference = (
        ("contact", task.owner_contact_id)
        if task.owner_contact_id
        else desk_of_holder(not_none(task.owner_post), at).actor
    )
    report_task(task, words=words, actor=owner, now=at)


def check(task: Task | None, at: datetime) -> None:
    """Found good a little after it was reported."""
    if task is not None and task.state == transitions.REPORTED:
        verify_task(task, actor=desk_of_holder(post_of(task.office, Post.OFFICER), at).actor, now=at)
