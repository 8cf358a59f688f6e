"""The answer that hands out a paper: under an address signed for one person, and so that nothing inside it
can act.
"""

from datetime import timedelta
from http.client import CONFLICT
from pathlib import PurePath
from urllib.parse import quote

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from .integrity import CHANGED, PaperNotAsKept, enter_fault, read_as_kept
from .models import Paper, stored_name

SALT = "ongikar.papers.link"
OPEN_FOR = timedelta(minutes=10)


def link_holder(request: HttpRequest) -> str:
    """For whom a link is signed. Who has no account shows by a cookie, at each opening, that the paper is
    theirs.
    """
    return f"user:{request.user.pk}" if request.user.is_authenticated else "nobody signed in"


def paper_link(request: HttpRequest, paper: Paper) -> str:
    signed = signing.TimestampSigner(salt=SALT).sign(f"{paper.pk} {link_holder(request)}")
    # What was signed is known to both sides: only the time and the signature go into the address.
    return reverse("paper_file", args=[paper.pk, ":".join(signed.rsplit(":", 2)[1:])])


def is_link_valid(request: HttpRequest, paper: Paper, key: str) -> bool:
    """Whether this key was signed for this paper and this person within the last ten minutes."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signer.unsign(f"{paper.pk} {link_holder(request)}:{key}", max_age=OPEN_FOR)
    except signing.BadSignature:
        return False
    return True


# A picture may be looked at in place; a PDF is saved, since browsers do not show one inside a sandbox.
SHOWN = frozenset({"image/jpeg", "image/png"})


def paper_response(request: HttpRequest, found: Paper) -> HttpResponse:
    """The file itself, under the name of what it is. One that is not what was kept is not given out, and that
    is entered.
    """
    if not found.file:
        raise Http404
    try:
        content = read_as_kept(found)
    except PaperNotAsKept as fault:
        enter_fault(fault, now=timezone.now())
        page = {"title": found.title, "is_changed": fault.fault == CHANGED}
        response = render(request, "papers/not_as_kept.html", page, status=CONFLICT)
        response["Cache-Control"] = "private, no-store"
        return response
    response = HttpResponse(content, content_type=found.media_type)
    suffix = PurePath(stored_name(found)).suffix
    return with_private_headers(response, f"{found.title}{suffix}", is_shown=found.media_type in SHOWN)


def pdf_download(content: bytes, name: str) -> HttpResponse:
    """A PDF just made, to be saved under a name."""
    return with_private_headers(HttpResponse(content, content_type="application/pdf"), name, is_shown=False)


def with_private_headers[Response: HttpResponseBase](
    response: Response, name: str, *, is_shown: bool
) -> Response:
    """With the headers that keep a paper private and powerless."""
    plain = "".join(c for c in name if c.isprintable() and c not in '/\\"')
    response["Content-Disposition"] = (
        f"{'inline' if is_shown else 'attachment'}; filename*=UTF-8''{quote(plain)}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
