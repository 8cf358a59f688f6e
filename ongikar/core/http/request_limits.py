"""How many forms one address may send in a minute: a rate limit, counted in the memory of each process,
before a body is read.

Sign-in, tracking and codes have limits of their own (`models.Attempt`); this one keeps a program that tries
all of them from being served at the cost of people. It costs no statement, so that nobody's application
waits for a count.
"""

from collections import Counter
from collections.abc import Callable
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .client_ip import client_ip

# Changes nothing, so it may be sent as often as one likes.
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class RateLimit:
    """The forms of the minute at hand, by address; the minute over, all begin anew."""

    def __init__(self) -> None:
        self.minute = 0
        self.sent: Counter[str] = Counter()

    def count_form(self, request: HttpRequest) -> int:
        """How many forms this address sent in this minute, with this one; 0 of what is not counted."""
        if request.method in SAFE or not settings.ONGIKAR_FORMS_A_MINUTE:
            return 0
        minute = int(monotonic() // 60)
        if minute != self.minute:
            self.minute, self.sent = minute, Counter()
        address = client_ip(request)
        self.sent[address] += 1
        return self.sent[address]


# Five papers of the largest size, and what is written beside them.
MOST_BYTES = 30 * 1024 * 1024
# Ten of them, to an address at which whole letters are scanned.
MOST_BYTES_OF_SCANS = 60 * 1024 * 1024


def most_bytes_at(path: str) -> int:
    """How large a body is read at an address."""
    return MOST_BYTES_OF_SCANS if path in settings.ONGIKAR_SCANS_AT else MOST_BYTES


# In the request's environment, where its body was not read: why not. Set in front of Django
# (core/http/lanes.py).
UNREAD = "ongikar.unread"
# Why, of a page that takes long where too many wait for such a one (core/http/heavy_pages.py).
CROWDED = "crowded"


class RequestLimits:
    """Refuses forms that come too fast, a body that says it is too large, and an address that no database can
    hold.

    Stands after the language is known, so that the reason is told in it, and before anything reads what was
    sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response, self.rate_limit = get_response, RateLimit()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if why := request.META.get(UNREAD):
            return unread_body_response(request, why)
        if self.rate_limit.count_form(request) > settings.ONGIKAR_FORMS_A_MINUTE:
            return render(request, "429.html", status=429)
        if announced_length(request) > most_bytes_at(request.path_info):
            return render(request, "413.html", {"came_from": came_from(request)}, status=413)
        # PostgreSQL takes no null character in any text, not even to look for it.
        if "\0" in request.path_info:
            return render(request, "404.html", status=404)
        return self.get_response(request)


def unread_body_response(request: HttpRequest, why: str) -> HttpResponse:
    """A form whose body did not come, or was not waited for: too many came at once, or it broke off on the
    way.
    """
    page = {"is_busy": why == "busy", "came_from": came_from(request)}
    if why == CROWDED:
        response = render(request, "crowded.html", status=503)
    else:
        response = render(request, "408.html", page, status=503 if page["is_busy"] else 408)
    response["Retry-After"] = "30"
    return response


def announced_length(request: HttpRequest) -> int:
    """How many bytes the body is said to have, or had where it came in chunks (core/http/body_limits.py)."""
    length = (request.META.get("CONTENT_LENGTH") or "")[:20]
    return int(length) if length.isascii() and length.isdigit() else 0


def came_from(request: HttpRequest) -> str:
    """The page of ours that a form was sent from, so that what was written before is found again; "" where
    none is told.
    """
    try:
        page = urlsplit(request.META.get("HTTP_REFERER", ""))
    except ValueError:
        return ""
    is_ours = page.netloc == request.META.get("HTTP_HOST") and page.path.startswith("/")
    # Two strokes at the front would name another site.
    return (
        page._replace(scheme="", netloc="", fragment="").geturl() if is_ours and page.path[1:2] != "/" else ""
    )
