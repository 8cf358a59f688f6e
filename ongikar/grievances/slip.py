"""What stands on the page right after filing: where the name is hidden or was not given, the secret digits, shown once."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ongikar.cases.citizen.applicant_proof import BROWSER, remember
from ongikar.cases.paper_keys import make_key, spaced
from ongikar.journal.actions import ANYONE, Reference

from .models import Grievance

PUBLIC, DESK = "grievances/slip.html", "grievances/desk_slip.html"


def filed(request: HttpRequest, grievance: Grievance, now: datetime, way: str = BROWSER) -> HttpResponse:
    """The complaint's page or its slip; this browser is the complainant's, as was shown before or by filing it.

    Sent again after an answer was lost, the same form is answered with new figures, and the lost ones open nothing.
    """
    if grievance.is_open_identity:
        response = redirect("grievance", grievance.number)
    else:
        response = slip(request, grievance, PUBLIC, now)
    return remember(request, response, grievance.reference, way, now)


def slip(
    request: HttpRequest, grievance: Grievance, template: str, now: datetime, actor: Reference = ANYONE
) -> HttpResponse:
    """The number and the secret digits, which this answer alone ever tells."""
    key = make_key(grievance.office, grievance.reference, now=now, actor=actor)
    context = {"grievance": grievance, "key": key, "key_words": spaced(key), "current": "grievances"}
    response = render(request, template, context)
    response["Cache-Control"] = "private, no-store"
    return response
