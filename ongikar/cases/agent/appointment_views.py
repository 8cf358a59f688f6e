"""An agent books a time for the citizen at hand, of an application that they filed."""

from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.appointments import actions
from ongikar.cases.appointments import may_book, newest_booking, posts_to_see
from ongikar.cases.citizen.track.appointment_views import (
    DAYS_SHOWN,
    ChosenTimeForm,
    first_day,
    new_submission,
    post_of,
    shown_days,
)
from ongikar.cases.models import Case
from ongikar.cases.rights import for_agents
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.calendar.office_calendar import TZ

from .views import get_filed_case


@for_agents
@require_http_methods(["GET", "HEAD", "POST"])
def book_for_citizen(request: StaffRequest, number: str) -> HttpResponse:
    """One of the seats that citizens may take. They are told of it, and change or cancel it as their own."""
    case, now = get_filed_case(request, number), timezone.now()
    if request.method == "POST":
        form = ChosenTimeForm(request.POST)
        if form.is_valid():
            try:
                time = form.time
                post = post_of(case, time, now)
                assert time is not None, "a post was found for it"
                actions.take_time(
                    post=post,
                    at=time[1],
                    subject=case.reference,
                    purpose="",
                    submission=new_submission(request, case),
                    actor=request.holder.actor,
                    now=now,
                )
            except ActFault as fault:
                add_fault(form, fault)
            else:
                messages.success(request, say("সময় নেওয়া হয়েছে।", "The time is booked."))
                return redirect("agent_case", case.number)
        return show_times_to_agent(request, case, form)
    if not may_book(case, newest_booking(case)):
        return redirect("agent_case", case.number)
    return show_times_to_agent(request, case)


def show_times_to_agent(
    request: StaffRequest, case: Case, form: ChosenTimeForm | None = None
) -> HttpResponse:
    now = timezone.now()
    first = first_day(request.GET.get("from", ""), now)
    days = list(islice(shown_days(case, posts_to_see(case), first, now), DAYS_SHOWN + 1))
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "days": days[:DAYS_SHOWN],
        "later": days[DAYS_SHOWN].day if len(days) > DAYS_SHOWN else None,
        "is_later": first > now.astimezone(TZ).date(),
        "here": reverse("agent_appointment", args=[case.number]),
        "current": "agent",
    }
    return render_form(request, "cases/agent/appointment.html", context)
