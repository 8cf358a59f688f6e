"""The tasks of a post for whoever hands over charge of it: those it owes, those it gave or checks, and the
series that will ask it again.
"""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import language
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.rules.bangla.text import digits
from ongikar.tasks.rules import Recurrence

from . import actions
from .lists import TaskSelection, tasks_page
from .models import Series, Task
from .models.task import TaskQuerySet
from .owners import owner_words
from .promise import due_day, is_task_late
from .series_words import how_often
from .words import task_number


def task_line(task: Task, now: datetime, *, with_owner: bool = False) -> ChargeLine:
    return ChargeLine(
        task_number(task.number),
        f"{task.title} ({owner_words(task)})" if with_owner else task.title,
        due_day(task.clock, now),
        reverse("task", args=[task.number]),
        is_task_late(task, now),
    )


def owed_lines(post: Post, most: int) -> list[ChargeLine]:
    now = timezone.now()
    asked = TaskSelection(owner=f"post-{post.pk}")
    return [task_line(task, now) for task in tasks_page(post.office, asked, [post.pk], now, size=most).tasks]


def count_owed(post: Post) -> int:
    return Task.objects.filter(owner_post=post, ended_at__isnull=True).count()


def transfer_owed(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """All that lies on a post goes to another. What the other has to check himself stays: nobody checks his
    own work, so it is given to somebody by hand.
    """
    moved = 0
    for task in Task.objects.filter(owner_post=post, ended_at__isnull=True).order_by("id"):
        if task.check_post_id == to.pk:
            continue
        actions.transfer_task(task, owner=to, reason=reason, actor=actor, now=now)
        # What it gave itself it has given to nobody once it is gone.
        actions.direct_task(task, old=post, new=to, reason=reason, actor=actor, now=now)
        moved += 1
    return moved


def watched_tasks(post: Post) -> TaskQuerySet:
    """What others owe, and this post gave or has to check."""
    # Each by its own index: of an OR over both, either database reads all tasks through.
    gave, checks = (
        Task.objects.filter(ended_at__isnull=True, **{column: post}).order_by().values("pk")
        for column in ("given_by", "check_post")
    )
    others = ~Q(owner_post=post) | Q(owner_post__isnull=True)
    return Task.objects.filter(others, pk__in=gave.union(checks)).order_by("id")


def watched_lines(post: Post, most: int) -> list[ChargeLine]:
    now = timezone.now()
    found = watched_tasks(post).with_all()[:most]
    return [task_line(task, now, with_owner=True) for task in found]


def count_watched(post: Post) -> int:
    return watched_tasks(post).count()


def transfer_watched(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """Whoever comes gives and checks them from now on; of their own work they stay the giver alone, and who
    checks it is named by hand.
    """
    moved = 0
    for task in watched_tasks(post):
        moved += actions.direct_task(task, old=post, new=to, reason=reason, actor=actor, now=now)
    return moved


def series_of(post: Post) -> QuerySet[Series]:
    named = Q(owner_post=post) | Q(given_by=post) | Q(check_post=post)
    return Series.objects.filter(named, office=post.office_id, ended_at__isnull=True).order_by("id")


def series_lines(post: Post, most: int) -> list[ChargeLine]:
    return [
        ChargeLine(digits(row.pk, language()), f"{row.title} ({how_often(Recurrence.from_data(row.rule))})")
        for row in series_of(post)[:most]
    ]


def count_series(post: Post) -> int:
    return series_of(post).count()


def transfer_series(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    found = list(series_of(post))
    return sum(actions.pass_series(row, old=post, new=to, actor=actor, now=now) for row in found)


TASK_CHARGE = ChargeSource("tasks", ("কাজ", "Tasks"), owed_lines, count_owed, transfer_owed, order=20)
WATCHED_CHARGE = ChargeSource(
    "tasks_given",
    ("অন্যের কাজ, যা এই পদ দিয়েছে বা যাচাই করে", "Tasks of others that this post gave or checks"),
    watched_lines,
    count_watched,
    transfer_watched,
    order=21,
)
SERIES_CHARGE = ChargeSource(
    "series",
    ("বারবার আসা কাজ", "Tasks that come again"),
    series_lines,
    count_series,
    transfer_series,
    order=22,
)
