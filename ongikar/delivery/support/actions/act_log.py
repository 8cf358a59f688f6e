"""Entering an act of a job: held, judged by the table, written with the journal's entry."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ongikar.delivery.support.models import Job, JobAct
from ongikar.delivery.support.transitions import MOVED_ON, TRANSITIONS, JobFault
from ongikar.journal.actions import Reference, record
from ongikar.rules.transitions import TransitionFault


def lock_job(job: Job) -> Job:
    """Hold the job to the end of the transaction: two people act in turn. What the caller holds is brought
    up to date.
    """
    fresh = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    for field in Job._meta.concrete_fields:
        if getattr(job, field.attname) != (value := getattr(fresh, field.attname)):
            setattr(job, field.attname, value)
    return job


def is_done(submission: str | None) -> bool:
    """Whether the same press came before."""
    return bool(submission) and JobAct.objects.filter(submission=submission).exists()


def add_act(
    job: Job,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    submission: str | None = None,
    changed: tuple[str, ...] = (),
) -> JobAct:
    """One act of a job that is held (`lock_job`); `changed`: the fields of the job that it changed besides
    its state. Raises JobFault where it may not follow.
    """
    try:
        job.state = TRANSITIONS.require(job.state, name)
    except TransitionFault:
        raise JobFault("", *MOVED_ON) from None
    act = JobAct.objects.create(
        job=job,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words.strip(),
        data=dict(data or {}),
        submission=submission or None,
    )
    job.save(update_fields=["state", *changed])
    record(f"job.{name}", subject=job.reference, actor=actor, office_id=job.office_id, now=now)
    return act
