"""The form field of a figure that is no whole number."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.core.i18n.say import say
from ongikar.rules.bangla import text

from .fields import NAMELESS, Field

# What a column of one figure behind the point holds.
MOST_FIGURE = Decimal("9999999.9")


class FigureField(Field, forms.Field):
    """A number with at most one figure behind the point, in either script: ২.৫, 1,200."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("width", "w5")
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        figures = text.latin_digits(str(value)).replace(",", "").strip()
        try:
            plain = figures.isascii() and len(figures) <= 10 and all(c.isdigit() or c == "." for c in figures)
            number = Decimal(figures) if plain else None
        except InvalidOperation:
            number = None
        if number is None:
            raise ValidationError(
                say("সংখ্যায় লিখুন, যেমন ২ বা ২.৫", "Enter a number, such as 2 or 2.5"), NAMELESS
            )
        if number > MOST_FIGURE or number != round(number, 1):
            raise ValidationError(
                say(
                    "দশমিকের পরে একটি অঙ্ক পর্যন্ত লিখুন, যেমন ২.৫",
                    "Write at most one figure behind the point, such as 2.5",
                ),
                NAMELESS,
            )
        return number
