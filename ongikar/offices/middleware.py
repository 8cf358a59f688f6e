"""Which office a request is for."""

from functools import lru_cache

from django.http import HttpRequest

from ongikar.frame import stamp

from .models import Office


@lru_cache(maxsize=8)
def default_office(stamped: int) -> Office | None:
    return Office.objects.filter(is_default=True).first()


class OfficeMiddleware:
    """Sets `request.office`: the office of this address, here the default one, as of `request.stamped`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        request.stamped = stamp.read()
        request.office = default_office(request.stamped)
        return self.get_response(request)


def office(request: HttpRequest) -> dict[str, Office | None]:
    """Context for every page: the office whose page it is."""
    return {"office": getattr(request, "office", None)}
