"""What is asked about a place: entered, changed, closed."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from ongikar.core.forms.fields import ChoiceField, DayField, EmailField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Place
from ongikar.people.place_actions import PLACE_FACTS
from ongikar.people.place_subjects import KIND_WORDS
from ongikar.places.rules.position import Position, position_words, read_position
from ongikar.rules.bangla.text import latin_digits

EIIN = re.compile(r"[0-9]{6}")


class PlaceForm(Form):
    kind = ChoiceField(
        label=say_lazy("কী ধরনের জায়গা", "Type of place"),
        choices=list(KIND_WORDS.items()),
        missing=say_lazy("ধরনটি বেছে নিন", "Choose the type"),
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

    address = TextField(
        label=say_lazy("ঠিকানা বা যাওয়ার পথ", "Address, or how to get there"), required=False, width="w30"
    )
    phone = TextField(
        label=say_lazy("প্রতিষ্ঠানের ফোন", "Telephone of the institution"),
        required=False,
        width="w11",
        max_length=20,
        help_text=say_lazy(
            "কে দায়িত্বে, তাঁর নম্বর যোগাযোগের তালিকায় থাকে।", "The responsible person is kept as a contact."
        ),
    )
    email = EmailField(label=say_lazy("প্রতিষ্ঠানের ই-মেইল", "E-mail of the institution"), required=False)
    opened_on = DayField(label=say_lazy("চালু হওয়ার দিন", "Opened on"), required=False)
    position = TextField(
        label=say_lazy("অবস্থান", "Position"),
        required=False,
        help_text=say_lazy(
            "অক্ষাংশ ও দ্রাঘিমাংশ, যেমন ২৫.৭৪৩৯, ৮৯.২৭৫২। মানচিত্রে জায়গাটি চেপে ধরলে দেখা যায়। শুধু কর্মীরা দেখেন।",
            "Latitude and longitude, such as 25.7439, 89.2752: a map shows them where one presses on the "
            "spot. Only the staff see it.",
        ),
    )

    @property
    def facts(self) -> dict[str, Any]:
        answers = self.cleaned_data
        latitude, longitude = answers.get("position") or (None, None)
        words = {name: answers.get(name) or "" for name in PLACE_FACTS if name in self.fields}
        return words | {
            "opened_on": answers.get("opened_on"),
            "latitude": latitude,
            "longitude": longitude,
        }

    @staticmethod
    def known_facts(place: Place) -> dict[str, Any]:
        """What is known of a place, as the form shows it."""
        known = {name: getattr(place, name) for name in PLACE_FACTS}
        if place.latitude is not None and place.longitude is not None:
            known["position"] = position_words(place.latitude, place.longitude)
        return known

    def clean_opened_on(self) -> date | None:
        day: date | None = self.cleaned_data["opened_on"]
        today = timezone.localdate()
        if day and not today.year - 200 < day.year <= today.year + 2:
            raise ValidationError(say("দিনটি মিলিয়ে দেখুন", "Check the day"))
        return day

    def clean_position(self) -> Position | None:
        typed = self.cleaned_data["position"]
        if not typed:
            return None
        position = read_position(typed)
        if position is None:
            raise ValidationError(
                say(
                    "বাংলাদেশের কোনো জায়গার অক্ষাংশ ও দ্রাঘিমাংশ লিখুন, যেমন ২৫.৭৪৩৯, ৮৯.২৭৫২",
                    "Enter latitude and longitude of a spot in Bangladesh, such as 25.7439, 89.2752",
                )
            )
        return position

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
