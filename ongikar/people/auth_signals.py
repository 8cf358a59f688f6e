"""What is recorded when somebody signs in, changes the password, or adds and removes a second factor."""

from datetime import datetime
from typing import Any, Unpack, cast

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from ongikar.core.http.client_ip import client_ip
from ongikar.journal.actions import record
from ongikar.journal.models import EntryFacts
from ongikar.offices.middleware import OfficeRequest

from .models import SignIn, User
from .sessions import SessionStore
from .sign_ins import LONGEST, is_new_browser


def on_signed_in(sender: object, request: OfficeRequest, user: User, **kwargs: Any) -> None:
    """One row for the person to look back at, and an entry; from a new browser or address
    the person is told.
    """
    address, browser = client_ip(request), request.META.get("HTTP_USER_AGENT", "")[:LONGEST]
    now = timezone.now()
    cast(SessionStore, request.session).begin(now)
    with transaction.atomic():
        verb = "person.came_anew" if is_new_browser(user.pk, address, browser) else "person.signed_in"
        sign_in = SignIn.objects.create(
            user=user,
            at=now,
            address=address,
            browser=browser,
            how=sign_in_method(request),
            session_key=cast(str, request.session.session_key),
        )
        record_account_act(verb, request, user, now, sign_in=sign_in.pk)


def sign_in_method(request: HttpRequest) -> str:
    """With what beside the password; the session knows what was shown."""
    records = request.session.get("account_authentication_methods", [])
    shown = [record.get("type") for record in records if record.get("method") == "mfa"]
    return shown[-1] if shown else SignIn.PASSWORD


def on_password_changed(sender: object, request: OfficeRequest, user: User, **kwargs: Any) -> None:
    with transaction.atomic():
        record_account_act("person.password_changed", request, user, timezone.now())


def on_factor_added(
    sender: object, request: OfficeRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        # They come with the first factor, of which the person is told once.
        return
    with transaction.atomic():
        record_account_act("person.factor_added", request, user, timezone.now(), factor=authenticator.type)


def on_codes_made(
    sender: object, request: OfficeRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """New recovery codes, which let in as a phone does, and end the ones in the cupboard."""
    with transaction.atomic():
        record_account_act("person.codes_made", request, user, timezone.now())


def on_factor_removed(
    sender: object, request: OfficeRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    with transaction.atomic():
        record_account_act(
            "person.factor_removed", request, user, timezone.now(), factor=str(authenticator.type)
        )


def record_account_act(
    verb: str, request: OfficeRequest, user: User, now: datetime, /, **facts: Unpack[EntryFacts]
) -> None:
    office_id = request.office.pk if request.office else None
    record(verb, subject=("user", user.pk), actor=("user", user.pk), office_id=office_id, now=now, **facts)
