"""The form field of a figure that is no whole number."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla import text

from .fields import NAMELESS, Field

# What a column of one figure behind the point holds.
MOST_FIGURE = Decimal("9999999.9")
# Behind the point, in words, with an example of each.
PLACES = {
    1: (("একটি অঙ্ক", "one figure"), ("২.৫", "2.5")),
    2: (("দুই অঙ্ক", "two figures"), ("৮৬.২৫", "86.25")),
}


class FigureField(Field, forms.Field):
    """A number of at most so many `places` behind the point, in either script: ২.৫, 1,200."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *args: Any, places: int = 1, most: Decimal = MOST_FIGURE, **kwargs: Any) -> None:
        kwargs.setdefault("width", "w5")
        super().__init__(*args, **kwargs)
        self.places, self.most = places, most

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        return value if isinstance(value, Decimal) else self.read(str(value))

    def read(self, typed: str) -> Decimal:
        """Raises ValidationError."""
        figures = text.latin_digits(typed).replace(",", "").strip()
        try:
            plain = figures.isascii() and len(figures) <= 15 and all(c.isdigit() or c == "." for c in figures)
            number = Decimal(figures) if plain else None
        except InvalidOperation:
            number = None
        places, example = (say(*words) for words in PLACES[self.places])
        if number is None:
            raise ValidationError(
                say("সংখ্যায় লিখুন, যেমন ২ বা {figure}", "Enter a number, such as 2 or {figure}", figure=example),
                NAMELESS,
            )
        if number > self.most:
            most = figure_words(self.most)
            raise ValidationError(say("{most} পর্যন্ত লিখুন", "Enter at most {most}", most=most), NAMELESS)
        if number != round(number, self.places):
            raise ValidationError(
                say(
                    "দশমিকের পরে {places} পর্যন্ত লিখুন, যেমন {figure}",
                    "Write at most {places} behind the point, such as {figure}",
                    places=places,
                    figure=example,
                ),
                NAMELESS,
            )
        return number

    def prepare_value(self, value: Any) -> Any:
        return figure_words(value) if isinstance(value, Decimal) else value


def figure_words(value: Decimal) -> str:
    """12,345, and 86.5 for 86.50, in the digits of the page."""
    whole, _, part = f"{value:f}".partition(".")
    part = part.rstrip("0")
    tongue = language()
    return text.grouped_number(int(whole), tongue) + (text.digits(f".{part}", tongue) if part else "")
