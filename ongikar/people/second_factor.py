"""The second factor: an app's code or a passkey, asked of everybody who works in an office that is no
demonstration.
"""

import base64
import io
import logging
import os
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.models import User

# The way to a second factor, and the way out: all that is open before there is one.
OPEN_BEFORE = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
    }
)
NONCE = 12
log = logging.getLogger("ongikar.people")


def is_needed(request: OfficeRequest) -> bool:
    """Whether this browser must still show a second factor. Read from the session alone."""
    if request.office is not None and request.office.is_demo:
        return False
    records = get_authentication_records(request, request.user)
    return not any(record.get("method") == "mfa" for record in records)


def is_open_before(request: HttpRequest) -> bool:
    """Whether the page is one that comes before the second factor."""
    match = request.resolver_match
    return match is not None and match.url_name in OPEN_BEFORE


class SecondFactorMiddleware:
    """Leads a signed-in person without a second factor to set one up, and shows nothing else meanwhile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: OfficeRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        # A browser without a session is nobody's: the public pages are not asked who reads them.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or is_open_before(request):
            return None
        if request.user.is_authenticated and is_needed(request):
            return redirect("mfa_index")
        return None


def record_second_factor(request: HttpRequest, shown: Authenticator) -> None:
    """In this session's records, which allauth began when the person gave the password; without those it
    counts for nothing.
    """
    records = get_authentication_records(request, request.user)
    added = {"method": "mfa", "at": time.time(), "id": shown.pk, "type": shown.type}
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [*records, added]


def for_factor_setup(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page on which a second factor is added: whoever has just set one up in this browser has shown it."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        before = newest_authenticator(request)
        response = view(request, *args, **kwargs)
        if (added := newest_authenticator(request)) and added != before:
            record_second_factor(request, added)
        return response

    return wrapper


def newest_authenticator(request: HttpRequest) -> Authenticator | None:
    held = Authenticator.objects.filter(user=request.user.pk)
    return held.exclude(type=Authenticator.Type.RECOVERY_CODES).order_by("-pk").first()


def encryption_key() -> bytes:
    """The key that the secrets of the apps are kept under, made from the installation's own."""
    derived = HKDF(SHA256(), length=32, salt=None, info=b"ongikar second factor")
    return derived.derive(settings.SECRET_KEY.encode())


class SecondFactors(DefaultMFAAdapter):
    """allauth's second factors in our words, with their secrets encrypted, and never taken away where one is
    needed.
    """

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": say_lazy(
            "কোডটি ঠিক নয়। নতুন কোডটি লিখুন।", "This code is not right. Enter the newest one."
        ),
        "cannot_delete_authenticator": say_lazy(
            "দুই ধাপের যাচাই একটি থাকতেই হবে। আগে আরেকটি যোগ করুন।",
            "One second factor must remain. Add another first.",
        ),
        "cannot_generate_recovery_codes": say_lazy("আগে দুই ধাপের যাচাই যোগ করুন।", "Add a second factor first."),
        "unverified_email": say_lazy("এখন যোগ করা যাচ্ছে না।", "It cannot be added now."),
    }

    def get_totp_issuer(self) -> str:
        return "Ongikar"

    def get_totp_label(self, user: User) -> str:
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """The square code that an app scans: by the library of our papers; allauth would need another."""
        import segno

        file = io.BytesIO()
        segno.make(url, error="m", micro=False).save(
            file, kind="svg", xmldecl=False, omitsize=True, light="#fff"
        )
        return file.getvalue().decode()

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        return say("আমার পাসকি", "My passkey")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists() or authenticator.user.is_demo

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(NONCE)
        return base64.b64encode(nonce + AESGCM(encryption_key()).encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was kept under another secret comes back as chance: no code fits it, and no page falls over
        it.
        """
        try:
            return decrypt_secret(encrypted_text)
        except InvalidTag:
            log.error("a second factor was kept under another secret; `ongikar doctor` says whose")
            # As long as the secret of an app.
            return base64.b32encode(os.urandom(20)).decode()


def decrypt_secret(encrypted_text: str) -> str:
    """Raises InvalidTag for what was kept under another secret."""
    kept = base64.b64decode(encrypted_text)
    return AESGCM(encryption_key()).decrypt(kept[:NONCE], kept[NONCE:], None).decode()


def is_lost(authenticator: Authenticator) -> bool:
    """Whether it was kept under another secret; a passkey keeps none here."""
    kept = authenticator.data.get("secret") or authenticator.data.get("seed")
    try:
        return bool(kept) and not decrypt_secret(kept)
    except InvalidTag:
        return True
