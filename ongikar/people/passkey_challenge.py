"""A passkey beside the password, where strangers shut the door to the password alone (lockout.py).

The page asks for it before anybody has shown who they are, so it must not tell which names there are, nor who
has passkeys: for every name the browser is asked for as many, of which those are made up that the person does
not have. Nothing is kept for it meanwhile: the challenge comes back from the page, signed, and is good once.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from allauth.account.utils import filter_users_by_username
from allauth.mfa.models import Authenticator
from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.http import urlsafe_base64_encode

from ongikar.core.models import Attempt

SALT = "ongikar.people.passkey_challenge"
# How many are named for each person; whoever has more shows one of the newest.
NAMED = 5
# The lengths that authenticators give the names of their keys, in bytes.
LENGTHS = (20, 32, 48, 64)
LASTS = timedelta(minutes=10)


class PasskeyChallenge(NamedTuple):
    """`options`: what the browser is asked. `signed`: what its answer is judged by; it comes back with it."""

    options: dict[str, Any]
    signed: str


def begin_challenge(name: str) -> PasskeyChallenge:
    """What the browser of whoever typed this name is asked. Also of a name that nobody has."""
    from allauth.mfa import app_settings
    from allauth.mfa.webauthn.internal import auth as webauthn

    verification = webauthn.UserVerificationRequirement(app_settings.WEBAUTHN_USER_VERIFICATION)
    options, state = webauthn.get_server().authenticate_begin(credentials=[], user_verification=verification)
    asked = dict(dict(options)["publicKey"])
    asked["allowCredentials"] = [
        {"type": "public-key", "id": urlsafe_base64_encode(each)} for each in named_keys(name)
    ]
    signed = signing.TimestampSigner(salt=SALT).sign_object(state)
    return PasskeyChallenge({"publicKey": asked}, signed)


def named_keys(name: str) -> list[bytes]:
    """The newest of the person's own and made up ones, always the same for a name, in no order that tells
    which is which.
    """
    held = Authenticator.objects.filter(
        type=Authenticator.Type.WEBAUTHN, user__in=filter_users_by_username(name)
    )
    own = [
        each.wrap().authenticator_data.credential_data.credential_id for each in held.order_by("-pk")[:NAMED]
    ]
    made_up = [made_up_key(name, place) for place in range(NAMED - len(own))]
    return sorted([*own, *made_up])


def made_up_key(name: str, place: int) -> bytes:
    seed = salted_hmac(SALT, f"{place} {name.strip().lower()}", algorithm="sha512").digest()
    return hashlib.shake_256(seed).digest(LENGTHS[seed[0] % len(LENGTHS)])


def read_challenge(signed: str, now: datetime) -> Any:
    """What an answer is judged by; None for a challenge that is old, forged, or was answered before."""
    try:
        state = signing.TimestampSigner(salt=SALT).unsign_object(signed, max_age=LASTS)
    except signing.BadSignature:
        return None
    return None if Attempt.is_spent([answer_key(signed)], limit=1, now=now, within=LASTS) else state


def use_up_challenge(signed: str, now: datetime) -> None:
    Attempt.count_failure([answer_key(signed)], now=now)


def answer_key(signed: str) -> str:
    return f"passkey shown {hashlib.sha256(signed.encode()).hexdigest()[:32]}"
