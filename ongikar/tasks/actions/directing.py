"""What whoever gave the work may do with it: give it to another, extend it, drop it, open it again; and what
goes over to whoever takes charge of their post.
"""

from datetime import date, datetime

from django.db import transaction

from ongikar.clock import actions as clocks
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.records.actions import act_on, note
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault

from .. import transitions
from ..act_guards import require_body
from ..models import Series, Task
from ..transitions import TaskFault
from .act_log import (
    add_act,
    lock_task,
    record_act,
    require_act,
    require_day,
    require_words,
    revoke_links,
    start_task_clock,
    stop_check_clock,
)
from .giving import owner_reference, require_in_use, require_other_checker


@transaction.atomic
def transfer_task(task: Task, *, owner: Post | Contact, reason: str, actor: Reference, now: datetime) -> None:
    """Another owes it from now on. Its day stays as it was; the link of the one before opens nothing more."""
    reason = require_words("reason", reason)
    lock_task(task)
    require_act(task, transitions.TRANSFER)
    if owner_reference(owner) == owner_reference(task.owner):
        raise TaskFault("owner", "কাজটি এখনই তাঁর। অন্য কাউকে বেছে নিন।", "It is theirs already. Choose another.")
    if owner.office_id != task.office_id:
        raise TaskFault("owner", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    require_other_checker(owner, task.check_post)
    require_in_use(owner, now)
    data = {"from": owner_reference(task.owner), "to": owner_reference(owner)}
    task.owner_post = owner if isinstance(owner, Post) else None
    task.owner_contact = owner if isinstance(owner, Contact) else None
    owners = ["owner_post", "owner_contact"]
    add_act(task, transitions.TRANSFER, actor=actor, now=now, words=reason, data=data, changed=owners)
    revoke_links(task, now)
    record_act("transferred", task, actor=actor, now=now)


@transaction.atomic
def extend_task(
    task: Task,
    *,
    until: date,
    reason: str,
    actor: Reference,
    now: datetime,
    decided: SubjectReference | None = None,
) -> None:
    """More time, once and before the due moment, up to a day.

    `decided`: the meeting that did so, of work that a body gave. Raises TaskFault beside the day or the
    reason where the clock's ledger, or the body, refuses it.
    """
    reason = require_words("reason", reason)
    lock_task(task)
    by_body = require_body("reason", task, decided)
    require_act(task, transitions.EXTEND)
    calendar = task.clock.calendar
    due = task.clock.due(now).astimezone(TZ).date()
    days = calendar.count_working_days(due, until) if until > due else 0
    if not days:
        raise TaskFault(
            "until",
            "এখনকার শেষ দিনের পরের কোনো কার্যদিবস দিন।",
            "Name a working day after the present due day.",
        )
    try:
        clocks.extend(task.clock, working_days=days, reason=reason, now=now)
    except LedgerFault as fault:
        raise TaskFault("until", fault.bn, fault.en) from fault
    data = {"until": until.isoformat(), **by_body}
    add_act(task, transitions.EXTEND, actor=actor, now=now, words=reason, data=data)
    record_act("extended", task, actor=actor, now=now, working_days=days)


@transaction.atomic
def refuse_time(task: Task, *, reason: str, actor: Reference, now: datetime) -> None:
    """The answer to who asked for more time: no, and why."""
    reason = require_words("reason", reason)
    lock_task(task)
    add_act(task, transitions.REFUSE_TIME, actor=actor, now=now, words=reason)
    record_act("time_refused", task, actor=actor, now=now)


@transaction.atomic
def drop_task(
    task: Task, *, reason: str, actor: Reference, now: datetime, decided: SubjectReference | None = None
) -> None:
    """It is no longer to be done, and why. One dropped after its day stands beside the rate of those kept.

    `decided`: the meeting that did so, of work that a body gave.
    """
    reason = require_words("reason", reason)
    lock_task(task)
    require_act(task, transitions.DROP)
    data = {"late": task.clock.is_overdue(now), **require_body("reason", task, decided)}
    changed = ["check_clock"] if task.check_clock_id else []
    if data["late"]:
        task.exception = Task.DROPPED_LATE
        changed.append("exception")
    stop_check_clock(task, case_transitions.DROPPED, now)
    clocks.stop(task.clock, outcome=case_transitions.DROPPED, now=now)
    add_act(task, transitions.DROP, actor=actor, now=now, words=reason, data=data, changed=changed)
    revoke_links(task, now)
    record_act("dropped", task, actor=actor, now=now)


@transaction.atomic
def reopen_task(task: Task, *, due: date, reason: str, actor: Reference, now: datetime) -> None:
    """It is to be done again, by a new day and under a new clock; the old one stays stopped, and late if it
    was.
    """
    reason = require_words("reason", reason)
    require_day(due, now)
    lock_task(task)
    require_act(task, transitions.REOPEN)
    clock = start_task_clock(task.office, due=due, received=now, reopens=str(task.clock_id))
    task.clock = clock
    data, changed = {"due": due.isoformat()}, ["clock"]
    if task.exception:
        task.exception = ""
        changed.append("exception")
    add_act(
        task,
        transitions.REOPEN,
        actor=actor,
        now=now,
        words=reason,
        data=data,
        clock=clock,
        changed=changed,
    )
    record_act("reopened", task, actor=actor, now=now)


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


def pass_series(series: Series, *, old: Post, new: Post, actor: Reference, now: datetime) -> bool:
    """Its further tasks are given by, owed by and checked by another post; whether anything went over. Those
    that are open go by themselves.
    """
    with act_on(series):
        changed = ["given_by"] if series.given_by_id == old.pk else []
        # Nobody checks their own work: where the other does one of both already, the second is named by hand.
        if series.owner_post_id == old.pk and series.check_post_id != new.pk:
            changed.append("owner_post")
        if series.check_post_id == old.pk and series.owner_post_id not in (old.pk, new.pk):
            changed.append("check_post")
        for name in changed:
            setattr(series, name, new)
        if changed:
            series.save(update_fields=changed)
            note(series, "passed", actor, now, from_post=old.pk, to_post=new.pk)
        return bool(changed)
