"""What is asked of whoever keeps a plan: an indicator, a value that nobody computes, the days, the report."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.books.measures import measures
from ongikar.core.forms.fields import (
    NAMELESS,
    ChoiceField,
    Field,
    IdempotencyKeyField,
    TextField,
    UploadField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.letters.outgoing.actions import Addressee
from ongikar.offices.models import Office
from ongikar.people.models import Contact
from ongikar.rules.bangla.text import fiscal_year_words, latin_digits
from ongikar.rules.performance import LEVEL_PERCENTS, MOST_TARGET, MOST_WEIGHT

from .models import TYPED, Indicator, Plan
from .words import PERIODS, number_words

MOST_CONTACTS = 500


def read_figure(typed: str, most: Decimal) -> Decimal:
    """A number in either script with at most two figures behind the point. Raises ValidationError."""
    figures = latin_digits(typed).replace(",", "").strip()
    plain = figures.isascii() and len(figures) <= 15 and all(c.isdigit() or c == "." for c in figures)
    try:
        number = Decimal(figures) if plain else None
    except InvalidOperation:
        number = None
    if number is None:
        raise ValidationError(
            say("সংখ্যায় লিখুন, যেমন ৮০ বা ৮৬.৫", "Enter a number, such as 80 or 86.5"), NAMELESS
        )
    if number > most or number != round(number, 2):
        raise ValidationError(
            say(
                "{most} পর্যন্ত, দশমিকের পরে দুই অঙ্কের মধ্যে লিখুন",
                "Enter at most {most}, with at most two figures behind the point",
                most=number_words(most),
            ),
            NAMELESS,
        )
    return number


class FigureField(Field, forms.Field):
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *args: Any, most: Decimal = MOST_TARGET, **kwargs: Any) -> None:
        kwargs.setdefault("width", "w5")
        super().__init__(*args, **kwargs)
        self.most = most

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, Decimal):
            return value or None
        return read_figure(str(value), self.most)

    def prepare_value(self, value: Any) -> Any:
        return number_words(value) if isinstance(value, Decimal) else value


class LevelsField(Field, forms.Field):
    """Four figures with a space or a comma between them: 90 80 70 60."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def to_python(self, value: Any) -> list[Decimal]:
        if not value or isinstance(value, list):
            return value or []
        figures = [each for each in re.split(r"[\s,;]+", str(value)) if each]
        levels = [read_figure(each, MOST_TARGET) for each in figures]
        if len(levels) != len(LEVEL_PERCENTS):
            raise ValidationError(
                say("চারটি সংখ্যা লিখুন, যেমন ৯০ ৮০ ৭০ ৬০", "Enter four numbers, such as 90 80 70 60"), NAMELESS
            )
        return levels


class TokenForm(Form):
    """Taken once however often its button is pressed."""

    token = IdempotencyKeyField()

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}


class IndicatorForm(TokenForm):
    name = TextField(
        label=say_lazy("সূচক", "Indicator"),
        missing=say_lazy("সূচকটি লিখুন", "Write the indicator"),
        max_length=300,
    )
    measure = ChoiceField(
        label=say_lazy("কীভাবে মাপা হবে", "How it is measured"),
        help_text=say_lazy(
            "কার্যালয়ের হিসাব থেকে গোনা হলে হাতে লেখা লাগে না, প্রমাণও সঙ্গে থাকে",
            "What the office’s own records count is not typed, and brings its proof",
        ),
        missing=say_lazy("কীভাবে মাপা হবে, বেছে নিন", "Choose how it is measured"),
        many=True,
    )
    unit = TextField(
        label=say_lazy("একক", "Unit"),
        help_text=say_lazy("যেমন শতকরা, সংখ্যা, টাকা", "Such as per cent, number, taka"),
        missing=say_lazy("একক লিখুন", "Write the unit"),
        max_length=60,
    )
    weight = FigureField(
        label=say_lazy("মান", "Weight"),
        help_text=say_lazy("সব সূচকের মান মিলে ১০০", "All weights together are 100"),
        missing=say_lazy("সূচকের মান লিখুন", "Write the weight"),
        most=MOST_WEIGHT,
    )
    target = FigureField(
        label=say_lazy("লক্ষ্যমাত্রা", "Target"),
        missing=say_lazy("লক্ষ্যমাত্রা লিখুন", "Write the target"),
    )
    levels = LevelsField(
        label=say_lazy(
            "ধাপ: ৯০, ৮০, ৭০ ও ৬০ শতাংশের মান", "Levels: the values worth 90, 80, 70 and 60 per cent"
        ),
        help_text=say_lazy(
            "পরিকল্পনায় ধাপ থাকলে লিখুন, যেমন ৮৫ ৮০ ৭৫ ৭০; না থাকলে খালি রাখুন",
            "If the plan has levels, such as 85 80 75 70; else leave it empty",
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        computed = [(each.key, each.title) for each in measures()]
        typed = (TYPED, say("হাতে লেখা হবে, প্রমাণসহ", "It is typed, with proof"))
        self.choice_field("measure").choices = [("", say("বেছে নিন", "Choose")), *computed, typed]

    def clean_weight(self) -> Decimal:
        weight: Decimal = self.cleaned_data["weight"]
        if not weight:
            raise ValidationError(say("মান শূন্যের বেশি হয়।", "A weight is more than nought."), NAMELESS)
        return weight


def values_of(indicator: Indicator) -> dict[str, Any]:
    """What the form of an indicator begins with."""
    facts = {name: getattr(indicator, name) for name in ("name", "measure", "unit", "weight", "target")}
    return facts | {"levels": " ".join(number_words(Decimal(each)) for each in indicator.levels)}


class ValueForm(TokenForm):
    value = FigureField(
        label=say_lazy("অর্জন", "What it came to"),
        missing=say_lazy("অর্জন কত, লিখুন", "Write what it came to"),
    )
    proof = TextField(
        label=say_lazy("প্রমাণক", "Proof"),
        help_text=say_lazy(
            "স্মারক নম্বর, রেজিস্টারের পাতা বা ওয়েব ঠিকানা; কারও নাম নয়",
            "A memo number, a page of a register or a web address; nobody’s name",
        ),
        required=False,
        lines=3,
        max_length=2000,
    )
    paper = UploadField(
        label=say_lazy("প্রমাণের কাগজ", "Document that proves it"),
        help_text=say_lazy("JPG, PNG বা PDF, সর্বোচ্চ ৫ MB", "JPG, PNG or PDF, at most 5 MB"),
        required=False,
    )


class DaysForm(Form):
    period = ChoiceField(
        label=say_lazy("কোন সময়ের", "For which time"),
        missing=say_lazy("কোন সময়ের, বেছে নিন", "Choose for which time"),
        choices=list(PERIODS.items()),
    )
    year = ChoiceField(
        label=say_lazy("কোন অর্থবছরের", "Of which fiscal year"),
        missing=say_lazy("কোন অর্থবছরের, বেছে নিন", "Choose of which fiscal year"),
    )

    def __init__(self, *args: Any, plan: Plan, today: date, **kwargs: Any) -> None:
        initial = {"period": plan.period, "year": str(plan.year)}
        super().__init__(*args, initial=initial, **kwargs)
        years = sorted({plan.fiscal_year - 1, plan.fiscal_year, plan.fiscal_year + 1, plan.year})
        self.choice_field("year").choices = [
            (str(year), fiscal_year_words(year, language())) for year in years
        ]

    def facts(self) -> dict[str, Any]:
        return {"period": self.cleaned_data["period"], "year": int(self.cleaned_data["year"])}


class ReportForm(Form):
    contact = ChoiceField(
        label=say_lazy("কাকে পাঠানো হবে", "To whom it is sent"),
        required=False,
        many=True,
    )
    to = TextField(
        label=say_lazy("তালিকায় না থাকলে: পদবি ও কার্যালয়", "If not in the list: post and office"),
        required=False,
        max_length=300,
    )
    words = TextField(
        label=say_lazy("চিঠির কথা", "Words of the letter"),
        missing=say_lazy("চিঠিতে কী বলা হবে, লিখুন", "Write what the letter says"),
        lines=4,
        max_length=3000,
    )

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Contact.objects.filter(office=office).in_use(today).order_by("organisation", "post", "id")
        self.contacts = {str(each.pk): each for each in rows[:MOST_CONTACTS]}
        none = ("", say("তালিকায় নেই", "Not in the list"))
        self.choice_field("contact").choices = [
            none,
            *((key, each.full_title) for key, each in self.contacts.items()),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("contact") and not cleaned.get("to"):
            self.add_error("to", say("কাকে পাঠানো হবে, লিখুন", "Write to whom it is sent"))
        return cleaned

    @property
    def addressee(self) -> Addressee:
        contact = self.contacts.get(self.cleaned_data["contact"])
        if contact is None:
            return Addressee(self.cleaned_data["to"])
        return Addressee(contact.full_title, address=contact.address, email=contact.email, contact=contact)
