"""Which office a request is for: the one that answers at the host name it came to."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ongikar.core import cache_version
from ongikar.core.forms.typed import calendar_at_hand

from .models import Office
from .sites import sites


class OfficeRequest(HttpRequest):
    """A request as the middleware hands it on."""

    # None only where the installation has no office yet: then no page of an office is asked for.
    office: Office
    content_version: int


class OfficeMiddleware:
    """Sets `request.office`, and `request.content_version`: the cache version of that office."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: OfficeRequest) -> HttpResponseBase:
        office = sites(cache_version.current_version()).office_at(request.get_host())
        request.office = office  # type: ignore[assignment]  # see OfficeRequest
        request.content_version = cache_version.current_version(
            office.pk if office else cache_version.EVERY_OFFICE
        )
        token = calendar_at_hand.set(office.known_calendar if office else no_calendar)
        try:
            return self.get_response(request)
        finally:
            calendar_at_hand.reset(token)


def no_calendar() -> None:
    """What an installation without an office has."""


def office_context(request: HttpRequest) -> dict[str, Office | str | None]:
    """Context for every page: the office whose page it is, and no word of its menu; a page that stands in the
    menu names its own.
    """
    return {"office": getattr(request, "office", None), "current": ""}
