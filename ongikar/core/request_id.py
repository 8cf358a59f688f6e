"""The number of the request at hand: it stands in each log line that is written for it, in the answer's
`X-Request-ID`, and on the page of a fault, so that one is found by the other.

What a front server gave it is taken over where it has the form of such numbers (32 hexadecimal digits, or a
UUID): anything else could carry a person's words or number into the log.
"""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from secrets import token_hex

from django.http import HttpRequest
from django.http.response import HttpResponseBase

WELL_FORMED = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HEADER = "X-Request-ID"
# Of the number, as much as somebody reads out on the telephone.
SHOWN = 8

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """ "" where no request is being answered, as in the worker."""
    return _request_id.get()


def chosen_id(given: str) -> str:
    """The number that came along where it is well formed, else a new one."""
    return given if WELL_FORMED.fullmatch(given) else token_hex(16)


class RequestIds:
    """The first middleware: whatever is logged after it bears the number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        number = chosen_id(request.META.get("HTTP_X_REQUEST_ID", ""))
        before = _request_id.set(number)
        try:
            response = self.get_response(request)
        finally:
            _request_id.reset(before)
        response[HEADER] = number
        return response


class RequestIdFilter(logging.Filter):
    """Gives each record `request_id`, and `request` as a line of text shows it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = number = request_id()
        record.request = f" [{number}]" if number else ""
        return True
