"""The page of a day for the staff: who comes when, and what is free."""

from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.people.post_holders import STAFF_ROLES, StaffRequest, for_roles
from ongikar.records.lists import READER_ROLES
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.calendar.rows import CalendarFault

from .day_sheet import sheet_context

# Those of which an office calendar can know.
YEARS = range(1972, 2199)


def asked_day(typed: str, now: datetime) -> date:
    """Today where no day is asked for, or what stands there is none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return now.astimezone(TZ).date()


@for_roles(*READER_ROLES)
@require_safe
def day_sheet(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    day = asked_day(request.GET.get("on", ""), now)
    if day.year not in YEARS:
        raise Http404
    may_change = request.holder.has(request.office.pk, STAFF_ROLES)
    try:
        context = sheet_context(request.office, day, request.holder, now, may_change=may_change)
    except CalendarFault as fault:
        raise Http404 from fault
    context |= {"may_change": may_change, "current": "day_sheet"}
    return render(request, "appointments/day_sheet.html", context)
