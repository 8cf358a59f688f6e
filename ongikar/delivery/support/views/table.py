"""The table of triage of an office: shown to whoever reads its cases, ordered anew by its officer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_readers
from ongikar.core.i18n.say import say
from ongikar.delivery.support.sheet_forms import TriageTableForm, cell_name
from ongikar.delivery.support.triage import office_table, order_table, table_rows
from ongikar.offices.models import Post
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.triage import TriageFault


@for_readers
@require_http_methods(["GET", "POST"])
def triage_table(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    today = now.astimezone(TZ).date()
    table = office_table(request.office, today)
    may_order = request.desk.has(request.office.pk, {Post.OFFICER})
    if request.method == "POST" and not may_order:
        return redirect("triage_table")
    form = TriageTableForm(*posted_data(request)[:1], table=table, today=today) if may_order else None
    if form is not None and form.is_valid() and is_ordered(request, form, now):
        messages.success(request, say("নতুন ছকটি রাখা হয়েছে।", "The new table is kept."))
        return redirect("triage_table")
    context = {"table": table_rows(table), "since": table.since, "form": form, "current": "jobs"}
    has_faults = form is not None and form.errors
    return render(request, "support/table.html", context, status=422 if has_faults else 200)


def is_ordered(request: DeskRequest, form: TriageTableForm, now: Any) -> bool:
    try:
        order_table(
            office=request.office,
            since=form.cleaned_data["since"],
            days=form.days,
            submission=f"{request.office.pk}-{form.cleaned_data['token']}"[:64],
            actor=request.desk.actor,
            now=now,
        )
    except TriageFault as fault:
        form.add_error(cell_name(*fault.cell) if fault.cell else None, say(fault.bn, fault.en))
        return False
    return True
