"""What is done on a job before its sheet is written: judged, looked at, mended with parts."""

from datetime import date, datetime

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.delivery.support.models import Job, JobAct
from ongikar.delivery.support.transitions import LOOK, TRIAGE, JobFault
from ongikar.delivery.support.triage import office_table
from ongikar.journal.actions import Reference
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.triage import look_by

from .act_log import add_act, is_done, lock_job
from .devices import enter_faults

NOT_COME = ("দিনটি এখনো আসেনি।", "This day has not come yet.")


@transaction.atomic
def triage_job(
    job: Job,
    *,
    urgency: str,
    effect: str,
    way: str,
    words: str = "",
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> None:
    """How badly work is held up and for how many: until when somebody first looks follows by the table of the
    day. With it the office takes the report for true, and the devices are faulty.
    """
    lock_job(job)
    if is_done(submission):
        return
    case = Case.objects.select_related("clock").get(pk=job.case_id)
    table = office_table(job.office, now.astimezone(TZ).date())
    job.urgency, job.effect, job.way = urgency, effect, way
    job.look_by = look_by(
        table,
        urgency,
        effect,
        calendar=case.clock.calendar,
        received=job.opened_at if job.round > 1 else case.received_at,
        due=case.clock.due(now),
    )
    add_act(
        job,
        TRIAGE,
        actor=actor,
        now=now,
        words=words,
        data={"urgency": urgency, "effect": effect, "way": way, "since": table.since.isoformat()},
        submission=submission,
        changed=("urgency", "effect", "way", "look_by"),
    )
    enter_faults(job, case, actor=actor, now=now)


@transaction.atomic
def look(
    job: Job,
    *,
    way: str,
    on: date,
    words: str,
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> None:
    """Somebody looked: on a visit, or by phone. A job may take several looks; the first is the one that is
    due.
    """
    lock_job(job)
    if is_done(submission):
        return
    require_day(job, on, now)
    changed: tuple[str, ...] = ("way",)
    job.way = way
    if job.looked_at is None:
        job.looked_at, changed = now, ("way", "looked_at")
    data = {"way": way, "on": on.isoformat()}
    add_act(job, LOOK, actor=actor, now=now, words=words, data=data, submission=submission, changed=changed)


def require_day(job: Job, on: date, now: datetime, field: str = "on") -> None:
    """Nothing is looked at before it was asked for, or on a day to come."""
    first = job.opened_at if job.round > 1 else job.case.received_at
    if on > now.astimezone(TZ).date():
        raise JobFault(field, *NOT_COME)
    if on < first.astimezone(TZ).date():
        raise JobFault(
            field,
            "সমস্যাটি জানানোর আগে দেখা হয়নি। দিনটি মিলিয়ে দেখুন।",
            "Nobody looked before the fault was reported. Check the day.",
        )


def looks_of(job: Job) -> list[JobAct]:
    return [act for act in job.acts.all() if act.name == LOOK]
