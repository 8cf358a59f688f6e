"""What is written of a school's classes: when and where one is, and how it went."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import (
    NAMELESS,
    ChoiceField,
    DayField,
    MobileField,
    TextField,
    TimeOfDayField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Place
from ongikar.rules.calendar.office_calendar import TZ


class ClassForm(Form):
    """One class: day, hours, lab, teacher."""

    day = DayField(label=say_lazy("কোন দিন", "Day"), missing=say_lazy("কোন দিন, লিখুন", "Write the day"))
    since = TimeOfDayField(label=say_lazy("শুরু", "From"), missing=say_lazy("শুরুর সময় লিখুন", "Write the time"))
    until = TimeOfDayField(
        label=say_lazy("শেষ", "Until"), missing=say_lazy("শেষের সময় লিখুন", "Write the time")
    )
    place = ChoiceField(
        label=say_lazy("কোন ল্যাব", "Which lab"),
        missing=say_lazy("কোন ল্যাব, বেছে নিন", "Choose the lab"),
        choices=[],
        many=True,
    )
    teacher = TextField(
        label=say_lazy("কে পড়াবেন", "Who teaches"),
        missing=say_lazy("কে পড়াবেন, লিখুন", "Write who teaches"),
        max_length=200,
    )
    mobile = MobileField(
        label=say_lazy("শিক্ষকের মোবাইল", "The teacher’s mobile"),
        help_text=say_lazy("দিন বদলালে জানানো হবে।", "Told when the day is moved."),
        required=False,
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.pk): each for each in places}
        self.choice_field("place").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, each.name) for key, each in self.places.items()),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until <= since:
            sentence = say("শেষের সময় শুরুর পরে দিন", "The end must come after the beginning")
            self.add_error("until", ValidationError(sentence, NAMELESS))
        return cleaned

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "place": self.places[given["place"]],
            "starts_at": datetime.combine(given["day"], given["since"], TZ),
            "ends_at": datetime.combine(given["day"], given["until"], TZ),
            "teacher": given["teacher"],
            "mobile": given["mobile"],
        }


class HeldForm(Form):
    """How a class went: the line that the lab's book gets."""

    students = WholeNumberField(
        label=say_lazy("কতজন এসেছে", "How many came"),
        missing=say_lazy("কতজন এসেছে, লিখুন", "Write how many came"),
        most=1000,
    )
    girls = WholeNumberField(label=say_lazy("তাদের মধ্যে ছাত্রী", "Girls among them"), required=False, most=1000)
    computers_working = WholeNumberField(
        label=say_lazy("কয়টি কম্পিউটার চালু ছিল", "Computers that worked"), required=False, most=1000
    )
    what = TextField(
        label=say_lazy("কী পড়ানো হলো", "What was taught"),
        missing=say_lazy("কী পড়ানো হলো, লিখুন", "Write what was taught"),
        max_length=200,
    )
    materials = TextField(
        label=say_lazy("কী উপকরণ দেওয়া হয়েছে", "Materials handed out"), required=False, max_length=300
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        girls, students = cleaned.get("girls"), cleaned.get("students")
        if girls is not None and students is not None and girls > students:
            sentence = say("মোট শিক্ষার্থীর চেয়ে ছাত্রী বেশি", "More girls than students")
            self.add_error("girls", ValidationError(sentence, NAMELESS))
        return cleaned
