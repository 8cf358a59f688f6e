"""What is done on a job of the demonstration beside the acts of its desk. The signature is drawn by nobody: a
wave that says what it is.
"""

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from ongikar.cases.models import Case
from ongikar.core.not_none import not_none
from ongikar.delivery.support import actions
from ongikar.delivery.support.models import Job, JobDevice, Signature, newest_job
from ongikar.delivery.support.signing import draw_signature
from ongikar.journal.actions import Reference
from ongikar.places.models import Device
from ongikar.records.actions import perform
from ongikar.rules.calendar.office_calendar import TZ

Answers = Mapping[str, Any]
JobStep = Callable[[Case, Answers, Reference, datetime], object]
WAVE = [(20 + 8 * step, round(100 + 50 * math.sin(step / 3))) for step in range(70)]


def job_of(case: Case) -> Job:
    job = not_none(newest_job(case))
    return Job.objects.with_all().get(pk=job.pk)


def name_device(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    """The first device of a kind at the place of the job; where no devices were loaded, none."""
    job = job_of(case)
    found = Device.objects.filter(office=job.office_id, place=job.place_id, kind=answers["kind"])
    device = found.select_related("place", "office").order_by("number").first() if job.place_id else None
    if device is not None:
        perform(job, JobDevice(job=job, device=device), actor=actor, now=at)


def tell_results(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    """The same of every device of the job."""
    job = job_of(case)
    for each in JobDevice.objects.select_related("device__place", "device__office").filter(job=job):
        actions.record_result(
            job,
            each,
            result=answers["result"],
            on=at.astimezone(TZ).date(),
            words=answers.get("words", ""),
            actor=actor,
            now=at,
        )


def sign_sheet(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    job = job_of(case)
    sheet = not_none(job.newest_sheet)
    sheet.job = job
    row = Signature(sheet=sheet, how=Signature.DRAWN, name=answers["name"], post=answers["post"])
    perform(job, row, content=draw_signature([WAVE]), actor=actor, now=at)


JOB_ACTS: dict[str, JobStep] = {
    "name_device": name_device,
    "tell_results": tell_results,
    "sign_sheet": sign_sheet,
}
