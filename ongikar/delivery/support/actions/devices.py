"""The devices of a job: added, faulty once the report was judged, and what became of each."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from ongikar.cases.models import Case
from ongikar.core.db.violations import violates
from ongikar.delivery.support.models import Job, JobDevice
from ongikar.delivery.support.reported_faults import reported_in
from ongikar.delivery.support.transitions import ADD_DEVICE, REPORTED, RESULT, JobFault
from ongikar.journal.actions import Reference
from ongikar.places.actions import record_device_fact
from ongikar.places.models import Device, DeviceFact
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.device_state import CONDEMNED, CORRECTED, FAULT, FAULTY, REPAIRED, WORKING, WRITTEN_OFF

from .act_log import add_act, is_done, lock_job

# Of a report only so much goes into the history of a device: it says what is wrong with it, not who asked.
MOST_WORDS = 200
NO_FAULT = "ত্রুটি পাওয়া যায়নি"


@transaction.atomic
def add_device(
    job: Job, *, device: Device, submission: str | None = None, actor: Reference, now: datetime
) -> JobDevice:
    """One more device that the job is about. Raises JobFault for one of another office or that was
    condemned.
    """
    lock_job(job)
    if device.office_id != job.office_id:
        raise JobFault("device", "এই নম্বরের কোনো যন্ত্র নেই।", "No device has this number.")
    known = JobDevice.objects.filter(job=job, device=device).first()
    if known:
        return known
    if device.state == CONDEMNED:
        raise JobFault("device", "যন্ত্রটি বাতিল ঘোষণা করা হয়েছে।", "This device was condemned.")
    try:
        with transaction.atomic():
            added = JobDevice.objects.create(job=job, device=device, added_at=now)
            changed: tuple[str, ...] = ()
            if job.place_id is None and not job.place_name:
                job.place, changed = device.place, ("place",)
            add_act(
                job,
                ADD_DEVICE,
                actor=actor,
                now=now,
                data={"device": device.pk},
                submission=submission,
                changed=changed,
            )
    except IntegrityError as fault:
        if violates(fault, JobDevice, "job", "device"):
            return JobDevice.objects.get(job=job, device=device)
        raise
    if job.state != REPORTED:
        enter_faults(job, Case.objects.get(pk=job.case_id), actor=actor, now=now)
    return added


def enter_faults(job: Job, case: Case, *, actor: Reference, now: datetime) -> None:
    """The devices of a judged report are faulty since it was received; of each this is said once a job."""
    received = (job.opened_at if job.round > 1 else case.received_at).astimezone(TZ).date()
    fault = " ".join(reported_in(case, job.round).split())[:MOST_WORDS]
    for each in job.devices.select_related("device__place", "device__office"):
        if each.fault_fact_id or each.device.state == CONDEMNED:
            continue
        since = max(received, each.device.registered_at.astimezone(TZ).date())
        each.fault_fact = record_device_fact(
            each.device, fact=FAULT, on=since, words=fault, subject=job.reference, actor=actor, now=now
        )
        each.save(update_fields=["fault_fact"])


@transaction.atomic
def record_result(
    job: Job,
    each: JobDevice,
    *,
    result: str,
    on: date,
    words: str = "",
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> None:
    """What became of a device: mended, still faulty, beyond repair, or nothing was wrong with it. Its own
    history tells it from now on.
    """
    lock_job(job)
    if is_done(submission):
        return
    add_act(
        job,
        RESULT,
        actor=actor,
        now=now,
        words=words,
        data={"device": each.device_id, "result": result, "on": on.isoformat()},
        submission=submission,
        changed=note_first_look(job, now),
    )
    each.result, each.result_on, each.words = result, on, words.strip()[:MOST_WORDS]
    if fact := fact_of_result(job, each, actor=actor, now=now):
        each.result_fact = fact
    each.save(update_fields=["result", "result_on", "words", "result_fact"])


def note_first_look(job: Job, now: datetime) -> tuple[str, ...]:
    """Whoever mends a device has looked."""
    if job.looked_at is not None:
        return ()
    job.looked_at = now
    return ("looked_at",)


def fact_of_result(job: Job, each: JobDevice, *, actor: Reference, now: datetime) -> DeviceFact | None:
    device, words, state = each.device, each.words, ""
    if each.result == JobDevice.MENDED:
        fact = REPAIRED
    elif each.result == JobDevice.CONDEMNED:
        fact = WRITTEN_OFF
    elif each.result == JobDevice.FINE:
        # That it was reported stays in its history; that it is faulty was a mistake.
        fact, state, words = CORRECTED, WORKING, words or NO_FAULT
    elif device.state == FAULTY:
        return None
    else:
        fact = FAULT
    return record_device_fact(
        device,
        fact=fact,
        on=each.result_on or now.astimezone(TZ).date(),
        words=words,
        state=state,
        subject=job.reference,
        actor=actor,
        now=now,
    )
