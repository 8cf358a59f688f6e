"""What is turned away at the gate: before a body is read, or an address is looked up."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Five papers of the largest size, and what is written beside them.
MOST_BYTES = 30 * 1024 * 1024


class Gate:
    """Refuses a body that says it is too large, and an address that no database can hold.

    Stands after the language is known, so that the reason is told in it, and before anything reads what was sent.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if announced(request) > MOST_BYTES:
            return render(request, "413.html", status=413)
        # PostgreSQL takes no null character in any text, not even to look for it.
        if "\0" in request.path_info:
            return render(request, "404.html", status=404)
        return self.get_response(request)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as limits count it: the other end of the line, whatever the request says of itself.

    Only where that end is a proxy of ours (`ONGIKAR_PROXIES`) is its word taken: the last address it added that is none of
    our proxies; what stands before it, anybody may have written.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if address not in settings.ONGIKAR_PROXIES:
        return address
    told = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return next(
        (each[:60] for each in reversed(told) if each and each not in settings.ONGIKAR_PROXIES), address
    )


def announced(request: HttpRequest) -> int:
    """How many bytes the body is said to have. Of one that does not say, Django reads nothing."""
    length = (request.META.get("CONTENT_LENGTH") or "")[:20]
    return int(length) if length.isascii() and length.isdigit() else 0
