"""Charge of a post goes to another: whoever takes it over follows up what that post gave and checks, and owes
its series.
"""

from datetime import datetime

from django.db import transaction

from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Post
from ongikar.tasks import transitions
from ongikar.tasks.models import Series, Task

from .act_log import add_act, lock_task, record_act, require_words


@transaction.atomic
def direct_task(task: Task, *, old: Post, new: Post, reason: str, actor: Reference, now: datetime) -> bool:
    """What one post gave or checks another gives or checks from now on; whether anything went over. No day
    moves.

    Nobody checks their own work: a check of what the other post owes stays, until somebody else is named.
    """
    reason = require_words("reason", reason)
    lock_task(task)
    changed = []
    if task.given_by_id == old.pk:
        task.given_by = new
        changed.append("given_by")
    if task.check_post_id == old.pk and task.owner_post_id != new.pk:
        task.check_post = new
        changed.append("check_post")
    if not changed or task.state not in transitions.RUNNING:
        return False
    data = {"from": ["post", old.pk], "to": ["post", new.pk]}
    add_act(task, transitions.DIRECT, actor=actor, now=now, words=reason, data=data, changed=changed)
    record_act("directed", task, actor=actor, now=now, from_post=old.pk, to_post=new.pk)
    return True


@transaction.atomic
def pass_series(series: Series, *, old: Post, new: Post, actor: Reference, now: datetime) -> bool:
    """Its further tasks are given by, owed by and checked by another post; whether anything went over. Those
    that are open go by themselves.
    """
    locked = Series.objects.select_for_update().get(pk=series.pk)
    changed = ["given_by"] if locked.given_by_id == old.pk else []
    # Nobody checks their own work: where the other does one of both already, the second is named by hand.
    if locked.owner_post_id == old.pk and locked.check_post_id != new.pk:
        changed.append("owner_post")
    if locked.check_post_id == old.pk and locked.owner_post_id not in (old.pk, new.pk):
        changed.append("check_post")
    if not changed:
        return False
    for name in changed:
        setattr(locked, name, new)
    locked.save(update_fields=changed)
    record(
        "series.passed",
        subject=locked.reference,
        actor=actor,
        office_id=locked.office_id,
        now=now,
        from_post=old.pk,
        to_post=new.pk,
    )
    return True
