"""What browsers ask for of an office's face: its shades and its emblem."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import EMBLEM_DIGITS, Emblem
from ongikar.offices.rules.palette import HEX, nearest_that_does, stylesheet

# Seconds. An address of a file that changes is another one: it may be kept.
A_DAY, A_YEAR = 86_400, 31_536_000
# A drawing that somebody opens by itself is a page: it may do nothing.
DRAWING_POLICY = (
    "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; img-src data:; sandbox"
)


@require_safe
def face_css(request: HttpRequest, colour: str) -> HttpResponse:
    """The shades of a colour: the same for whoever asks, and of a colour that words can be read on."""
    if not HEX.fullmatch(f"#{colour}") or nearest_that_does(f"#{colour}") != f"#{colour}":
        raise Http404
    text = stylesheet(f"#{colour}")
    etag = hashlib.sha256(text.encode()).hexdigest()[:32]
    return cacheable_file(request, HttpResponse(text, content_type="text/css; charset=utf-8"), etag, A_DAY)


@require_safe
def emblem(request: OfficeRequest, digest: str) -> HttpResponse:
    """The emblem that the office has, or had: pages that browsers keep may still show it."""
    if len(digest) != EMBLEM_DIGITS:
        raise Http404
    found = Emblem.objects.filter(office=request.office, sha256__startswith=digest).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Content-Security-Policy"] = DRAWING_POLICY
    return cacheable_file(request, response, found.sha256[:32], A_YEAR)


def cacheable_file(request: HttpRequest, response: HttpResponse, etag: str, seconds: int) -> HttpResponse:
    """For anybody to keep; "you have it" (304) for whoever has it."""
    response["ETag"] = f'"{etag}"'
    response["Cache-Control"] = f"public, max-age={seconds}"
    answer = get_conditional_response(request, etag=f'"{etag}"', response=response)
    return answer or response
