"""One's own account: the second factors, the password, and every browser that is signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.account import views as allauth_views
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.forms.pages import render_form
from ongikar.core.http.headers import clear_site_data
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.middleware import OfficeRequest

from . import lockout, second_factor
from .auth_signals import on_password_changed
from .forms import NewPasswordForm
from .models import SignIn
from .passwords import user_of_link
from .post_holders import StaffRequest, holder_of
from .sign_ins import browser_words, open_session_keys

SHOWN = 30
FACTOR_WORDS = {
    SignIn.PASSWORD: say_lazy("পাসওয়ার্ড", "Password"),
    SignIn.TOTP: say_lazy("পাসওয়ার্ড ও অ্যাপের কোড", "Password and the app’s code"),
    SignIn.PASSKEY: say_lazy("পাসওয়ার্ড ও পাসকি", "Password and a passkey"),
    SignIn.CODE: say_lazy("পাসওয়ার্ড ও উদ্ধার কোড", "Password and a recovery code"),
}


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One sign-in as its owner sees it. `is_open`: that browser is still in; `is_here`: it is this one."""

    sign_in: SignIn
    browser: str
    how: str
    is_open: bool
    is_here: bool


def for_signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one's own, in the frame of one's own desk: for whoever is signed in, of any post or none."""

    @wraps(view)
    def wrapper(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.holder = holder_of(request.user, timezone.localdate())
        return view(request, *args, **kwargs)

    return login_required(wrapper)


@for_signed_in
@require_safe
def show_my_account(request: StaffRequest) -> HttpResponse:
    held: dict[str, list[Authenticator]] = {}
    for each in Authenticator.objects.filter(user=request.user).order_by("pk"):
        held.setdefault(each.type, []).append(each)
    codes = held.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "lines": sign_in_lines(request),
        "app": held.get(Authenticator.Type.TOTP, [None])[0],
        "passkeys": held.get(Authenticator.Type.WEBAUTHN, []),
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else None,
        "must": second_factor.is_needed(request),
        "current": "account",
    }
    return render(request, "people/account.html", context)


def sign_in_lines(request: StaffRequest) -> list[SignInLine]:
    """The person's sign-ins, the newest first."""
    sign_ins = list(SignIn.objects.filter(user=request.user).order_by("-id")[:SHOWN])
    still_in = open_session_keys(sign_ins, timezone.now())
    here = request.session.session_key
    return [
        SignInLine(
            each,
            browser_words(each.browser),
            str(FACTOR_WORDS.get(each.how, FACTOR_WORDS[SignIn.PASSWORD])),
            each.session_key in still_in,
            each.session_key == here,
        )
        for each in sign_ins
    ]


@for_signed_in
@require_POST
def end_sign_in(request: HttpRequest, sign_in_id: int) -> HttpResponse:
    """Put one of one's own browsers out; another person's is as unknown as one that is not there."""
    sign_in = get_object_or_404(SignIn, pk=sign_in_id, user=request.user)
    sign_in.end(timezone.now())
    messages.success(request, say("সেই ব্রাউজার থেকে বের করা হয়েছে।", "That browser is signed out."))
    return redirect("mfa_index")


def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, after a press: by GET it is only asked."""
    response = allauth_views.logout(request)
    return clear_site_data(response) if request.method == "POST" else response


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def set_new_password(request: OfficeRequest, key: str, seal: str) -> HttpResponse:
    """Behind the administrator's link: works once, for a day, and says nothing of whose it is before it is
    used.
    """
    user = user_of_link(key)
    if user is None or not default_token_generator.check_token(user, seal):
        raise Http404
    form = NewPasswordForm(data=request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        # A changed password ends every session by itself.
        form.save()
        lockout.clear_wrong_tries(user.username)
        if user.last_login:
            # Whoever had one before is told: the link may have come into other hands.
            on_password_changed(None, request, user)
        messages.success(
            request,
            say("নতুন পাসওয়ার্ড রাখা হয়েছে। এখন প্রবেশ করুন।", "The new password is kept. Sign in now."),
        )
        response = redirect("account_login")
        # Who tried before may try on: the browser that brought the link is not counted among them.
        lockout.remember_device(request, response, lockout.account_key(user.username))
        return response
    return render_form(request, "people/new_password.html", {"form": form})
