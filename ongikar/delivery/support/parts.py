"""What a job shows on the pages of its case, of a device and of a place, and on Today; and who may fetch a
signature.
"""

from datetime import datetime
from urllib.parse import urlencode

from django.db.models import OuterRef
from django.http import HttpRequest
from django.urls import reverse

from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF, proof_of
from ongikar.cases.models import Case
from ongikar.cases.places import place_kind
from ongikar.cases.rights import may_handle, may_read
from ongikar.cases.slots import HELD, HELD_ABOVE
from ongikar.charter.models import charter_in_force
from ongikar.core.db.json_subquery import JSONSubquery
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.core.slots import Answer
from ongikar.offices.models import Place
from ongikar.people.post_holders import StaffRequest
from ongikar.people.today_lines import AsideRow, TodayQuestion, TodayShare
from ongikar.places.models import Device
from ongikar.places.slots import DEVICE, PLACE, PLACE_ACTS
from ongikar.rules.bangla.text import grouped_number
from ongikar.rules.calendar.office_calendar import TZ

from .actions import AGAIN_WITHIN, may_say_again
from .models import Job, Signature, newest_job
from .repeated_failures import count_repeated, repeated_devices
from .transitions import REPORTED, STATES

SHOWN = 5
# Pages that whoever asked sees after a proof.
SHEET_AFTER_PROOF, AGAIN_AFTER_PROOF = "job_sheet", "again"


def jobs_of_case() -> JSONSubquery:
    return JSONSubquery(Job.objects.filter(case=OuterRef("pk")))


def shown_job(case: Case) -> Job | None:
    """The newest job, as the case's own statement told it; of one read in another way it is asked."""
    if (jobs := getattr(case, "found_jobs", None)) is None:
        return newest_job(case)
    return max(jobs, key=lambda job: job.round, default=None)


def officers_job_part(*, request: StaffRequest, case: Case, now: datetime) -> Answer | None:
    """The way to the job, and what of its devices fails again and again."""
    if (job := shown_job(case)) is None:
        return None
    job.case = case
    devices = list(job.devices.select_related("device__place"))
    context = {
        "job": job,
        "state": str(STATES[job.state]),
        "awaits_look": job.awaits_look,
        "again": job.fault if job.round > 1 else "",
        "devices": devices,
        "repeated": repeated_devices(request.office, now, [each.device for each in devices]),
    }
    return "support/case_part.html", context


def tracked_job_part(case: Case, now: datetime) -> Answer | None:
    """What whoever reported it may know: how it is looked at, what became of each device, and the sheet."""
    if (job := shown_job(case)) is None:
        return None
    devices = list(job.devices.select_related("device"))
    is_signed = getattr(job.newest_sheet, "signature", None) is not None
    may_say = may_say_again(case, now)
    if not devices and not is_signed and not job.way and not may_say:
        return None
    context = {
        "case": case,
        "job": job,
        "devices": devices,
        "is_signed": is_signed,
        "again_until": not_none(case.closed_at) + AGAIN_WITHIN if may_say else None,
    }
    return "support/tracked.html", context


def device_part(*, request: StaffRequest, device: Device, now: datetime) -> Answer | None:
    """The jobs about a device, and whether its faults repeat."""
    if not may_read(request.holder, device.office_id):
        return None
    rows = device.jobs.select_related("job__case").order_by("-id")[:SHOWN]
    lines = [(each, each.get_result_display() or str(STATES[each.job.state])) for each in rows]
    repeated = repeated_devices(device.office, now, [device])
    if not lines and not repeated:
        return None
    return "support/device_part.html", {"lines": lines, "repeated": repeated}


def place_part(*, request: StaffRequest, place: Place, now: datetime) -> Answer | None:
    """The jobs at a place that are not ended."""
    if not may_read(request.holder, place.office_id):
        return None
    # Found among the open ones of the office: a place has had many over the years.
    rows = Job.objects.filter(office=place.office_id, place=place, ended_at__isnull=True)
    rows = rows.select_related("case").order_by("-id")
    lines = [(job, str(STATES[job.state])) for job in rows[:SHOWN]]
    return ("support/place_part.html", {"lines": lines}) if lines else None


def place_act(*, request: StaffRequest, place: Place, now: datetime) -> Answer | None:
    """The way to take a report about a place at the counter, with the service and the place filled in."""
    today = now.astimezone(TZ).date()
    if not may_handle(request.holder, place.office_id) or (place.closed_on and place.closed_on < today):
        return None
    rows = [row for row in charter_in_force(place.office, today).services if row.kind == "support"]
    row = next((row for row in rows if place_kind(row) == place.kind.lower()), None)
    if row is None:
        return None
    asked = {"service": row.code, "ask-place": place.slug, "channel": Case.PHONE}
    return "support/place_act.html", {"address": f"{reverse('counter')}?{urlencode(asked)}"}


def held_signatures(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """Who signed a sheet of the case, among what is held; the picture for whoever proved that it is
    theirs.
    """
    if case.row.kind != "support":
        return None
    rows = (
        Signature.objects.filter(sheet__job__case=case).select_related("sheet__job", "paper").order_by("id")
    )
    signatures = list(rows)
    if not signatures:
        return None
    return "support/kept_signatures.html", {
        "signatures": signatures,
        "is_proved": bool(proof_of(request, case.reference, now)),
    }


# More than this many are not counted one by one.
COUNTED = 200


def today_of_jobs(question: TodayQuestion) -> TodayShare:
    # In the order of the index that holds just these: whoever judges has not looked yet.
    rows = Job.objects.filter(office=question.office, ended_at__isnull=True, looked_at__isnull=True)
    jobs = list(rows.order_by("look_by", "id").values_list("state", "look_by")[:COUNTED])
    to_judge = sum(state == REPORTED for state, _ in jobs)
    late = sum(bool(look_by and look_by < question.now) for state, look_by in jobs if state != REPORTED)
    repeated = count_repeated(question.office, question.now)
    url = reverse("jobs")
    lines = (
        (to_judge, say("সহায়তা: জরুরি কি না ঠিক করা বাকি", "Support: to be triaged")),
        (late, say("সহায়তা: দেখার সময় পেরিয়েছে", "Support: not looked at in time")),
        (repeated, say("বারবার নষ্ট হওয়া যন্ত্র", "Devices that fail again and again")),
    )
    return TodayShare(
        in_office=[AsideRow(words, url, grouped_number(count, language())) for count, words in lines if count]
    )


HELD_ABOVE["found_jobs"] = jobs_of_case
HELD.add(held_signatures, order=25)
DEVICE.add(device_part, order=20)
PLACE.add(place_part, order=20)
PLACE_ACTS.add(place_act, order=10)
PAGES_AFTER_PROOF[SHEET_AFTER_PROOF] = "track_job_sheet"
PAGES_AFTER_PROOF[AGAIN_AFTER_PROOF] = "track_again"
