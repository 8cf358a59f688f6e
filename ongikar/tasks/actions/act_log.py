"""What every act does: it may follow or is refused, it is written down, and the journal is told."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Unpack

from django.db import transaction

from ongikar.clock import actions as clocks
from ongikar.clock.models import Clock
from ongikar.clock.open_clocks import newest_version
from ongikar.core.db.bulk_sql import insert_row, update_row
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.offices.models import CalendarVersion, Office
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import Undertaking
from ongikar.tasks import transitions
from ongikar.tasks.models import Series, Task, TaskAct, TaskLink
from ongikar.tasks.rules import SINCE_DONE
from ongikar.tasks.transitions import TaskFault

# By this many working days at most the time of a task is extended, once.
MAY_EXTEND = 30
# In this many working days a report is checked.
CHECK_DAYS = 3


LOCKED = CompiledQuery(lambda: Task.objects.select_for_update().filter(pk=CompiledQuery.parameter(0)))
CLOCK = CompiledQuery(lambda: Clock.objects.filter(pk=CompiledQuery.parameter(0)))
# The newest first.
REPORTS = CompiledQuery(
    lambda: TaskAct.objects.filter(task=CompiledQuery.parameter(0), name=transitions.REPORT).order_by("-id")
)


def lock_task(task: Task, *, reads_clocks: bool = True) -> None:
    """Hold the task to the end of the transaction, so that two people act in turn, and read it anew.

    `reads_clocks`: not for an act that only enters facts, since that reads the clock anew itself.
    """
    (fresh,) = LOCKED(task.pk)
    for field in Task._meta.concrete_fields:
        before, after = getattr(task, field.attname), getattr(fresh, field.attname)
        if before != after:
            setattr(task, field.attname, after)
    for field in (Task.clock.field, Task.check_clock.field):
        key = getattr(task, field.attname)
        # A clock that was read before may have facts by now.
        if key and (reads_clocks or not field.is_cached(task)):
            setattr(task, field.name, CLOCK(key)[0])


def require_act(task: Task, name: str) -> str:
    """The state that an act leads to; raises TransitionFault where it may not follow. The task is locked."""
    return transitions.TRANSITIONS.require(task.state, name, act_names(task))


def act_names(task: Task) -> Iterator[str]:
    """The acts done so far, in order. Nothing is asked where nobody looks: of most acts the state decides."""
    yield from task.acts.values_list("name", flat=True)


def add_act(
    task: Task,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    clock: Clock | None = None,
    changed: Iterable[str] = (),
) -> TaskAct:
    """Add an act if it may follow, and bring the state up to date. The task must be locked.

    `changed`: further fields that the act has changed. Only what it changes is written, and so sealed anew.
    """
    after = require_act(task, name)
    fields = [*changed]
    if after != task.state:
        task.state = after
        task.ended_at = now if after in transitions.ENDED else None
        fields += ["state", "ended_at"]
    if fields:
        update_row(task, *fields)
    if task.ended_at and task.series_id:
        plan_after(task.series_id, now)
    return write_act(task, name, actor=actor, now=now, words=words, data=data, clock=clock)


def plan_after(series_id: int, now: datetime) -> None:
    """A task of a series that counts since it was done has ended: the worker looks for the next one."""
    series = Series.objects.select_for_update().get(pk=series_id)
    if series.ended_at is None and series.rule.get("policy") == SINCE_DONE:
        series.look_at = now
        series.save(update_fields=["look_at"])


def write_act(
    task: Task,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    clock: Clock | None = None,
) -> TaskAct:
    return insert_row(
        TaskAct(
            task=task,
            name=name,
            at=now,
            by_type=actor[0],
            by_id=actor[1],
            words=words,
            data=dict(data or {}),
            clock=clock,
        )
    )


def record_act(verb: str, task: Task, *, actor: Reference, now: datetime, **facts: Unpack[EntryFacts]) -> int:
    return record(
        f"task.{verb}", subject=task.reference, actor=actor, office_id=task.office_id, now=now, **facts
    )


def calendar_of_office(office: Office) -> CalendarVersion:
    return CalendarVersion(pk=newest_version(office.pk), office=office)


def require_words(field: str, words: str) -> str:
    """The words of an act that needs some; raises TaskFault where there are none."""
    if not (said := words.strip()):
        raise TaskFault(field, "কারণ লিখুন।", "Write the reason.")
    return said


def require_day(due: date, now: datetime) -> None:
    if due < now.astimezone(TZ).date():
        raise TaskFault(
            "due",
            "দিনটি পেরিয়ে গেছে। আজ বা পরের কোনো দিন দিন।",
            "This day has passed. Name today or a later day.",
        )


def start_task_clock(office: Office, *, due: date, received: datetime, reopens: str = "") -> Clock:
    """The owner's clock: the day is itself the promise, as that of a letter is."""
    undertaking = Undertaking(Promise("by_date", until=due), may_extend=MAY_EXTEND, reopens=reopens)
    return clocks.start_clock(
        office=office,
        calendar=calendar_of_office(office),
        topic="task",
        promise=undertaking,
        received=received,
    )


def start_check_clock(task: Task, now: datetime) -> Clock:
    return clocks.start_clock(
        office=task.office,
        calendar=calendar_of_office(task.office),
        topic="task_check",
        promise=Promise("working_days", CHECK_DAYS),
        received=now,
    )


def stop_check_clock(task: Task, outcome: str, now: datetime) -> None:
    if task.check_clock is not None:
        clocks.stop(task.check_clock, outcome=outcome, now=now)
        task.check_clock = None


def revoke_links(task: Task, now: datetime) -> None:
    """Whoever no longer owes the task opens it no more."""
    TaskLink.objects.filter(task=task, revoked_at__isnull=True).update(revoked_at=now)


@transaction.atomic
def add_note(task: Task, *, words: str, actor: Reference, now: datetime) -> None:
    """A remark of the office. It moves nothing; pressed twice, it is written once."""
    words = words.strip()
    if not words:
        raise TaskFault("words", "কিছু লিখুন।", "Write something.")
    lock_task(task)
    last = task.acts.order_by("-id").first()
    if last and last.name == transitions.NOTE and (last.words, last.by) == (words, actor):
        return
    add_act(task, transitions.NOTE, actor=actor, now=now, words=words)
    record_act("noted", task, actor=actor, now=now)
