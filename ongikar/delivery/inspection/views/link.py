"""The page that the head of a place opens without an account: what was found, to acknowledge."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import say
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of

from ..actions.reporting import acknowledge
from ..forms import AcknowledgeForm
from ..links import find_link
from ..report import report_parts
from ..transitions import InspectionFault

# Addresses that are none, from one network address in an hour.
WRONG_FROM_ADDRESS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def acknowledge_link(request: OfficeRequest, token: str) -> HttpResponse:
    """Unknown, ended and over are answered alike: nothing is here, and whom to ask."""
    now, counter_keys = timezone.now(), [f"inspection link from {client_ip(request)}"]
    if Attempt.is_spent(counter_keys, limit=WRONG_FROM_ADDRESS, now=now):
        return render(request, "inspection/link_over.html", {"office": request.office}, status=429)
    link = find_link(request.office, token, now)
    if link is None:
        Attempt.count_failure(counter_keys, now=now)
        return render(request, "inspection/link_over.html", {"office": request.office}, status=404)
    inspection = link.inspection
    form = AcknowledgeForm(
        request.POST if request.method == "POST" else None, initial={"name": link.contact.full_title}
    )
    if request.method != "POST":
        link.note_opening(now)
    elif form.is_valid():
        try:
            acknowledge(
                inspection,
                **form.cleaned_data,
                contact=link.contact,
                actor=("contact", link.contact_id),
                now=now,
            )
        except InspectionFault as fault:
            messages.error(request, fault.words)
            return redirect("acknowledge_link", token)
        # The link has ended with it: what was done is said here, once.
        return render(request, "inspection/link_done.html", {"office": request.office})
    context = {
        "office": request.office,
        "inspection": inspection,
        "parts": report_parts(inspection),
        "form": form,
        "link": link,
        "heading": say("পরিদর্শনে যা দেখা গেল", "What was found at the inspection"),
    }
    response = render(request, "inspection/link.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    # The address is the key: no other site learns it by a link that is pressed here.
    response["Referrer-Policy"] = "same-origin"
    return response


def link_address(office: Office, token: str) -> str:
    return f"{site_of(office)}{reverse('acknowledge_link', args=[token])}"
