"""Pages by which the office opens an event of its own accord: a national day, a class out of advice."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.cases.models import Case
from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers
from ongikar.charter.models import Service, charter_in_force
from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ

from . import actions
from .forms import AwarenessForm
from .models import Event
from .national_days import NationalDay, coming_days
from .parts import awareness_row
from .words import EventFault

KIND = "event"
# So far ahead a national day is offered.
AHEAD = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class DayToObserve:
    """A national day that is near, and the event by which the office observes it, if there is one."""

    on: date
    day: NationalDay
    event: Event | None


def event_row(office: Office, today: date) -> Service | None:
    """The charter row under which the office holds events; None where its charter has none."""
    return next((row for row in charter_in_force(office, today).services if row.kind == KIND), None)


def days_to_observe(office: Office, now: datetime) -> list[DayToObserve]:
    today = now.astimezone(TZ).date()
    if event_row(office, today) is None:
        return []
    near = coming_days(office, today, today + AHEAD)
    found = Event.objects.filter(
        office=office, national_day__in=[day.key for _, day in near], made_at__gt=now - timedelta(days=366)
    ).select_related("case")
    planned = {(event.national_day, event.case.answers.get("held_on")): event for event in found}
    return [DayToObserve(on, day, planned.get((day.key, on.isoformat()))) for on, day in near]


@for_handlers
@require_POST
def observe_national_day(request: DeskRequest, day: str) -> HttpResponse:
    """The nearest day of this name becomes a case that the office owes by then. Pressed twice it is one."""
    now = timezone.now()
    near = next((each for each in days_to_observe(request.office, now) if each.day.key == day), None)
    service = event_row(request.office, now.astimezone(TZ).date())
    if near is None or service is None:
        raise Http404
    case = actions.observe_day(
        office=request.office,
        service=service,
        day=near.day,
        on=near.on,
        actor=request.desk.actor,
        now=now,
    )
    messages.success(
        request,
        say(
            "উদ্‌যাপনটি কাজ হিসেবে খোলা হয়েছে; দিনটি পঞ্জিকায় আছে।",
            "The observance is opened as work, and stands in the calendar.",
        ),
    )
    return redirect("event", case.event.pk)


@for_handlers
@require_http_methods(["GET", "POST"])
def open_class(request: DeskRequest, number: str) -> HttpResponse:
    """A class of awareness out of a case whose charter row says under which row events are held."""
    now = timezone.now()
    today = now.astimezone(TZ).date()
    advised = get_object_or_404(Case.objects.with_all(), office=request.office, number=number)
    service = awareness_row(advised, today)
    if service is None:
        raise Http404
    initial = {"topic": advised.row.short, "at": time(10)}
    form = AwarenessForm(*posted_data(request)[:1], today=today, initial=initial)
    if form.is_valid():
        given = dict(form.cleaned_data)
        token = given.pop("token")
        try:
            case = actions.open_awareness_class(
                advised,
                service=service,
                submission=f"class-{request.office.pk}-{token}"[:64],
                actor=request.desk.actor,
                now=now,
                **given,
            )
        except EventFault as fault:
            form.add_error(fault.field or None, say(fault.bn, fault.en))
        else:
            messages.success(request, say("ক্লাসটি খোলা হয়েছে।", "The class is opened."))
            return redirect("event", case.event.pk)
    context = {"case": advised, "form": form, "current": "events"}
    return render(request, "event/awareness.html", context, status=422 if form.errors else 200)
