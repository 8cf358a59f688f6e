"""Where everybody who was to check a remedy is part of the matter by now: the check goes to the alternate of
the tier that decided, or to the tiers above, by itself.

A remedy is checked by the post that decided, and posts change hands. What only the accused could check would
wait without an end, and whoever complained would never hear that it was done.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import transaction

from ongikar.charter.models import Tier
from ongikar.core.not_none import not_none
from ongikar.grievances.handling.matter_lists import ORIGIN
from ongikar.grievances.ladder.conflict_lists import StageConflicts
from ongikar.grievances.ladder.conflicts import desks_at, is_post_barred, matter_of
from ongikar.grievances.ladder.tiers import is_held
from ongikar.grievances.models import Grievance, Remedy, Stage
from ongikar.journal.actions import WORKER
from ongikar.offices.models import Post
from ongikar.tasks import actions as tasks
from ongikar.tasks import transitions as task_moves
from ongikar.tasks.models import Task

# How many are moved in one round; the rest in the next.
MOST = 50


def move_stuck_checks(now: datetime, day: date) -> int:
    """How many were moved. Of what nobody else may check either, nothing is moved."""
    return sum(move_check(pk, now, day) for pk in list(stuck_checks(day)))


def stuck_checks(day: date) -> Iterator[int]:
    """The remedies that were reported and wait for a post which is held, and by nobody who may check them."""
    waiting = Task.objects.filter(origin=ORIGIN, check_clock__isnull=False)
    posts = waiting.order_by().values("check_post").distinct()
    for post in Post.objects.filter(pk__in=posts).order_by("pk"):
        desks = desks_at(post.pk, day)
        if not desks:
            continue
        keys = waiting.filter(check_post=post).order_by().values("remedy__stage")
        stuck = Stage.objects.filter(pk__in=keys)
        for desk in desks:
            free = StageConflicts(desk, post.office_id).leave_out_barred(stuck)
            stuck = stuck.exclude(pk__in=free.order_by().values("pk"))
        remedies = Remedy.objects.filter(stage__in=stuck.order_by().values("pk"), task__check_post=post)
        yield from remedies.order_by("pk").values_list("pk", flat=True)[:MOST]


@transaction.atomic
def move_check(pk: int, now: datetime, day: date) -> bool:
    """Move one, unless it was checked meanwhile; whether it was moved."""
    remedy = Remedy.objects.select_related("task", "stage__tier__version").get(pk=pk)
    task = Task.objects.select_for_update().get(pk=remedy.task_id)
    if task.state != task_moves.REPORTED:
        return False
    check = other_checker(remedy.stage, task, day)
    if check is None:
        return False
    tasks.hand_check(task, check=check, actor=WORKER, now=now)
    return True


def other_checker(stage: Stage, task: Task, day: date) -> Post | None:
    """The next post of the ladder that may check it: the alternate of the tier, then each tier above with its
    own. Never whoever owes it, and nobody where a post is vacant.
    """
    rows = Grievance.objects.select_related("complainant", "case", "office").prefetch_related("stages")
    grievance = rows.get(pk=stage.grievance_id)
    tiers = stage.tier.version.tiers.filter(number__gte=stage.number).select_related("post", "alternate")
    matter = matter_of(grievance)
    for post in posts_of(tiers.order_by("number")):
        is_other = post.pk not in (task.owner_post_id, task.check_post_id)
        if (
            is_other
            and is_held(post.pk, day)
            and not is_post_barred(post.pk, matter, grievance.office_id, day)
        ):
            return post
    return None


def posts_of(tiers: Iterable[Tier]) -> Iterator[Post]:
    for tier in tiers:
        yield tier.post
        if tier.alternate_id:
            yield not_none(tier.alternate)
