"""What a password must be: long, not one of those everybody uses, and made of neither the person's nor the
office's name.
"""

import unicodedata
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import nfc

from .models import User

OF_EVERY_OFFICE = ("ongikar", "অঙ্গীকার", "bangladesh", "বাংলাদেশ", "office", "কার্যালয়")
# Shorter words are in every other password by chance.
SHORTEST = 3
# How many letters of one's own make it another password.
OWN = 4


class LengthValidator(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return say(
            "পাসওয়ার্ড খুব ছোট। অন্তত {n} অক্ষর লিখুন।",
            "The password is too short. Use at least {n} characters.",
            n=self.min_length,
        )


class CommonValidator(CommonPasswordValidator):
    def get_error_message(self) -> str:
        return say(
            "এই পাসওয়ার্ড অনেকে ব্যবহার করে। অন্য একটি লিখুন।",
            "Many people use this password. Choose another.",
        )


class SimilarityValidator(UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return say(
            "নামের সঙ্গে এত মিল চলবে না। অন্য একটি লিখুন।", "This is too much like the name. Choose another."
        )


class NotOfficeNameValidator:
    """Refuses the first thing a stranger tries: the words of the office's name with a year or a few signs."""

    def validate(self, password: str, user: User | None = None) -> None:
        typed = own = small_letters(password)
        for word in sorted(office_words(), key=len, reverse=True):
            own = own.replace(word, "")
        if own != typed and len(own) < OWN:
            raise ValidationError(self.get_help_text(), code="of_the_office")

    def get_help_text(self) -> str:
        return say(
            "কার্যালয়ের নাম দিয়ে পাসওয়ার্ড চলবে না। অন্য একটি লিখুন।",
            "This is made of the office’s name. Choose another.",
        )


def office_words() -> Iterator[str]:
    yield from map(small_letters, OF_EVERY_OFFICE)
    for names in Office.objects.values_list("name_bn", "name_en"):
        words = map(small_letters, " ".join(names).split())
        yield from (word for word in words if len(word) >= SHORTEST)


def small_letters(text: str) -> str:
    """Its letters with the marks that belong to them, small."""
    return "".join(sign for sign in nfc(text).casefold() if unicodedata.category(sign)[0] in "LM")


def password_link(user: User) -> str:
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return settings.PUBLIC_ADDRESS + reverse(
        "new_password", args=[key, default_token_generator.make_token(user)]
    )


def user_of_link(key: str) -> User | None:
    """Whose link it is; None for one that never was, and for a person whose account is closed."""
    try:
        pk = force_str(urlsafe_base64_decode(key))
    except (ValueError, OverflowError):
        return None
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return User.objects.filter(pk=pk, is_active=True).first()
