"""A browser in which somebody has signed in before: it is not kept out by what a stranger tries in that person's name.

Without it whoever knows a name shuts its owner out, ten wrong passwords an hour, for as long as they like. The browser's own
tries are counted by themselves, so that a stolen cookie buys ten guesses an hour and opens nothing.
"""

import secrets
from typing import TypedDict

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

SALT = "ongikar.people.known_browser"
NAME = "known"
KEPT = 90 * 24 * 3600
# At a shared desk so many people are known; the oldest gives way.
MOST = 8


class Known(TypedDict):
    """`browser`: a name of its own by chance. `people`: whose they were, as lockout.py counts them, the newest last."""

    browser: str
    people: list[str]


def told(request: HttpRequest) -> Known:
    """What the cookie says; nobody for one that is old, forged or none."""
    try:
        return signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return {"browser": "", "people": []}


def own_key(request: HttpRequest, account: str) -> str | None:
    """Against what this browser's tries for an account are counted; None where nobody of that name has been in with it."""
    known = told(request)
    return f"{account} in {known['browser']}" if account in known["people"] else None


def remember(request: HttpRequest, response: HttpResponse, account: str) -> None:
    known = told(request)
    people = [*(each for each in known["people"] if each != account), account][-MOST:]
    response.set_cookie(
        cookie_name(),
        signing.dumps(Known(browser=known["browser"] or secrets.token_urlsafe(12), people=people), salt=SALT),
        max_age=KEPT, httponly=True, samesite="Lax", secure=settings.BEHIND_TLS,
    )  # fmt: skip


def cookie_name() -> str:
    return f"{settings.COOKIE_PREFIX}{NAME}"
