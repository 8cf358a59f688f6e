"""The home page: what do you need, where is your request, and is the office keeping its word today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.charter.in_force import services_in_force, version_in_force
from ongikar.charter.terms import terms_of
from ongikar.frame.public import public_page, public_until
from ongikar.offices.opening import next_change, opening_words, opens_next

from .closed_days import coming_closed_days
from .popular import popular_services
from .tally import tally_of


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    services = services_in_force(version_in_force(request.office, now.date()))
    calendar = request.office.calendar_version().calendar
    popular = popular_services(request.office, services)
    response = render(
        request,
        "website/home.html",
        {
            "services": services,
            "popular": [(service, terms_of(service)) for service in popular],
            # Said in this office's own words: what it gives differs from office to office.
            "example": min((service.short for service in popular), key=len, default=""),
            "tally": tally_of(request.office, now),
            "closed_days": coming_closed_days(calendar, now.date()),
            "opening": opening_words(calendar, now),
            "is_closed": opens_next(calendar, now) is not None,
        },
    )
    return public_until(response, next_change(calendar, now))
