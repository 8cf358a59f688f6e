"""What every page of meetings needs: the meeting, whoever may read it, and a page of one form."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ

from ..forms import MeetingForm
from ..models import Committee, Meeting
from ..rights import may_read
from ..transitions import MeetingFault


def committee_of(request: DeskRequest, key: int, now: datetime) -> Committee:
    found = get_object_or_404(Committee.objects.select_related("office"), pk=key, office=request.office)
    if not may_read(request, found, now.astimezone(TZ).date()):
        raise PermissionDenied
    return found


def meeting_of(request: DeskRequest, key: int, now: datetime) -> Meeting:
    found = get_object_or_404(Meeting.objects.with_all(), pk=key, office=request.office)
    if not may_read(request, found.committee, now.astimezone(TZ).date()):
        raise PermissionDenied
    return found


def form_page(
    request: DeskRequest,
    form: MeetingForm,
    heading: str,
    button: str,
    back: tuple[str, str],
    *,
    lead: str = "",
    **context: Any,
) -> HttpResponse:
    """A page with one form. `back`: where it leads back to, and what that is called."""
    context |= {
        "form": form,
        "heading": heading,
        "button": button,
        "back_url": back[0],
        "back_words": back[1],
        "lead": lead,
        "current": "meetings",
    }
    return render(request, "meeting/form.html", context, status=422 if form.errors else 200)


def back_to(meeting: Meeting) -> HttpResponse:
    return redirect("meeting", meeting.pk)


def meeting_back(meeting: Meeting) -> tuple[str, str]:
    return reverse("meeting", args=[meeting.pk]), meeting.number_words


def refuse(request: DeskRequest, meeting: Meeting, fault: MeetingFault) -> HttpResponse:
    """Somebody was quicker, or the page was old: nothing is written, and the meeting is shown as it is."""
    messages.error(request, fault.words)
    return back_to(meeting)


def redirect_with_success(
    request: DeskRequest, meeting: Meeting, bn: str, en: str, **values: Any
) -> HttpResponse:
    messages.success(request, say(bn, en, **values))
    return back_to(meeting)
