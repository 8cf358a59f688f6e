"""Signing in: allauth's password form, with our words and our lock, and only for people an administrator has
made.
"""

import time
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from ongikar.core.http.client_ip import client_ip, is_from_other_machine
from ongikar.core.i18n.say import say_lazy
from ongikar.people.models import User

from . import lockout
from . import lockout as trusted_device
from .passkey_challenge import read_challenge, use_up_challenge
from .post_holders import user_with_posts

# For so long after the password nobody is asked for it again.
FRESH_SECONDS = 300


class StaffBackend(AuthenticationBackend):
    """allauth's password check; who a session belongs to is found together with the posts they hold."""

    def get_user(self, user_id: int) -> User | None:
        user = user_with_posts(user_id, timezone.localdate())
        return user if user and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: User) -> bool:
        """Not somebody of a demonstration, whose password everybody knows, where strangers can reach the
        door.
        """
        return super().user_can_authenticate(user) and not (user.is_demo and settings.ONGIKAR_IS_PUBLIC)


# The person whose second factor this request has shown already.
SHOWN = "_factor_shown_for"


def has_shown_code(request: HttpRequest, user: User, code: str) -> bool:
    """Whether the code is the person's; then it is used up, and the session knows that it was shown."""
    from .forms import SecondFactorForm

    form = SecondFactorForm(data={"code": code}, user=user)
    if not form.is_valid():
        return False
    form.save()
    return True


def has_shown_passkey(request: HttpRequest, user: User, now: datetime) -> bool:
    """Whether the form that was sent bears an answer of the person's own passkey; as `has_shown_code`."""
    from allauth.mfa.webauthn.internal import auth as webauthn

    from .forms import PasskeyForm

    signed = request.POST.get("challenge", "")
    if (state := read_challenge(signed, now)) is None:
        return False
    # allauth looks for it in the session, where that of somebody who has given the password is kept.
    webauthn.set_state(state)
    try:
        form = PasskeyForm(data={"credential": request.POST.get("credential", "")}, user=user)
        if not form.is_valid():
            return False
        use_up_challenge(signed, now)
        form.save()
    finally:
        webauthn.clear_state()
    return True


class SecondFactorStage(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is not None and getattr(request, SHOWN, None) == user.pk:
            return False
        return super()._should_handle(request)


class StaffAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: accounts come with posts."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": say_lazy(
            "নাম বা পাসওয়ার্ড ঠিক নয়। আবার লিখুন।", "The user name or password is not right. Try again."
        ),
        "too_many_login_attempts": say_lazy(
            "অনেকবার ভুল হয়েছে। এক ঘণ্টা পরে আবার চেষ্টা করুন, অথবা প্রশাসককে জানান।",
            "Too many wrong tries. Try again in an hour, or tell the administrator.",
        ),
        "rate_limited": say_lazy(
            "অনেকবার চেষ্টা হয়েছে। কয়েক মিনিট পরে আবার চেষ্টা করুন।",
            "Too many tries. Try again in a few minutes.",
        ),
        "demo_from_elsewhere": say_lazy(
            "প্রদর্শনীর নমুনা ব্যক্তিরা শুধু এই কম্পিউটারে বসেই প্রবেশ করতে পারেন, অন্য সার্ভার বা কম্পিউটার হয়ে নয়।",
            "The sample people of the demonstration sign in only at this computer itself, not by way of"
            " another.",
        ),
        "code_mismatch": say_lazy(
            "নাম, পাসওয়ার্ড বা কোড ঠিক নয়। আবার লিখুন।",
            "The user name, the password or the code is not right. Try again.",
        ),
        "passkey_mismatch": say_lazy(
            "নাম, পাসওয়ার্ড বা পাসকি মেলেনি। আবার চেষ্টা করুন।",
            "The user name, the password or the passkey did not fit. Try again.",
        ),
        "incorrect_password": say_lazy("পাসওয়ার্ডটি ঠিক নয়। আবার লিখুন।", "The password is not right. Try again."),
        "enter_current_password": say_lazy(
            "এখনকার পাসওয়ার্ডটি ঠিক নয়। আবার লিখুন।", "The present password is not right. Try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """allauth's own notices stay unsaid: the page that follows shows well enough that it worked."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person, or None: the same for an unknown name, a wrong password and a closed
        account. Counted.
        """
        name, address, now = credentials.get("username", ""), client_ip(request), timezone.now()
        own = trusted_device.device_tries_key(request, lockout.account_key(name))
        if lockout.is_locked(name, address, now, own=own):
            return self.authenticate_with_factor(request, address, now, **credentials)
        user = authenticate(request, **credentials)
        # allauth would lead a closed account to a page that says so, and so tell that the password was right.
        AuthenticationBackend.unstash_authenticated_user()
        if user is None:
            lockout.count_wrong_try(name, address, now, own=own)
        elif user.is_demo and is_from_other_machine(request):
            # Everybody knows the password, and somebody made the demonstration reachable all the same.
            raise self.validation_error("demo_from_elsewhere")
        return user

    def authenticate_with_factor(
        self, request: HttpRequest, address: str, now: datetime, **credentials: Any
    ) -> User | None:
        """Past a door that strangers shut: whoever has the password and a second factor, both at once, be it
        a code or a passkey.

        One answer for whichever of them is wrong, so that nobody learns a password that way.
        """
        code, by_passkey = request.POST.get("code", "").strip(), bool(request.POST.get("credential"))
        if not (code or by_passkey) or lockout.is_locked_with_factor(address, now):
            raise self.validation_error("too_many_login_attempts")
        user = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        has_shown = user is not None and (
            has_shown_passkey(request, user, now) if by_passkey else has_shown_code(request, user, code)
        )
        if user is None or not has_shown:
            lockout.count_wrong_factor(address, now)
            raise self.validation_error("passkey_mismatch" if by_passkey else "code_mismatch")
        if user.is_demo and is_from_other_machine(request):
            raise self.validation_error("demo_from_elsewhere")
        setattr(request, SHOWN, user.pk)
        return user

    def get_login_stages(self) -> list[str]:
        """allauth's; but nobody is asked again for the factor that they showed beside the password."""
        theirs, ours = "allauth.mfa.stages.AuthenticateStage", "ongikar.people.sign_in.SecondFactorStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse:
        """Past the second factor, too: from now on this browser is the person's own."""
        response = super().post_login(request, user, **facts)
        trusted_device.remember_device(request, response, lockout.account_key(user.username))
        return response

    def reauthenticate(self, user: User, password: str) -> bool:
        """The password once more, of a browser that is already in: guessed no more often than at the door."""
        address, now = client_ip(context.request), timezone.now()
        account = lockout.account_key(user.username)
        own = trusted_device.device_tries_key(context.request, account) or lockout.session_tries_key(
            context.request, account
        )
        if lockout.is_locked(user.username, address, now, own=own):
            return False
        is_right = user.check_password(password)
        if not is_right:
            lockout.count_wrong_try(user.username, address, now, own=own)
        return is_right

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of somebody who has given the password a moment ago."""
        records = get_authentication_records(context.request, context.request.user)
        given = [record["at"] for record in records if record.get("method") == "password"]
        return not given or time.time() - given[-1] > FRESH_SECONDS

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        """By the password alone: a second factor proves who holds the phone, not who sits at the desk."""
        if not user.is_authenticated:
            return []
        return [{"id": "reauthenticate", "description": "", "url": reverse("account_reauthenticate")}]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")
