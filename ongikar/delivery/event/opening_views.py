"""Pages by which the office opens an event of its own accord: a national day, a class out of advice."""

from datetime import time

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.cases.models import Case
from ongikar.cases.record_desk import back_to_case
from ongikar.cases.rights import for_handlers
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.pages import posted_data
from ongikar.core.i18n.say import say
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ

from . import actions
from .desk import awareness_row
from .forms import AwarenessForm
from .national_days import days_to_observe, event_row


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
    advised = get_object_or_404(Case.objects.with_related(), office=request.office, number=number)
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
        except ActFault as fault:
            add_fault(form, fault)
        else:
            messages.success(request, say("ক্লাসটি খোলা হয়েছে।", "The class is opened."))
            return redirect("event", case.event.pk)
    context = {
        **back_to_case(advised),
        "heading": say("সচেতনতামূলক ক্লাস খুলুন", "Open an awareness class"),
        "about": say(
            "ক্লাসটি একটি আয়োজন হিসেবে খোলা হবে, ওই দিনের মধ্যে করার কথা দিয়ে। কার পরামর্শ থেকে এলো, তা কাউকে জানানো হয়"
            " না।",
            "The class is opened as an event, promised for that day. Nobody is told from whose advice it"
            " came.",
        ),
        "button": say("ক্লাস খুলুন", "Open the class"),
        "form": form,
        "current": "events",
    }
    return render(request, "core/staff_form.html", context, status=422 if form.errors else 200)
