"""A browser in which somebody has signed in before: it is not kept out by what a stranger tries in that
person's name.

Without it whoever knows a name shuts its owner out, ten wrong passwords an hour, for as long as they like.
The browser's own
tries are counted by themselves, so that a stolen cookie buys ten guesses an hour and opens nothing.
"""

import secrets
from typing import TypedDict, cast

from django.http import HttpRequest, HttpResponse

from ongikar.core.http.cookies import SignedCookie

COOKIE = SignedCookie("known", salt="ongikar.people.trusted_device", lasts=90 * 24 * 3600)
# At a shared desk so many people are known; the oldest gives way.
MOST = 8


class TrustedDevice(TypedDict):
    """`browser`: a name of its own by chance. `people`: whose they were, as lockout.py counts them, the
    newest last.
    """

    browser: str
    people: list[str]


def read_device(request: HttpRequest) -> TrustedDevice:
    """What the cookie says; nobody for one that is old, forged or none."""
    return cast(TrustedDevice, COOKIE.read(request) or {"browser": "", "people": []})


def device_tries_key(request: HttpRequest, account: str) -> str | None:
    """Against what this browser's tries for an account are counted; None where nobody of that name has been
    in with it.
    """
    known = read_device(request)
    return f"{account} in {known['browser']}" if account in known["people"] else None


def remember_device(request: HttpRequest, response: HttpResponse, account: str) -> None:
    known = read_device(request)
    people = [*(each for each in known["people"] if each != account), account][-MOST:]
    COOKIE.set(response, TrustedDevice(browser=known["browser"] or secrets.token_urlsafe(12), people=people))
