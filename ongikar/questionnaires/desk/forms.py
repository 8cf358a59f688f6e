"""The forms of the desk: a questionnaire, a question written on screen, a sheet, and a round."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms

from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    DayField,
    Field,
    IdempotencyKeyField,
    TextField,
    UploadField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.questionnaires.models import Questionnaire, Round
from ongikar.rules.calendar.office_calendar import TZ

PURPOSES = Questionnaire._meta.get_field("purpose").flatchoices
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,58}")


class QuestionnaireForm(Form):
    title_bn = TextField(label=say_lazy("নাম (বাংলা)", "Title (Bangla)"))
    title_en = TextField(label=say_lazy("নাম (ইংরেজি)", "Title (English)"), required=False)
    purpose = ChoiceField(label=say_lazy("কীসের জন্য", "What for"), choices=PURPOSES)
    slug = TextField(
        label=say_lazy("ছোট নাম (ইংরেজি অক্ষরে)", "Short name (Latin letters)"),
        help_text=say_lazy(
            "চার্টারের সারিতে বা ফাইলে এই নামে ডাকা হয়। খালি রাখলে নিজে থেকে বসবে।",
            "A charter row or a file calls it by this name. Left empty, one is made.",
        ),
        required=False,
        max_length=59,
        width="w11",
    )

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].lower()
        if slug and not SLUG.fullmatch(slug):
            self.add_error(
                "slug",
                say(
                    "ইংরেজি ছোট অক্ষর, অঙ্ক ও - ছাড়া আর কিছু চলবে না।",
                    "Use small Latin letters, figures and - alone.",
                ),
            )
        return slug


class SheetField(UploadField):
    """A spreadsheet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".xlsx"


class SheetForm(Form):
    file = SheetField(
        label=say_lazy("শিটের ফাইল (XLSX)", "XLSForm sheet (XLSX)"),
        help_text=say_lazy(
            "পাতার নাম ও শিরোনাম নমুনার মতো থাকবে। সর্বোচ্চ ২ MB। আগে খসড়া হয়, দেখে প্রকাশ করবেন।",
            "Sheets survey, choices and settings; at most 2 MB. It is kept as a draft, then published.",
        ),
    )


MINUTES_OF_A_DAY = 24 * 60


class MultipleField(Field, forms.MultipleChoiceField):
    """Several of a few, as ticks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)
        self.error_messages["invalid_choice"] = say_lazy("তালিকা থেকে বেছে নিন", "Choose from the list")


class RoundForm(Form):
    token = IdempotencyKeyField()
    respondents = ChoiceField(
        label=say_lazy("কারা উত্তর দেবেন", "Who answers"),
        choices=[
            (Round.ANYONE, say_lazy("ঠিকানা বা QR কোড যিনি পান", "Anyone who has the address or QR code")),
            (Round.OFFICER, say_lazy("এই কার্যালয়ের কর্মীরা, সাইন ইন করে", "The staff of this office, signed in")),
        ],
    )
    opens_on = DayField(label=say_lazy("কবে থেকে", "From which day"))
    closes_on = DayField(
        label=say_lazy("কোন দিন পর্যন্ত", "Until"),
        help_text=say_lazy(
            "সেই দিন শেষ হওয়া পর্যন্ত। খালি রাখলে বন্ধ না করা পর্যন্ত।",
            "To the end of that day. Left empty, until you close it.",
        ),
        required=False,
    )
    anonymous = CheckboxField(
        label=say_lazy("নাম ছাড়া: কে কী লিখেছেন, কেউ জানবেন না", "Without names: nobody can know who wrote what")
    )
    minutes = WholeNumberField(
        label=say_lazy("শুরুর পর কত মিনিট", "Minutes from the beginning"),
        help_text=say_lazy("পরীক্ষার জন্য। খালি রাখলে সময় বাঁধা নেই।", "For a test. Left empty, there is no limit."),
        least=1,
        most=MINUTES_OF_A_DAY,
        required=False,
    )
    pass_percent = WholeNumberField(
        label=say_lazy("কত শতাংশে উত্তীর্ণ", "Percent to pass"), least=1, most=100, required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_opens_on(self) -> date:
        day = self.cleaned_data["opens_on"]
        if day < self.today:
            self.add_error(
                "opens_on",
                say(
                    "দিনটি পেরিয়ে গেছে। আজ বা পরের কোনো দিন দিন।",
                    "This day has passed. Name today or a later day.",
                ),
            )
        return day

    def opens_at(self, now: datetime) -> datetime:
        """Today means now."""
        day = self.cleaned_data["opens_on"]
        return now if day == self.today else datetime.combine(day, time(), TZ)

    def closes_at(self) -> datetime | None:
        day = self.cleaned_data.get("closes_on")
        return datetime.combine(day, time(23, 59, 59), TZ) if day else None


class ServicesForm(Form):
    """With which rows of the charter extra questions are asked."""

    services = MultipleField(
        label=say_lazy("কোন সেবার আবেদনে জিজ্ঞেস করা হবে", "With which services they are asked"), required=False
    )

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice_field("services").choices = services


class VoidForm(Form):
    reason = TextField(
        label=say_lazy("কেন ধরা হবে না", "Why it does not count"),
        max_length=300,
    )
