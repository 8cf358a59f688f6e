"""The board of the waiting room, for a screen on the wall and for any phone. It works without script, and may
stay open for days.
"""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ongikar.core.http.page_cache import CACHED_BY_BROWSERS
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.calendar.office_calendar import TZ

from .board import board_of
from .settings import queue_rules
from .words import rules_in_words

# Seconds after which the page comes anew where no script asks.
ANEW = 10


@require_safe
def show_board(request: OfficeRequest) -> HttpResponse:
    """With `still` in the address the page never comes anew by itself."""
    now = timezone.now()
    board = board_of(request.office, now)
    context = {
        "board": board,
        "newest": board.calls[0] if board.calls else None,
        "earlier": board.calls[1:],
        "now": now,
        "anew": ANEW,
        "is_still": "still" in request.GET,
        "rules": rules_in_words(queue_rules(request.office, now.astimezone(TZ).date())),
    }
    return compare(request, render(request, "visits/board.html", context))


def compare(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """ "You have it" (304) for whoever has it: of the questions of a screen most are answered so."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"], response["Cache-Control"] = etag, CACHED_BY_BROWSERS
    return get_conditional_response(request, etag=etag, response=response) or response
