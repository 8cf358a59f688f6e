"""Error pages: what is said when no answer could be made, and how what was typed is sent again with one
press.
"""

import errno
import logging
import sys
from collections.abc import Iterator
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from ongikar.core.request_id import SHOWN, request_id
from ongikar.rules.clock.state import ClockFault

log = logging.getLogger("ongikar.core")

# Seconds after which it is worth asking again.
COME_AGAIN = 60
# The disk is full, or our share of it is.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def server_error(request: HttpRequest) -> HttpResponse:
    """The site's handler of whatever nothing else has caught: 503 for what passes by itself, else 500.

    It asks no database, and is not given the request's context, since some of that would.
    """
    passing = next((fault for fault in exception_chain(sys.exception()) if is_transient(fault)), None)
    status = 503 if passing else 500
    log_failure(request, status, passing)
    facts = {
        "office": getattr(request, "office", None),
        "address": request.get_full_path(),
        "is_clock": isinstance(passing, ClockFault),
        "fault_number": request_id()[:SHOWN],
        **submitted_form(request),
    }
    response = HttpResponse(render_to_string(f"{status}.html", facts), status=status)
    response["Cache-Control"] = "no-store"
    if passing:
        response["Retry-After"] = str(COME_AGAIN)
    return response


def log_failure(request: HttpRequest, status: int, passing: BaseException | None) -> None:
    """One line for what passes, all the lines for a fault of ours; never the address, which may hold
    somebody's key.
    """
    place = request.resolver_match.view_name if request.resolver_match else "the way in"
    if passing:
        log.error("%s at %s: %s: %s", status, place, type(passing).__name__, str(passing).strip())
    else:
        log.error("%s at %s", status, place, exc_info=True)


def exception_chain(fault: BaseException | None) -> Iterator[BaseException]:
    """The fault and those it came of."""
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def is_transient(fault: BaseException) -> bool:
    """Nothing is wrong with what was sent: the database is away, there is no room, or the machine's clock was
    moved.
    """
    is_full = isinstance(fault, OSError) and fault.errno in NO_ROOM
    return is_full or isinstance(fault, OperationalError | InterfaceError | ClockFault)


def submitted_form(request: HttpRequest) -> dict[str, Any]:
    """What a form sent, to be sent once more: its words, but for passwords, and the names of its files.

    Nothing where no form was sent, or where what was sent cannot be read any more.
    """
    if request.method != "POST":
        return {}
    try:
        words = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if "password" not in name
        ]
        files = [(name, cast(UploadedFile, file).name) for name, file in request.FILES.items()]
    except Exception:
        # A body that broke off, or that there was no room to read: whatever it is, the page must still come.
        words, files = [], []
    # Every form of ours sends something, be it only its token.
    return {"is_form": True, "words": words, "files": files} if words or files else {"is_lost": True}
