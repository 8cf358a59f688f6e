"""The page that a chair without an account opens: the minutes, to approve or to send back."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.pages import posted_data
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import say
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest

from . import minutes
from .forms import ReasonForm
from .links import find_link
from .minutes_text import minutes_parts, minutes_title
from .models import MinutesLink

# Addresses that are none, from one network address in an hour.
WRONG_FROM_ADDRESS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_link(request: OfficeRequest, token: str) -> HttpResponse:
    """Unknown, ended and over are answered alike: nothing is here, and whom to ask."""
    now, counter_keys = timezone.now(), [f"minutes link from {client_ip(request)}"]
    if Attempt.is_spent(counter_keys, limit=WRONG_FROM_ADDRESS, now=now):
        return render(request, "meeting/link_over.html", {"office": request.office}, status=429)
    link = find_link(request.office, token, now)
    if link is None:
        Attempt.count_failure(counter_keys, now=now)
        return render(request, "meeting/link_over.html", {"office": request.office}, status=404)
    if request.method != "POST":
        link.note_opening(now)
        return link_page(request, link, ReasonForm())
    back = "back" in request.POST
    form = ReasonForm(*posted_data(request)[:1] if back else (None,))
    if back and not form.is_valid():
        return link_page(request, link, form)
    try:
        act_by_link(link, form.cleaned_data["reason"] if back else "", now)
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("minutes_link", token)
    said = (
        say("আপনার কথা কার্যালয়ে পৌঁছেছে। ধন্যবাদ।", "The office has your words. Thank you.")
        if back
        else say("অনুমোদন হয়েছে। ধন্যবাদ।", "Approved. Thank you.")
    )
    # The link has ended with it: what was done is said here, once.
    return render(request, "meeting/link_done.html", {"said": said})


def act_by_link(link: MinutesLink, reason: str, now: datetime) -> None:
    meeting, actor = link.minutes.meeting, ("contact", link.contact_id)
    if reason:
        minutes.return_minutes(meeting, reason=reason, actor=actor, now=now)
    else:
        minutes.approve_minutes(meeting, version=link.minutes.version, actor=actor, now=now)


def link_page(request: OfficeRequest, link: MinutesLink, form: ReasonForm) -> HttpResponse:
    data = link.minutes.data
    context = {
        "link": link,
        "title": minutes_title(data),
        "parts": minutes_parts(data),
        "version": link.minutes.version,
        "sha256": link.minutes.sha256,
        "form": form,
    }
    response = render(request, "meeting/link.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    # The address is the key: no other site learns it by a link that is pressed here.
    response["Referrer-Policy"] = "same-origin"
    return response
