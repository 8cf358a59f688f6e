"""The address under which a paper is handed out: signed for ten minutes, for one person and one paper."""

from datetime import timedelta

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from .models import Paper

SALT = "ongikar.papers.link"
OPEN_FOR = timedelta(minutes=10)


def holder_of(request: HttpRequest) -> str:
    """For whom a link is signed. Who has no account shows by a cookie, at each opening, that the paper is theirs."""
    return f"user:{request.user.pk}" if request.user.is_authenticated else "nobody signed in"


def link_for(request: HttpRequest, paper: Paper) -> str:
    signed = signing.TimestampSigner(salt=SALT).sign(f"{paper.pk} {holder_of(request)}")
    # What was signed is known to both sides: only the time and the signature go into the address.
    return reverse("paper_file", args=[paper.pk, ":".join(signed.rsplit(":", 2)[1:])])


def is_good(request: HttpRequest, paper: Paper, key: str) -> bool:
    """Whether this key was signed for this paper and this person within the last ten minutes."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signer.unsign(f"{paper.pk} {holder_of(request)}:{key}", max_age=OPEN_FOR)
    except signing.BadSignature:
        return False
    return True
