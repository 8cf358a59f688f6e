"""Which office a request is for: the one that answers at the host name it came to."""

from django.http import HttpRequest

from ongikar.core import cache_version

from .models import Office
from .sites import sites


class OfficeMiddleware:
    """Sets `request.office`, and `request.content_version`: the cache version of that office."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        request.office = sites(cache_version.current_version()).office_at(request.get_host())
        request.content_version = cache_version.current_version(
            request.office.pk if request.office else cache_version.EVERY_OFFICE
        )
        return self.get_response(request)


def office_context(request: HttpRequest) -> dict[str, Office | None]:
    """Context for every page: the office whose page it is."""
    return {"office": getattr(request, "office", None)}
