"""The stakeholder meeting of a year without complaints: whether it is owed, and the press that plans it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.core.forms.fields import DayField, TextField, TimeOfDayField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.gatherings.transitions import GatheringFault
from ongikar.gatherings.words import span_words
from ongikar.offices.models import Office, Post
from ongikar.people.desk import TIER_ROLES, DeskRequest, for_roles
from ongikar.rules.bangla.text import fiscal_year, fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ, CalendarFault

from . import yearly

for_planners = for_roles(*TIER_ROLES, Post.OFFICER)


class StakeholderMeetingForm(Form):
    day = DayField(
        label=say_lazy("কোন দিন", "On which day"),
    )
    begins = TimeOfDayField(
        label=say_lazy("কখন শুরু", "When it begins"),
    )
    place = TextField(
        label=say_lazy("কোথায়", "Where"),
        max_length=200,
    )

    def __init__(self, *args: Any, office: Office, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.now = office, now

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        today = self.now.astimezone(TZ).date()
        if day <= today or fiscal_year(day) != fiscal_year(today):
            self.add_error(
                "day",
                say("আজকের পরের, এ অর্থবছরের একটি দিন দিন", "Name a day after today in this fiscal year"),
            )
            return day
        try:
            is_closed = not self.office.calendar.windows(day)
        except CalendarFault:
            is_closed = False
        if is_closed:
            self.add_error(
                "day", say("এ দিন কার্যালয় বন্ধ। অন্য দিন দিন", "The office is closed that day. Name another")
            )
        return day


@for_planners
@require_http_methods(["GET", "POST"])
def stakeholder_meeting(request: DeskRequest) -> HttpResponse:
    now, office = timezone.now(), request.office
    year = fiscal_year(now.astimezone(TZ).date())
    planned = yearly.standing_meeting(office, year)
    form = StakeholderMeetingForm(request.POST or None, office=office, now=now)
    if request.method == "POST" and planned:
        return redirect("desk_stakeholder_meeting")
    if request.method == "POST" and form.is_valid():
        try:
            yearly.plan_stakeholder_meeting(office=office, actor=request.desk, now=now, **form.cleaned_data)
            messages.success(request, say("সভা ঠিক হয়েছে।", "The meeting is planned."))
            return redirect("desk_stakeholder_meeting")
        except GatheringFault as fault:
            form.add_error(None, say(fault.bn, fault.en))
    context = {
        "form": form,
        "button": say("সভা ঠিক করুন", "Plan the meeting"),
        "year": fiscal_year_words(year, language()),
        "planned": planned,
        "when": span_words(planned) if planned else "",
        "has_complaints": yearly.has_complaints(office, year),
        "current": "grievance_reports",
    }
    return render_form(request, "grievances/stakeholder_meeting.html", context)
