"""A complaint typed on the device of the office's counter, by whoever complains and by nobody else.

The clerk may be the one complained of, or below them. So handing over the device signs the clerk out: what is
typed then is sent by nobody in particular, the page is not kept by the browser, and the slip opens the
complaint only with the digits that were printed for its owner.
"""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ongikar.cases.citizen.track.applicant_proof import forget_proofs
from ongikar.cases.rights import for_handlers
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.http.presses import repeatable
from ongikar.core.slots import Answer
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.post_holders import StaffRequest

from ..models import Grievance
from ..parts import render_slip
from .complain_views import ask_for_files_again
from .form_filing import file_general_complaint, hints_to_show
from .forms import GeneralComplaintForm

MARK = "counter_device_since"
# Whoever needs longer begins again at the clerk's.
LASTS = timedelta(minutes=30)
SLIP = "grievances/counter_slip.html"


@repeatable
@for_handlers
@require_http_methods(["GET", "POST"])
def hand_over_device(request: StaffRequest) -> HttpResponse:
    """Told what follows, the clerk signs out with one press, and the visitor's page stands there."""
    if request.method == "POST":
        logout(request)
        request.session[MARK] = timezone.now().isoformat()
        return redirect("counter_complaint")
    return render(request, "grievances/hand_over.html", {"current": "counter"})


def is_handed_over(request: HttpRequest, now: datetime) -> bool:
    since = request.session.get(MARK, "")
    if not since or request.user.is_authenticated:
        return False
    return now - datetime.fromisoformat(since) < LASTS


@never_cache
@require_http_methods(["GET", "POST"])
def complain_at_counter(request: OfficeRequest) -> HttpResponse:
    """The citizen's own questions. The browser does not become the complainant's: the office keeps it."""
    now = timezone.now()
    if not is_handed_over(request, now):
        return redirect("grievance_new")
    form = GeneralComplaintForm(*posted_data(request), office=request.office)
    hints = []
    if request.method == "POST" and form.is_valid():
        hints = hints_to_show(request, form)
        if not hints:
            filed = file_general_complaint(
                request,
                form,
                channel=Grievance.COUNTER,
                now=now,
                submission=f"counter-{form.cleaned_data['submission'] or secrets.token_urlsafe(16)}",
            )
            if filed:
                return render_slip(request, filed, SLIP, now)
    else:
        ask_for_files_again(request, form, now)
    context = {"form": form, "hints": hints, "is_counter": True, "current": "grievances"}
    return render_form(request, "grievances/new.html", context)


@require_POST
def give_device_back(request: OfficeRequest) -> HttpResponse:
    """Nothing of it stays on the device; the clerk signs in again. A browser that was not handed over keeps
    whoever is signed in there.
    """
    if MARK not in request.session:
        return redirect("grievances")
    request.session.flush()
    response = redirect("account_login")
    forget_proofs(response)
    response["Clear-Site-Data"] = '"cache"'
    return response


def counter_part(*, request: HttpRequest) -> Answer:
    """On the page of the counter: the way to hand over the device."""
    return "grievances/counter_part.html", {}
