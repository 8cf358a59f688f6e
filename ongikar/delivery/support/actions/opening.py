"""A job begins with its case, begins anew when the case is reopened, and ends with it."""

from datetime import datetime

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.cases.places import OTHER, place_kind
from ongikar.delivery.support.models import Job, JobAct, JobDevice
from ongikar.delivery.support.reported_faults import keep_new_words
from ongikar.delivery.support.transitions import END, ENDED, OPEN, REPORTED
from ongikar.journal.actions import WORKER, record
from ongikar.offices.models import Place
from ongikar.offices.serials import next_number
from ongikar.places.models import Device
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from .act_log import add_act, lock_job
from .devices import enter_faults, fact_of_result

MOST_NAME = 200


def newest_job(case: Case) -> Job | None:
    return Job.objects.filter(case=case).order_by("-round").first()


@transaction.atomic
def open_job(case: Case, *, now: datetime) -> Job:
    """The job of a case about something that does not work: with its receipt, or adopted later."""
    return newest_job(case) or begin_job(case, 1, now=now)


@transaction.atomic
def open_next_round(case: Case, *, now: datetime) -> Job:
    """The case was reopened: it is promised anew, so it is looked at and signed for anew, with the same
    devices.
    """
    last = newest_job(case)
    if last is None:
        return begin_job(case, 1, now=now)
    if last.state != ENDED:
        return last
    job = begin_job(case, last.round + 1, now=now)
    keep_new_words(case, job.round)
    for each in last.devices.select_related("device"):
        if each.device.is_in_use:
            JobDevice.objects.get_or_create(job=job, device=each.device, defaults={"added_at": now})
    return job


def begin_job(case: Case, round: int, *, now: datetime) -> Job:
    device = reported_device(case)
    place = reported_place(case) or (device.place if device else None)
    year = fiscal_year(now.astimezone(TZ).date())
    job = Job(
        office=case.office,
        case=case,
        round=round,
        fiscal_year=year,
        # Drawn as late as can be: others wait for it.
        book_serial=0,
        place=place,
        place_name="" if place else named_place(case),
        state=REPORTED,
        opened_at=now,
    )
    job.book_serial = next_number(case.office, "jobs", year)
    job.save(force_insert=True)
    JobAct.objects.create(job=job, name=OPEN, at=now, by_type=WORKER[0], by_id=WORKER[1])
    if device and device.is_in_use:
        JobDevice.objects.create(job=job, device=device, added_at=now)
    record("job.open", subject=job.reference, actor=WORKER, office_id=case.office_id, now=now)
    return job


def reported_place(case: Case) -> Place | None:
    slug = case.answers.get("place")
    if not slug or slug == OTHER:
        return None
    kind = place_kind(case.row)
    return Place.objects.filter(office=case.office_id, slug=slug, kind__iexact=kind).first()


def reported_device(case: Case) -> Device | None:
    """The device whose number was typed, if there is one: what was typed is kept in the answers anyhow."""
    number = str(case.answers.get("device_number") or "")
    if not (number.isascii() and number.isdigit()):
        return None
    return Device.objects.by_number(case.office, int(number))


def named_place(case: Case) -> str:
    """Where it is, of a place that is on no list: as it was written, else whose it is."""
    institution = case.applicant.institution if case.applicant else ""
    return str(case.answers.get("place_name") or institution or "")[:MOST_NAME]


@transaction.atomic
def end_job(case: Case, *, now: datetime) -> None:
    """The case ended, however: what was mended across the counter was looked at then."""
    job = newest_job(case)
    if job is None or job.state == ENDED:
        return
    lock_job(job)
    job.ended_at = now
    if job.state == REPORTED and case.outcome.get("fixed") == "yes":
        mend_at_once(job, case, now=now)
    looked = case.outcome.get("how") and job.looked_at is None
    if looked:
        job.looked_at = now
        job.way = str(case.outcome["how"])[:10]
    add_act(job, END, actor=WORKER, now=now, changed=("ended_at", "looked_at", "way"))


def mend_at_once(job: Job, case: Case, *, now: datetime) -> None:
    """Mended across the counter or by phone before anybody judged the report: its devices were faulty, and
    are mended.
    """
    enter_faults(job, case, actor=WORKER, now=now)
    for each in job.devices.select_related("device__place", "device__office"):
        each.result, each.result_on = JobDevice.MENDED, now.astimezone(TZ).date()
        each.result_fact = fact_of_result(job, each, actor=WORKER, now=now)
        each.save(update_fields=["result", "result_on", "result_fact"])
