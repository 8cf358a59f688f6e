"""The office's own work: what its charter undertakes for itself is begun here, for nobody from outside
applies for it.
"""

import secrets
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.actions import receive_case
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import summarise_case
from ongikar.cases.rights import for_handlers
from ongikar.charter.models import Service, charter_in_force
from ongikar.charter.terms import caption_of
from ongikar.core.forms.keys import key_of
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import say
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.papers.actions import answer_files, checked_with_title, take_files
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ

from .views import day_promised


@for_handlers
@require_safe
def list_own_work(request: OfficeRequest) -> HttpResponse:
    """What may be begun, each with the day by which it would be done."""
    now, calendar = timezone.now(), request.office.calendar
    rows = [(row, day_promised(row, calendar, now)) for row in own_services(request.office, now)]
    return render(request, "cases/officer/own.html", {"rows": rows, "current": "own_work"})


@for_handlers
@require_http_methods(["GET", "POST"])
def begin_own_work(request: DeskRequest, code: str) -> HttpResponse:
    now = timezone.now()
    row = next((row for row in own_services(request.office, now) if row.code == code), None)
    if row is None:
        raise Http404
    form = kind_of(row).intake_form(*posted_data(request), service=row, today=now.astimezone(TZ).date())
    token = key_of(request.POST, "token") or secrets.token_urlsafe(16)
    if form.is_valid() and (papers := take_files(form, answer_files(form), checked_with_title)) is not None:
        case = receive_case(
            service=row,
            person=None,
            answers=form.as_answers(),
            channel=Case.PLANNED,
            papers=papers,
            submission=f"own-{request.office.pk}-{token}",
            now=now,
            actor=request.desk.actor,
        )
        day = summarise_case(case, now).words
        messages.success(request, say("কাজটি শুরু হয়েছে। {day}।", "The work has begun. {day}.", day=day))
        return redirect("case", number=case.number)
    context = {
        "form": form,
        "caption": caption_of(row),
        "heading": row.short,
        "button": say("কাজটি শুরু করুন", "Begin the work"),
        "cancel": say("ফিরে যান", "Go back"),
        "back": reverse("own_work"),
        "back_words": say("দপ্তরের নিজস্ব কাজ", "Office work"),
        "current": "own_work",
    }
    return render_form(request, "core/staff_form.html", context)


def own_services(office: Office, now: datetime) -> list[Service]:
    rows = charter_in_force(office, now.astimezone(TZ).date()).services
    return [row for row in rows if row.category == "internal"]
