"""What is done on a job beyond entering a row of it: begun and ended with its case, judged, looked at, told
of each device, and mended with parts. Each is one transaction, and sent twice it is done once.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from ongikar.cases.actions.clock import reopen
from ongikar.cases.models import Act, Case
from ongikar.cases.places import OTHER, place_kind
from ongikar.delivery.support.rules import look_by
from ongikar.journal.actions import ANYONE, WORKER, Reference
from ongikar.offices.models import Place
from ongikar.offices.serials import next_number
from ongikar.places.actions.parts import use_part
from ongikar.places.models import Device, Part
from ongikar.records.actions import note, perform, performing
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from .models import AGAIN, Job, JobAct, JobDevice, newest_job
from .transitions import END, ENDED, LOOK, OPEN, REPORTED, RESULT, TRIAGE, USE_PART
from .triage import office_table

MOST_NAME = 200
# What fails later than this is another fault, and is reported as one.
AGAIN_WITHIN = timedelta(days=30)


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
    job = Job(
        office=case.office,
        case=case,
        round=round,
        fiscal_year=fiscal_year(now.astimezone(TZ).date()),
        place=place,
        place_name="" if place else named_place(case),
        state=REPORTED,
        opened_at=now,
    )
    # Drawn as late as can be: others wait for it.
    job.book_serial = next_number(case.office, Job.BOOK, job.fiscal_year)
    job.save(force_insert=True)
    JobAct.objects.create(job=job, name=OPEN, at=now, by_type=WORKER[0], by_id=WORKER[1])
    if device and device.is_in_use:
        JobDevice.objects.create(job=job, device=device, added_at=now)
    note(job, OPEN, WORKER, now)
    return job


def keep_new_words(case: Case, round: int) -> None:
    """The words with which its applicant has just opened it again, kept with what was answered before, so
    that a list can tell them. In the caller's transaction; what an officer wrote is no report.
    """
    last = Act.objects.filter(case=case, name=case_transitions.REOPEN).order_by("-id").first()
    if last is None or last.by_type != ANYONE[0] or not last.words:
        return
    answers = Case.objects.values_list("answers", flat=True).get(pk=case.pk)
    case.answers = answers | {AGAIN: answers.get(AGAIN, {}) | {str(round): last.words}}
    case.save(update_fields=["answers"])


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


def end_job(case: Case, *, now: datetime) -> None:
    """The case ended, however: what was mended across the counter was looked at then."""
    job = newest_job(case)
    if job is None or job.state == ENDED:
        return
    outcome, changes = case.outcome, dict[str, Any](ended_at=now)
    if outcome.get("how") and job.looked_at is None:
        changes |= {"looked_at": now, "way": str(outcome["how"])[:10]}
    was_mended = job.state == REPORTED and outcome.get("fixed") == "yes"

    def mend_at_once(actor: Reference, now: datetime) -> None:
        """By counter or phone before anybody judged the report: its devices were faulty, and are mended."""
        job.enter_faults(case, actor, now)
        for each in job.devices.select_related("device__place", "device__office"):
            each.end_with(each.Result.MENDED, now.astimezone(TZ).date(), each.words, actor, now)

    enter_act(job, END, changes=changes, then=mend_at_once if was_mended else None, actor=WORKER, now=now)


def enter_act(
    job: Job,
    name: str,
    *,
    words: str = "",
    data: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
    then: Callable[[Reference, datetime], object] | None = None,
    submission: str = "",
    actor: Reference,
    now: datetime,
) -> None:
    """`changes`: of the columns of the job. `then`: what else the act brings."""
    row = JobAct(job=job, name=name, words=words.strip(), data=dict(data or {}))
    row.changes, row.then = changes or {}, then
    perform(job, row, submission=submission, actor=actor, now=now)


def triage_job(
    job: Job,
    *,
    urgency: str,
    effect: str,
    way: str,
    words: str = "",
    submission: str = "",
    actor: Reference,
    now: datetime,
) -> None:
    """How badly work is held up and for how many: until when somebody first looks follows by the table of the
    day. With it the office takes the report for true, and the devices are faulty.
    """
    case = Case.objects.select_related("clock").get(pk=job.case_id)
    table = office_table(job.office, now.astimezone(TZ).date())
    judged = {"urgency": urgency, "effect": effect, "way": way}
    until = look_by(
        table,
        urgency,
        effect,
        calendar=case.clock.calendar,
        received=job.opened_at if job.round > 1 else case.received_at,
        due=case.clock.due(now),
    )
    enter_act(
        job,
        TRIAGE,
        words=words,
        data=judged | {"since": table.since.isoformat()},
        changes=judged | {"look_by": until},
        then=lambda actor, now: job.enter_faults(case, actor, now),
        submission=submission,
        actor=actor,
        now=now,
    )


def look(
    job: Job, *, way: str, on: date, words: str, submission: str = "", actor: Reference, now: datetime
) -> None:
    """Somebody looked: on a visit, or by phone. A job may take several looks; the first is the one that is
    due.
    """
    data = {"way": way, "on": on.isoformat()}
    enter_act(
        job, LOOK, words=words, data=data, changes={"way": way}, submission=submission, actor=actor, now=now
    )


def record_result(
    job: Job,
    each: JobDevice,
    *,
    result: str,
    on: date,
    words: str = "",
    submission: str = "",
    actor: Reference,
    now: datetime,
) -> None:
    """What became of a device: mended, still faulty, beyond repair, or nothing was wrong with it."""
    enter_act(
        job,
        RESULT,
        words=words,
        data={"device": each.device_id, "result": result, "on": on.isoformat()},
        then=lambda actor, now: each.end_with(result, on, words, actor, now),
        submission=submission,
        actor=actor,
        now=now,
    )


def use_parts(
    job: Job,
    *,
    part: Part,
    quantity: int,
    device: Device | None = None,
    submission: str = "",
    actor: Reference,
    now: datetime,
) -> None:
    """Of the office's stock. Raises DeviceFault where there are not so many. What was used by mistake is
    taken back in the stock book, and is then not told by the next sheet.
    """

    def take(actor: Reference, now: datetime) -> None:
        with performing():
            use_part(
                office=job.office,
                part=part,
                quantity=quantity,
                subject=job.reference,
                place=job.place,
                device=device,
                actor=actor,
                now=now,
            )

    data = {"part": part.pk, "quantity": quantity} | ({"device": device.pk} if device else {})
    enter_act(job, USE_PART, data=data, then=take, submission=submission, actor=actor, now=now)


def may_say_again(case: Case, now: datetime) -> bool:
    """Whether the applicant may still say that what the office called mended is broken again."""
    return (
        case.row.kind == "support"
        and case.state == case_transitions.KEPT
        and case.applicant_id is not None
        and case.closed_at is not None
        and now <= case.closed_at + AGAIN_WITHIN
    )


def say_again(case: Case, *, words: str, now: datetime, proof: str = "") -> None:
    """The case is open again with a clock and a job of its own; what was promised before stays as it was.

    Raises TransitionFault where somebody was quicker.
    """
    if not may_say_again(case, now):
        raise case_transitions.TransitionFault("nothing is said again of this case")
    reopen(case, reason=words, actor=ANYONE, now=now, proof=proof)
