"""The administrator's page of the installation's health, and the probes as Django answers them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.people.post_holders import StaffRequest, is_administrator
from ongikar.website.rights import for_administrators

from .health_sections import failed_lines, health_sections
from .measurements import fresh_measurements
from .probes import as_json, may_see_detail, readiness_facts
from .readiness import judge_readiness

REFRESH_SECONDS = 60


@for_administrators
@require_safe
def health(request: StaffRequest) -> HttpResponse:
    """Looked at anew each minute by the browser itself, without a script."""
    measured = fresh_measurements(timezone.now())
    sections = health_sections(measured)
    page = {
        "now": measured.at,
        "sections": sections,
        "failed": list(failed_lines(sections)),
        "current": "health",
    }
    response = render(request, "operations/health.html", page)
    response["Refresh"] = str(REFRESH_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return json_response({"status": "alive"}, 200)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """As `probes.HealthProbes` answers it in front of Django; it asks here where somebody is signed in."""
    now = timezone.now()
    found = judge_readiness(now)
    is_known = request.user.is_authenticated and is_administrator(request.user, timezone.localdate(now))
    has_detail = is_known or may_see_detail(request.META)
    return json_response(readiness_facts(found, has_detail=has_detail), 200 if found.is_ready else 503)


def json_response(facts: dict, status: int) -> HttpResponse:
    response = HttpResponse(as_json(facts), content_type="application/json", status=status)
    response["Cache-Control"] = "no-store"
    return response
