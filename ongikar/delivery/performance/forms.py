"""What is asked of whoever keeps a plan: an indicator, the days, the report."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.books.measures import measures
from ongikar.core.forms.fields import NAMELESS, ChoiceField, Field, TextField
from ongikar.core.forms.figures import FigureField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.delivery.performance.rules import LEVEL_PERCENTS, MOST_TARGET
from ongikar.letters.outgoing.actions import Addressee
from ongikar.offices.models import Office
from ongikar.people.models import Contact
from ongikar.records.forms import RowForm
from ongikar.rules.bangla.text import fiscal_year_words

from .models import TYPED
from .readings import number_words

MOST_CONTACTS = 500


class LevelsField(Field, forms.Field):
    """Four figures with a space or a comma between them, as texts: 90 80 70 60."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})
    figure = FigureField(places=2, most=MOST_TARGET)

    def to_python(self, value: Any) -> list[str]:
        if not value or isinstance(value, list):
            return value or []
        levels = [str(self.figure.read(each)) for each in re.split(r"[\s,;]+", str(value)) if each]
        if len(levels) != len(LEVEL_PERCENTS):
            raise ValidationError(
                say("চারটি সংখ্যা লিখুন, যেমন ৯০ ৮০ ৭০ ৬০", "Enter four numbers, such as 90 80 70 60"), NAMELESS
            )
        return levels

    def prepare_value(self, value: Any) -> Any:
        return " ".join(number_words(Decimal(each)) for each in value) if isinstance(value, list) else value


class IndicatorForm(RowForm):
    measure = ChoiceField(
        label=say_lazy("কীভাবে মাপা হবে", "How it is measured"),
        help_text=say_lazy(
            "কার্যালয়ের হিসাব থেকে গোনা হলে হাতে লেখা লাগে না, প্রমাণও সঙ্গে থাকে",
            "What the office’s own records count is not typed, and brings its proof",
        ),
        many=True,
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
        if self.instance.pk is None:
            self.initial["measure"] = ""


class DaysForm(RowForm):
    year = ChoiceField(
        label=say_lazy("কোন অর্থবছরের", "Of which fiscal year"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan: Any = self.of
        years = sorted({plan.fiscal_year - 1, plan.fiscal_year, plan.fiscal_year + 1, plan.year})
        self.choice_field("year").choices = [
            (str(year), fiscal_year_words(year, language())) for year in years
        ]

    def clean_year(self) -> int:
        return int(self.cleaned_data["year"])


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
        lines=4,
        max_length=3000,
    )

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        words = say("উপর্যুক্ত সময়ের প্রতিবেদন পাঠানো হলো।", "The report of the time named above is sent herewith.")
        super().__init__(*args, initial={"words": words}, **kwargs)
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
