"""How often a sign-in may be tried, by account and address; and the ways of its owner, which a stranger's
tries do not shut: a browser they have been in with, a second factor beside the password, the administrator's
link.
"""

import hashlib
import logging
import secrets
from datetime import datetime
from typing import TypedDict, cast

from django.http import HttpRequest, HttpResponse

from ongikar.core.http.cookies import SignedCookie
from ongikar.core.models import Attempt

log = logging.getLogger("ongikar.refused")

# Within one hour. An office shares an address, so that one may miss more often.
OF_ACCOUNT, FROM_ADDRESS = 10, 30
# Wrong second factors beside a password, from one address: a stranger who tries both at once is told of
# neither.
WITH_FACTOR = 10


def account_key(name: str) -> str:
    """A name as long as it was typed is no key; and what was typed may be a password in the wrong field."""
    return f"sign-in {hashlib.sha256(name.strip().lower().encode()).hexdigest()[:32]}"


def address_key(address: str) -> str:
    return f"sign-in from {address}"


def is_locked(name: str, address: str, now: datetime, *, own: str | None = None) -> bool:
    """`own`: what the browser is counted by where its owner has been in with it (TrustedDevice);
    strangers then do not count.
    """
    if own:
        return Attempt.is_spent([own], limit=OF_ACCOUNT, now=now)
    return Attempt.is_spent([account_key(name)], limit=OF_ACCOUNT, now=now) or Attempt.is_spent(
        [address_key(address)], limit=FROM_ADDRESS, now=now
    )


def count_wrong_try(name: str, address: str, now: datetime, *, own: str | None = None) -> None:
    Attempt.count_failure([*([own] if own else []), account_key(name), address_key(address)], now=now)
    # Never the name: it may be a password in the wrong field.
    log.warning("a wrong sign-in from %s", address)


def factor_key(address: str) -> str:
    return f"sign-in with a code from {address}"


def is_locked_with_factor(address: str, now: datetime) -> bool:
    """Whether a second factor beside the password is taken from there no more. Only where it comes from
    counts: whatever strangers try elsewhere, the owner shows theirs.
    """
    return Attempt.is_spent([factor_key(address)], limit=WITH_FACTOR, now=now)


def count_wrong_factor(address: str, now: datetime) -> None:
    Attempt.count_failure([factor_key(address)], now=now)
    log.warning("a wrong sign-in from %s", address)


def clear_wrong_tries(name: str) -> None:
    """Whoever came by the administrator's link is not kept out by the tries of a stranger."""
    Attempt.objects.filter(key=account_key(name)).delete()


COOKIE = SignedCookie("known", salt="ongikar.people.lockout", lasts=90 * 24 * 3600)
# At a shared desk this many people are known; the oldest gives way.
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


def session_tries_key(request: HttpRequest, account: str) -> str | None:
    """Against what the tries of a browser that is in are counted where it is not known otherwise."""
    session = request.session.session_key
    return f"{account} in {hashlib.sha256(session.encode()).hexdigest()[:32]}" if session else None


def remember_device(request: HttpRequest, response: HttpResponse, account: str) -> None:
    known = read_device(request)
    people = [*(each for each in known["people"] if each != account), account][-MOST:]
    COOKIE.set(response, TrustedDevice(browser=known["browser"] or secrets.token_urlsafe(12), people=people))
