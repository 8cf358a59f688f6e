"""The forms of signing in and of one's own password: allauth's checks, in our words and our look."""

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from django import forms

from ongikar.core.forms.forms import PageBoundField
from ongikar.core.i18n.say import say, say_lazy

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


class WordsMixin(FormBase):
    """Mixin for a form of allauth's: `words` names each field's label, its sentence when empty, and what
    fills it.
    """

    template_name = "core/form.html"
    words: dict[str, tuple] = {}
    hints: dict[str, object] = {}
    width = "w20"

    bound_field_class = PageBoundField

    def __init__(self, *args, **kwargs):
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
    words = {"login": NAME, "password": PASSWORD}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)


class ConfirmForm(WordsMixin, account.ReauthenticateForm):
    words = {"password": PASSWORD}


class RepeatedPasswordMixin(FormBase):
    """A new password, typed twice: the fault stands beside the second."""

    def clean(self):
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
