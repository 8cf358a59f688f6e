"""What is asked about a place: entered, changed, closed."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import ChoiceField, DayField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.people.place_actions import PLACE_FACTS
from ongikar.people.place_subjects import KIND_WORDS
from ongikar.rules.bangla.text import latin_digits

EIIN = re.compile(r"[0-9]{6}")


class PlaceForm(Form):
    kind = ChoiceField(
        label=say_lazy("কী ধরনের জায়গা", "What sort of place"),
        choices=list(KIND_WORDS.items()),
        missing=say_lazy("ধরনটি বেছে নিন", "Choose the sort"),
    )
    name_bn = TextField(
        label=say_lazy("নাম, বাংলায়", "Name in Bangla"),
        missing=say_lazy("বাংলায় নাম লিখুন", "Enter the name in Bangla"),
    )
    name_en = TextField(
        label=say_lazy("নাম, ইংরেজিতে", "Name in English"),
        required=False,
        help_text=say_lazy("খালি রাখলে বাংলা নামটিই থাকে।", "Left empty, the Bangla name stands for both."),
    )
    union = TextField(
        label=say_lazy("ইউনিয়ন বা পৌরসভা", "Union or municipality"), required=False, max_length=100
    )
    eiin = TextField(
        label=say_lazy("ইআইআইএন", "EIIN"),
        required=False,
        width="w11",
        help_text=say_lazy("শিক্ষাপ্রতিষ্ঠানের ৬ সংখ্যার নম্বর।", "Of a school or college: 6 digits."),
    )

    @property
    def facts(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name) or "" for name in PLACE_FACTS}

    def clean_eiin(self) -> str:
        figures = "".join(latin_digits(self.cleaned_data["eiin"]).split())
        if figures and not EIIN.fullmatch(figures):
            raise ValidationError(
                say("ইআইআইএন ৬টি সংখ্যার; মিলিয়ে দেখুন", "An EIIN has 6 digits; check the number")
            )
        return figures


class ClosePlaceForm(Form):
    last_day = DayField(
        label=say_lazy("শেষ দিন", "Last day"),
        help_text=say_lazy(
            "এর পরে নতুন কোনো কাজে জায়গাটি দেখানো হয় না। পুরোনো কাজে নাম থাকে।",
            "Afterwards the place is offered for nothing new. What was done there keeps its name.",
        ),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"last_day": today}, **kwargs)
        self.today = today

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if not self.today.year - 50 < day.year <= self.today.year + 2:
            raise ValidationError(say("দিনটি মিলিয়ে দেখুন", "Check the day"))
        return day
