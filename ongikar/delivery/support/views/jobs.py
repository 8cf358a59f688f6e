"""The pages of jobs: those that are open in the order in which somebody has to look, and one with all of
it.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.kinds.agreed_days import agreed_day_of
from ongikar.cases.rights import for_readers, may_handle
from ongikar.core.forms.fields import without_nulls
from ongikar.core.i18n.say import say
from ongikar.delivery.support.earlier_solutions import earlier_solutions
from ongikar.delivery.support.models import Job
from ongikar.delivery.support.outcomes import newest_sheet
from ongikar.delivery.support.parts_used import part_lines, part_words
from ongikar.delivery.support.repeated_failures import repeated_devices
from ongikar.delivery.support.reported_faults import fault_of
from ongikar.delivery.support.transitions import ENDED, REPORTED, UNDER_WAY, state_words, steps_of
from ongikar.delivery.support.triage import effect_words, urgency_words
from ongikar.delivery.support.words import asker_of, job_number, result_words, way_words
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ

from .pages import job_of_office

PAGE = 50
MOST_TYPED = 500


@for_readers
@require_safe
def list_jobs(request: DeskRequest) -> HttpResponse:
    """Open ones first by when somebody has to look; `ended` shows the others, the newest first."""
    now = timezone.now()
    rows = Job.objects.filter(office=request.office).select_related(
        "place", "case__applicant", "case__service"
    )
    is_ended = request.GET.get("ended") == "1"
    before = request.GET.get("before", "")
    more: int | None = None
    if is_ended:
        rows = rows.filter(ended_at__isnull=False).order_by("-id")
        if before.isascii() and before.isdigit():
            rows = rows.filter(pk__lt=int(before[:18]))
        found = list(rows[: PAGE + 1])
        more = found[PAGE - 1].pk if len(found) > PAGE else None
        found = found[:PAGE]
    else:
        found = sorted(rows.filter(ended_at__isnull=True).order_by("id")[: 4 * PAGE], key=order_of_looking)
    context = {
        "lines": [line_of(job, now) for job in found],
        "is_ended": is_ended,
        "more": more,
        "repeated": [] if is_ended else repeated_devices(request.office, now),
        "may_change": may_handle(request.desk, request.office.pk),
        "current": "jobs",
    }
    return render(request, "support/list.html", context)


def order_of_looking(job: Job) -> tuple[int, Any, int]:
    """Not judged yet, then not looked at yet by when that is due, then the rest as they came."""
    if job.state == REPORTED:
        return (0, job.opened_at, job.pk)
    if job.looked_at is None and job.look_by:
        return (1, job.look_by, job.pk)
    return (2, job.opened_at, job.pk)


def line_of(job: Job, now: Any) -> dict[str, Any]:
    return {
        "job": job,
        "who": asker_of(job.case),
        "fault": fault_of(job),
        "state": state_words(job.state),
        "urgency": urgency_words(job.urgency),
        "is_late": is_late_to_look(job, now),
        "awaits_look": job.looked_at is None and job.look_by is not None and job.state != ENDED,
    }


def is_late_to_look(job: Job, now: Any) -> bool:
    return bool(job.look_by and job.ended_at is None and job.looked_at is None and job.look_by < now)


@for_readers
@require_safe
def show_job(request: DeskRequest, job_id: int) -> HttpResponse:
    now = timezone.now()
    job = job_of_office(request, job_id)
    devices = list(job.devices.select_related("device__place"))
    sheet = newest_sheet(job)
    repeated = repeated_devices(request.office, now, [each.device for each in devices])
    context = {
        "job": job,
        "case": job.case,
        "who": asker_of(job.case),
        "number": job_number(job),
        "fault": fault_of(job),
        "first_fault": str(job.case.answers.get("fault") or "") if job.round > 1 else "",
        "steps": [] if job.state == ENDED else steps_of(job.state),
        "state": state_words(job.state),
        "urgency": urgency_words(job.urgency),
        "effect": effect_words(job.effect),
        "way": way_words(job.way),
        "is_late": is_late_to_look(job, now),
        "days": agreed_day_of(job.case),
        "devices": [(each, result_words(each.result)) for each in devices],
        "repeated": repeated,
        "looks": looks(job),
        "parts": [part_words(line) for line in part_lines(job)],
        "sheet": sheet,
        "signature": getattr(sheet, "signature", None),
        "sheet_way": way_words(sheet.way) if sheet else "",
        "earlier": earlier_solutions(job, fault_of(job)),
        "is_reported": job.state == REPORTED,
        "may_judge": job.state in (REPORTED, "triaged"),
        "is_under_way": job.state in UNDER_WAY,
        "may_write": job.state in ("looked", "written", "signed"),
        "may_change": may_handle(request.desk, request.office.pk) and job.case.is_open,
        "good_time": str(job.case.answers.get("good_time") or ""),
        "current": "jobs",
    }
    return render(request, "support/job.html", context)


def looks(job: Job) -> list[dict[str, Any]]:
    """What was done on it, told in the order in which it was."""
    told = []
    for act in job.acts.all():
        if act.name == "look":
            told.append(
                {"words": act.words, "way": way_words(act.data.get("way", "")), "at": act.at.astimezone(TZ)}
            )
        elif act.name == "triage" and act.words:
            told.append(
                {"words": act.words, "way": say("ক্রম ঠিক করা হয়েছে", "Triaged"), "at": act.at.astimezone(TZ)}
            )
    return told


@for_readers
@require_safe
def show_earlier(request: HttpRequest, job_id: int) -> HttpResponse:
    """Earlier solutions for what is typed; asked while one types, and by a button without script."""
    job = job_of_office(request, job_id)  # type: ignore[arg-type]
    typed = without_nulls(request.GET.get("q", ""))[:MOST_TYPED]
    found = earlier_solutions(job, typed)
    if request.GET.get("part") == "1":
        response = render(request, "support/earlier.html", {"earlier": found, "job": job})
        response["Cache-Control"] = "private, no-store"
        return response
    context = {"earlier": found, "job": job, "typed": typed, "number": job_number(job), "current": "jobs"}
    return render(request, "support/find_earlier.html", context)
