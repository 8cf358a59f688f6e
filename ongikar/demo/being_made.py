"""While the demonstration of an office is being made, its pages are shown as they stand, and nothing is taken
in: what somebody does today would stand in the books before what is still told of the days before
(docs/decisions/096). It takes some seconds.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ongikar.core.http.error_pages import submitted_form
from ongikar.core.http.page_cache import MARK, UNTIL
from ongikar.core.http.presses import SIGN_IN

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Seconds after which it is worth asking again.
COME_AGAIN = 10


class BeingMade:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_being_made(request):
            # Kept, the line would be shown for a while after it is no longer true.
            for name in (MARK, UNTIL):
                if name in response:
                    del response[name]
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method in SAFE or not is_being_made(request) or is_sign_in(request):
            return None
        facts = {**submitted_form(request), "address": request.get_full_path()}
        response = render(request, "demo/being_made.html", facts, status=503)
        response["Retry-After"] = str(COME_AGAIN)
        return response


def is_being_made(request: HttpRequest) -> bool:
    office = getattr(request, "office", None)
    return office is not None and office.is_being_made


def is_sign_in(request: HttpRequest) -> bool:
    """Signing in and out stands in no book."""
    match = request.resolver_match
    return match is not None and (match.url_name or "").startswith(SIGN_IN)
