"""The page of a week."""

from datetime import date, datetime, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.gatherings.rights import for_gathering_readers
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.calendar.rows import CalendarFault

from .days import DAYS, first_of_week, week_of

# Those of which an office calendar can know.
YEARS = range(1972, 2199)


def asked_day(typed: str, now: datetime) -> date:
    """A day of the week that is asked for: today where none is, or what stands there is no day."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return now.astimezone(TZ).date()


@for_gathering_readers
@require_safe
def show_week(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    day = asked_day(request.GET.get("on", ""), now)
    if day.year not in YEARS:
        raise Http404
    first = first_of_week(day)
    try:
        week = week_of(request.office, request.office.calendar, first, request.holder, now)
        weeks = first - timedelta(days=DAYS), first + timedelta(days=DAYS)
    except CalendarFault as fault:
        raise Http404 from fault
    context = {
        "week": week,
        "before": weeks[0],
        "after": weeks[1],
        "is_this_week": first == first_of_week(now.astimezone(TZ).date()),
        "may_plan": request.holder.has(request.office.pk, STAFF_ROLES),
        "current": "week",
    }
    return render(request, "website/week.html", context)
