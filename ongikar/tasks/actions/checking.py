"""What the checker says of reported work: it is done, or it goes back with what is still missing."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.clock import actions as clocks
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.models import Holding
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions
from ongikar.tasks.models import Task

from .act_log import REPORTS, add_act, lock_task, record_act, require_act, require_words, stop_check_clock
from .giving import require_other_checker


@transaction.atomic
def return_task(task: Task, *, reason: str, actor: Reference, now: datetime) -> None:
    """Not done yet, and what is missing. The owner's clock runs on; that of the check was kept."""
    reason = require_words("words", reason)
    lock_task(task)
    require_act(task, transitions.RETURN)
    clocks.resume(task.clock, now=now)
    stop_check_clock(task, case_transitions.KEPT, now)
    add_act(task, transitions.RETURN, actor=actor, now=now, words=reason, changed=["check_clock"])
    record_act("returned", task, actor=actor, now=now)


@transaction.atomic
def verify_task(
    task: Task,
    *,
    words: str = "",
    actor: Reference,
    now: datetime,
    decided: SubjectReference | None = None,
) -> None:
    """It is done as reported: both clocks stop. The owner's counts as of the report, since it waited.

    `decided`: the meeting that saw the proof, whoever writes it down. Raises PermissionDenied for whoever
    reported it, unless nobody else works in the office: then the act says so, and stands on the list of the
    superior.
    """
    lock_task(task, reads_clocks=False)
    require_act(task, transitions.VERIFY)
    data: dict[str, Any] = {}
    changed = ["check_clock"]
    if decided is not None:
        data["decided"] = list(decided)
    elif is_own_report(task, actor):
        if not is_alone(task.office_id, actor, now):
            raise PermissionDenied
        data["alone"] = True
        task.exception = Task.ALONE
        changed.append("exception")
    stop_check_clock(task, case_transitions.KEPT, now)
    clocks.stop(task.clock, outcome=case_transitions.KEPT, now=now)
    add_act(
        task,
        transitions.VERIFY,
        actor=actor,
        now=now,
        words=words.strip(),
        data=data,
        changed=changed,
    )
    record_act("verified", task, actor=actor, now=now)


@transaction.atomic
def hand_check(task: Task, *, check: Post, actor: Reference, now: datetime) -> None:
    """Another post checks it, where nobody at the one before may. The clock of the check runs on, and every
    day stays as it was.

    Raises TaskFault for a post that owes the task itself.
    """
    lock_task(task)
    require_act(task, transitions.HAND_CHECK)
    require_other_checker(task.owner, check)
    data = {"from": ["post", task.check_post_id], "to": ["post", check.pk]}
    task.check_post = check
    add_act(task, transitions.HAND_CHECK, actor=actor, now=now, data=data, changed=["check_post"])
    record_act("check_handed", task, actor=actor, now=now)


def is_own_report(task: Task, actor: Reference) -> bool:
    """Whether the report that waits came from this very person."""
    reports = REPORTS(task.pk)
    return bool(reports) and reports[0].by == actor and actor[0] == "user"


def is_alone(office_id: int, actor: Reference, now: datetime) -> bool:
    """Whether nobody else holds a post of the office's staff today."""
    today = now.astimezone(TZ).date()
    posts = Post.objects.filter(office=office_id, role__in=STAFF_ROLES)
    return not Holding.objects.on(today).filter(post__in=posts).exclude(user=actor[1]).exists()
