"""Signing in: allauth's password door, with our words, and only for people an administrator has made."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import LoginForm
from django.utils import timezone

from ongikar.frame.say import say_later

from .desk import user_with_desk


class StaffBackend(AuthenticationBackend):
    """allauth's password check; who a session belongs to is found together with the posts they hold."""

    def get_user(self, user_id):
        user = user_with_desk(user_id, timezone.localdate())
        return user if user and self.user_can_authenticate(user) else None


class StaffAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: accounts come with posts."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": say_later(
            "নাম বা পাসওয়ার্ড ঠিক নয়। আবার লিখুন।", "The user name or password is not right. Try again."
        ),
        "too_many_login_attempts": say_later(
            "অনেকবার চেষ্টা হয়েছে। পাঁচ মিনিট পরে আবার চেষ্টা করুন।", "Too many tries. Try again in five minutes."
        ),
        "account_inactive": say_later("এই অ্যাকাউন্ট এখন বন্ধ।", "This account is closed."),
    }

    def is_open_for_signup(self, request):
        return False

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """allauth's own notices stay unsaid: the page that follows shows well enough that it worked."""


TOO_LONG = say_later("লেখাটি খুব লম্বা। আবার লিখুন।", "This is too long. Try again.")


class SignInForm(LoginForm):
    template_name = "frame/form.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.use_required_attribute = False
        self.fields.pop("remember", None)
        words = {
            "login": (say_later("ব্যবহারকারীর নাম", "User name"), say_later("ব্যবহারকারীর নাম লিখুন", "Enter your user name"), "username"),
            "password": (say_later("পাসওয়ার্ড", "Password"), say_later("পাসওয়ার্ড লিখুন", "Enter your password"), "current-password"),
        }  # fmt: skip
        for name, (label, missing, autocomplete) in words.items():
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.error_messages["required"] = missing
            field.error_messages |= {"null_characters_not_allowed": missing, "max_length": TOO_LONG}
            field.widget.attrs = {"autocomplete": autocomplete, "class": "w20"}
