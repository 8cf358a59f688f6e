"""The forms of signing in, of one's own password and of the second factor (an app's code, a recovery code,
a passkey): allauth's checks, in our words and our look.
"""

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import cached_property

from ongikar.core.forms.fields import RELOAD
from ongikar.core.forms.forms import DrawnForm
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.models import Attempt
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.calendar.office_calendar import TZ

from .lockout import account_key, device_tries_key
from .models import User
from .passkey_challenge import PasskeyChallenge, begin_challenge
from .post_holders import is_administrator
from .second_factor import is_lost

TOO_LONG = say_lazy("লেখাটি খুব লম্বা। আবার লিখুন।", "This is too long. Try again.")
NAME = (
    say_lazy("ব্যবহারকারীর নাম", "User name"),
    say_lazy("ব্যবহারকারীর নাম লিখুন", "Enter your user name"),
    "username",
)
PASSWORD = (
    say_lazy("পাসওয়ার্ড", "Password"),
    say_lazy("পাসওয়ার্ড লিখুন", "Enter your password"),
    "current-password",
)
OLD = (
    say_lazy("এখনকার পাসওয়ার্ড", "Present password"),
    say_lazy("এখনকার পাসওয়ার্ড লিখুন", "Enter your present password"),
    "current-password",
)
NEW = (
    say_lazy("নতুন পাসওয়ার্ড", "New password"),
    say_lazy("নতুন পাসওয়ার্ড লিখুন", "Enter a new password"),
    "new-password",
)
AGAIN = (
    say_lazy("নতুন পাসওয়ার্ড আবার", "New password again"),
    say_lazy("নতুন পাসওয়ার্ড আবার লিখুন", "Enter the new password again"),
    "new-password",
)
LONG_ENOUGH = say_lazy(
    "অন্তত ১০ অক্ষর। কয়েকটি শব্দের একটি বাক্য মনে রাখা সহজ, আন্দাজ করা কঠিন।",
    "At least 10 characters. A sentence of several words is easy to remember and hard to guess.",
)


# Mixins to whoever runs them, forms to whoever checks their types.
if TYPE_CHECKING:
    FormBase = forms.Form
else:
    FormBase = object


class WordsMixin(DrawnForm):
    """Mixin for a form of allauth's: `words` names each field's label, its sentence when empty, and what
    fills it.
    """

    words: dict[str, tuple] = {}
    hints: dict[str, object] = {}
    width = "w20"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.use_required_attribute = False
        for name, (label, missing, autocomplete) in self.words.items():
            field: Any = self.fields[name]  # with the width that our own fields have
            field.label, field.help_text, field.width = label, self.hints.get(name, ""), self.width
            field.error_messages["required"] = missing
            field.error_messages |= {"null_characters_not_allowed": missing, "max_length": TOO_LONG}
            field.widget.attrs = {"autocomplete": autocomplete}


class SignInForm(WordsMixin, account.LoginForm):
    """Name and password; and beside them a code or a passkey where strangers tried the name so often that the
    password alone is not taken (lockout.py).
    """

    words = {"login": NAME, "password": PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        if "code" in self.data:
            self.ask_for_code()

    def ask_for_code(self) -> None:
        field = forms.CharField(
            label=say_lazy("কোড", "Code"),
            help_text=say_lazy(
                "ফোনের অ্যাপের ৬ সংখ্যার কোড বা একটি উদ্ধার কোড থাকলে পাসওয়ার্ডের সঙ্গে লিখুন: এখনই ঢুকতে পারবেন।",
                "With the 6-digit code of your app, or a recovery code, beside the password you come in at"
                " once.",
            ),
            required=False,
            max_length=60,
            error_messages={"null_characters_not_allowed": CODE[1], "max_length": TOO_LONG},
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        )
        field.width = "w11"  # type: ignore[attr-defined]  # as our own fields have
        self.fields["code"] = field

    @cached_property
    def passkey(self) -> PasskeyChallenge | None:
        """What the browser is asked where a passkey opens, too; made when the page is."""
        name = self.cleaned_data.get("login") if self.is_bound else None
        return begin_challenge(name) if name and "code" in self.fields else None

    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except ValidationError as fault:
            # The same for every name, whether it is somebody's and whether they have a second factor.
            if getattr(fault, "code", "") == "too_many_login_attempts" and "code" not in self.fields:
                self.ask_for_code()
            raise


class ConfirmForm(WordsMixin, account.ReauthenticateForm):
    words = {"password": PASSWORD}


class RepeatedPasswordMixin(FormBase):
    """A new password, typed twice: the fault stands beside the second."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super(account.PasswordVerificationMixin, self).clean()
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", say("দুবার একই পাসওয়ার্ড লেখা হয়নি", "The two passwords are not the same"))
        return cleaned


class ChangePasswordForm(WordsMixin, RepeatedPasswordMixin, account.ChangePasswordForm):
    words = {"oldpassword": OLD, "password1": NEW, "password2": AGAIN}
    hints = {"password1": LONG_ENOUGH}


class NewPasswordForm(WordsMixin, RepeatedPasswordMixin, account.SetPasswordForm):
    """For whoever the administrator has given a link to."""

    words = {"password1": NEW, "password2": AGAIN}
    hints = {"password1": LONG_ENOUGH}


LOST = (
    "কার্যালয়ের চাবি বদলেছে, তাই আগের অ্যাপ ও উদ্ধার কোড আর চলে না। {whom} জানান।",
    (
        "The key of the installation was changed, so earlier apps and recovery codes no longer work. Tell"
        " {whom}."
    ),
)
# Whom to tell; an administrator is not told to ask the administrator.
WHOM = {
    False: ("প্রশাসককে", "the administrator"),
    True: ("যিনি সার্ভার দেখেন, তাঁকে", "whoever runs the server"),
}
# Wrong codes of one person in an hour: a million codes are never tried through.
WRONG_CODES = 10
# An app's code is taken for a minute and a half: half a minute before its own, and one after.
CODE_GOOD_FOR = timedelta(minutes=2)
CODE = (say_lazy("কোড", "Code"), say_lazy("কোডটি লিখুন", "Enter the code"), "one-time-code")
KEY_NAME = (say_lazy("পাসকির নাম", "Name of the passkey"), say_lazy("একটি নাম দিন", "Give it a name"), "off")


class CodeMixin(WordsMixin):
    """A code in either script, with or without a space in its middle; wrong ones are counted
    for the person.
    """

    # Set by every form of allauth's that asks for a code.
    user: User
    words = {"code": CODE}
    width = "w11"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}

    def clean_code(self) -> Any:
        # In a browser of their own strangers who know the password do not count.
        own = device_tries_key(context.request, account_key(self.user.username))
        key, now = [f"second factor of {own}" if own else f"second factor {self.user.pk}"], timezone.now()
        if Attempt.is_spent(key, limit=WRONG_CODES, now=now):
            raise ValidationError(
                say(
                    "অনেকবার ভুল হয়েছে। এক ঘণ্টা পরে আবার চেষ্টা করুন।",
                    "Too many wrong tries. Try again in an hour.",
                )
            )
        self.cleaned_data["code"] = latin_digits(self.cleaned_data["code"])[:60].replace(" ", "")
        try:
            return self.used_up(now)
        except ValidationError:
            Attempt.count_failure(key, now=now)
            raise

    @transaction.atomic
    def used_up(self, now: datetime) -> str:
        """The code, if it is right and was not used before: not in another browser either, nor in another
        process of the server.

        allauth remembers a used code in one process, and for less time than it is good.
        """
        # One try at a time for each person: of two at once with the same recovery code, the second
        # finds it gone.
        held = list(Authenticator.objects.select_for_update().filter(user=self.user))
        try:
            code = super().clean_code()  # type: ignore[misc]  # of the form that it is mixed into
        except ValidationError:
            if any(is_lost(each) for each in held):
                whom = WHOM[is_administrator(self.user, now.astimezone(TZ).date())]
                raise ValidationError(say(*LOST, whom=say(*whom))) from None
            raise
        # Without the marks that a page sets in it to be read, which need not be typed.
        mine = f"{self.user.pk} {''.join(filter(str.isalnum, code)).lower()}".encode()
        used = [f"code used {hashlib.sha256(mine).hexdigest()[:32]}"]
        if Attempt.is_spent(used, limit=1, now=now, within=CODE_GOOD_FOR):
            raise get_adapter().validation_error("incorrect_code")
        Attempt.count_failure(used, now=now)
        return code


class SecondFactorForm(CodeMixin, AuthenticateForm):
    hints = {
        "code": say_lazy(
            "অ্যাপের ৬ সংখ্যার কোড, অথবা উদ্ধার কোডের একটি",
            "The 6-digit code of the app, or one of your recovery codes",
        )
    }


class FreshCodeForm(CodeMixin, ReauthenticateForm):
    """A second factor shown again before a signature."""

    words = {
        "code": (
            say_lazy("ফোনে দেখা ৬ সংখ্যার কোড", "The 6-digit code on your phone"),
            say_lazy("ফোনের কোডটি লিখুন", "Enter the code on your phone"),
            "one-time-code",
        )
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # It stands beside other questions, of which the first is where typing begins.
        del self.fields["code"].widget.attrs["autofocus"]


class AppForm(CodeMixin, ActivateTOTPForm):
    hints = {"code": say_lazy("অ্যাপে যে ৬টি সংখ্যা দেখছেন", "The 6 digits that the app shows")}


class RemoveAppForm(WordsMixin, DeactivateTOTPForm):
    pass


class RecoveryForm(WordsMixin, GenerateRecoveryCodesForm):
    pass


class PasskeyMixin(WordsMixin):
    """What the browser's own window answers: only a form tampered with, or one without a script, has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {"required": RELOAD, "invalid": RELOAD}

    def clean_credential(self) -> Any:
        try:
            # An answer of the wrong make raises whatever its reader stumbles over.
            return (
                super().clean_credential()  # type: ignore[misc]  # of the form that it is mixed into
                if hasattr(super(), "clean_credential")
                else self.cleaned_data["credential"]
            )
        except (TypeError, KeyError, AttributeError, ValueError):
            raise ValidationError(str(RELOAD)) from None


class PasskeyForm(PasskeyMixin, AuthenticateWebAuthnForm):
    pass


class FreshPasskeyForm(PasskeyMixin, ReauthenticateWebAuthnForm):
    """A passkey shown again before a signature."""


class AddPasskeyForm(PasskeyMixin, AddWebAuthnForm):
    words = {"name": KEY_NAME}

    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except (TypeError, KeyError, AttributeError, ValueError):
            raise ValidationError(str(RELOAD)) from None
