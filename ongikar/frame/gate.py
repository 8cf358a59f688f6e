"""What is turned away at the gate: before a body is read, or an address is looked up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .pace import Pace

# Five papers of the largest size, and what is written beside them.
MOST_BYTES = 30 * 1024 * 1024


class Gate:
    """Refuses forms that come too fast, a body that says it is too large, and an address that no database can hold.

    Stands after the language is known, so that the reason is told in it, and before anything reads what was sent.
    """

    def __init__(self, get_response):
        self.get_response, self.pace = get_response, Pace()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.pace.is_too_fast(request):
            return render(request, "429.html", status=429)
        if announced(request) > MOST_BYTES:
            return render(request, "413.html", status=413)
        # PostgreSQL takes no null character in any text, not even to look for it.
        if "\0" in request.path_info:
            return render(request, "404.html", status=404)
        return self.get_response(request)


def announced(request: HttpRequest) -> int:
    """How many bytes the body is said to have. Of one that does not say, Django reads nothing."""
    length = (request.META.get("CONTENT_LENGTH") or "")[:20]
    return int(length) if length.isascii() and length.isdigit() else 0
