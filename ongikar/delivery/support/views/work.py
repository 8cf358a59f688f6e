"""The pages on which a job goes on: judged, a device added, looked at, its sheet written; and what became
of a device.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers
from ongikar.core.i18n.say import say
from ongikar.delivery.support import actions
from ongikar.delivery.support.earlier_solutions import earlier_solutions
from ongikar.delivery.support.forms import ResultForm
from ongikar.delivery.support.models import JobDevice
from ongikar.delivery.support.reported_faults import fault_of
from ongikar.delivery.support.transitions import MOVED_ON, RESULT, TRANSITIONS, TRIAGE
from ongikar.delivery.support.triage import office_table, table_rows
from ongikar.delivery.support.words import job_number
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ

from .job_pages import PAGES
from .pages import is_done, job_of_office, submission_of


@for_handlers
@require_http_methods(["GET", "POST"])
def enter(request: DeskRequest, job_id: int, what: str) -> HttpResponse:
    page = PAGES.get(what)
    if page is None:
        raise Http404
    now, job = timezone.now(), job_of_office(request, job_id)
    if not job.case.is_open or not TRANSITIONS.may_follow(job.state, page.act):
        messages.error(request, say(*MOVED_ON))
        return redirect("job", job.pk)
    form = page.form(
        *posted_data(request)[:1], job=job, today=now.astimezone(TZ).date(), initial=page.begin(job, now)
    )
    if form.is_valid() and is_done(
        form, lambda: page.do(job, form, submission_of(job, form), request.desk.actor, now)
    ):
        messages.success(request, say(*page.done))
        return redirect("job", job.pk)
    context = {
        "job": job,
        "number": job_number(job),
        "form": form,
        "heading": say(*page.heading),
        "button": say(*page.button),
        "fault": fault_of(job),
        "suggests": page.suggests,
        "earlier": earlier_solutions(job, fault_of(job)) if page.suggests else [],
        "table": table_rows(office_table(job.office, now.astimezone(TZ).date()))
        if page.act == TRIAGE
        else None,
        "current": "jobs",
    }
    return render(request, "support/enter.html", context, status=422 if form.errors else 200)


@for_handlers
@require_http_methods(["GET", "POST"])
def tell_result(request: DeskRequest, job_id: int, device_id: int) -> HttpResponse:
    """What became of one device of the job."""
    now, job = timezone.now(), job_of_office(request, job_id)
    each = get_object_or_404(
        JobDevice.objects.select_related("device__place", "device__office"), pk=device_id, job=job
    )
    if not job.case.is_open or not TRANSITIONS.may_follow(job.state, RESULT):
        messages.error(request, say(*MOVED_ON))
        return redirect("job", job.pk)
    today = now.astimezone(TZ).date()
    begun = {"on": each.result_on or today, "result": each.result, "words": each.words}
    form = ResultForm(*posted_data(request)[:1], job=job, today=today, initial=begun)
    if form.is_valid() and is_done(
        form,
        lambda: actions.record_result(
            job,
            each,
            submission=submission_of(job, form),
            actor=request.desk.actor,
            now=now,
            **form.facts(),
        ),
    ):
        messages.success(request, say("লেখা হয়েছে।", "Written down."))
        return redirect("job", job.pk)
    name = f"{each.device.shown_number} {each.device.shown_name}"
    context = {
        "job": job,
        "number": job_number(job),
        "form": form,
        "heading": name,
        "button": say("লিখে রাখুন", "Write it down"),
        "fault": fault_of(job),
        "current": "jobs",
    }
    return render(request, "support/enter.html", context, status=422 if form.errors else 200)
