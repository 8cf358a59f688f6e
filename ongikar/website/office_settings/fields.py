"""What settings are asked in: numbers of telephones, a page on the web, what memo numbers begin with."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import NAMELESS, TextField
from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits, latin_digits

# What people put between the figures of a number.
BETWEEN = re.compile(r"[\s().\-–—\u00a0]+")
TELEPHONE = re.compile(r"\+?[0-9]{3,15}")
SITE = re.compile(r"(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w./~-]*)?", re.IGNORECASE)
MEMO_START = re.compile(r"[0-9]+(?:\.[0-9]+)*")


class FiguresField(TextField):
    """Something of figures, shown in those of the page and kept in Latin ones."""

    def prepare_value(self, value: Any) -> Any:
        return digits(value, language()) if isinstance(value, str) and value.isascii() else value


class TelephoneField(FiguresField):
    """A short code or a whole number, in either script; kept as it is dialled."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=30, width="w11", **kwargs)
        self.widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        number = BETWEEN.sub("", latin_digits(typed))
        if number and not TELEPHONE.fullmatch(number):
            raise ValidationError(
                say(
                    "ফোন নম্বরে শুধু ৩ থেকে ১৫টি সংখ্যা লিখুন, যেমন ৯৯৯ বা +৮৮০২৫৮৯৯৬২৪৮৮",
                    "A telephone number has 3 to 15 digits and no letters, such as 999 or +8802589962488",
                ),
                NAMELESS,
            )
        return number


class WebsiteField(TextField):
    """The address of a page, without what browsers put before it."""

    def clean(self, value: Any) -> str:
        typed = re.sub(r"^https?://", "", super().clean(value)).rstrip("/")
        if typed and not SITE.fullmatch(typed):
            raise ValidationError(
                say(
                    "ওয়েবসাইটের ঠিকানাটি ঠিক নয়। এভাবে লিখুন: ict.rangpursadar.rangpur.gov.bd",
                    "This website address is not right. Write it like ict.rangpursadar.rangpur.gov.bd",
                )
            )
        return typed


class MemoStartField(FiguresField):
    """Groups of figures joined by full stops, in either script."""

    def clean(self, value: Any) -> str:
        typed = latin_digits(super().clean(value)).replace(" ", "").strip(".")
        if typed and not MEMO_START.fullmatch(typed):
            raise ValidationError(
                say(
                    "স্মারকের শুরুতে শুধু সংখ্যা ও বিন্দু লিখুন, যেমন ৫৬.০৪.৮৫৪৯.০০০",
                    "Memo numbers begin with digits and full stops only, such as 56.04.8549.000",
                )
            )
        return typed
