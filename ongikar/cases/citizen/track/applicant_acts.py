"""What each page of an applicant's own case goes through: who may see it, whether it is the applicant, and
the one act that is done.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ongikar.cases.case_queries import case_by_number
from ongikar.cases.models import Case
from ongikar.core.forms.forms import Form
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules import case_transitions
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.clock.state import ClockFault

from . import tracking
from .applicant_proof import proof_of, require_proof

View = Callable[..., HttpResponse]


def for_tracking_browser(view: View) -> View:
    """A view of one case, for the browser that may see it; any other is led to the tracking login with the
    number filled in.
    """

    @wraps(view)
    def wrapper(request: OfficeRequest, number: str) -> HttpResponse:
        case = case_by_number(request.office, number)
        if case is None or not tracking.may_track(request, case):
            return tracking.redirect_to_tracking_login(number)
        return view(request, case)

    return wrapper


def require_applicant_proof(request: HttpRequest, case: Case, form: Form, then: str = "track") -> bool:
    """Whether this browser is the applicant's; where it is not known to be, the form says so and keeps what
    was written.
    """
    return require_proof(form, proof_of(request, case.reference, timezone.now()), case.number, then)


def do_applicant_act(
    request: HttpRequest, case: Case, act: Callable[..., None], **facts: Any
) -> HttpResponse:
    """Do one act of the applicant's and go back to the page; how they were known is written down with it.

    One that may not follow any more, such as a second press, changes nothing. Raises ClockFault, which is
    answered with the page that keeps what was typed.
    """
    now = timezone.now()
    try:
        act(case, now=now, proof=proof_of(request, case.reference, now).way, **facts)
    except ClockFault:
        raise
    except (case_transitions.TransitionFault, LedgerFault):
        pass
    return redirect("track_case", case.number)
