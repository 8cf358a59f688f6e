"""What is written of a batch from its first class on, of hours of training, and of the use of a lab."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms as widgets

from ongikar.core.forms.fields import (
    ChoiceField,
    DayField,
    Field,
    IdempotencyKeyField,
    TextField,
    TimeOfDayField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Place
from ongikar.questionnaires.models import Questionnaire
from ongikar.rules.calendar.office_calendar import TZ

from .later_questions import ANSWERS, COUNTER, PHONE

# Monday is 0; in the order of the office's week.
WEEKDAYS = (
    ("6", say_lazy("রবিবার", "Sunday")),
    ("0", say_lazy("সোমবার", "Monday")),
    ("1", say_lazy("মঙ্গলবার", "Tuesday")),
    ("2", say_lazy("বুধবার", "Wednesday")),
    ("3", say_lazy("বৃহস্পতিবার", "Thursday")),
)


class WeekdaysField(Field, widgets.MultipleChoiceField):
    """Several weekdays, as boxes to tick."""

    widget = widgets.CheckboxSelectMultiple

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["invalid_choice"] = say_lazy("তালিকা থেকে বেছে নিন", "Choose from the list")
        self.nameless |= {"invalid_choice"}


class BeginForm(Form):
    weekdays = WeekdaysField(
        label=say_lazy("কোন কোন বার ক্লাস", "On which weekdays"),
        missing=say_lazy("কোন কোন বার ক্লাস, বেছে নিন", "Choose the weekdays"),
        choices=WEEKDAYS,
    )
    begins_at = TimeOfDayField(
        label=say_lazy("কয়টায় শুরু", "Begins at"), missing=say_lazy("কয়টায় শুরু, লিখুন", "Write when it begins")
    )
    minutes = WholeNumberField(
        label=say_lazy("প্রতি ক্লাস কত মিনিট", "Minutes a class"),
        missing=say_lazy("প্রতি ক্লাস কত মিনিট, লিখুন", "Write the minutes of a class"),
        least=15,
        most=720,
    )

    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"weekdays": {int(day) for day in given["weekdays"]}}


class RoundForm(Form):
    """Which questions a batch is given as its test before, its test after or its feedback."""

    questionnaire = ChoiceField(
        label=say_lazy("কোন প্রশ্নমালা", "Which questionnaire"),
        missing=say_lazy("কোন প্রশ্নমালা, বেছে নিন", "Choose the questionnaire"),
        choices=[],
        many=True,
    )

    def __init__(self, *args: Any, questionnaires: Sequence[Questionnaire], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questionnaires = {str(each.pk): each for each in questionnaires}
        self.choice_field("questionnaire").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, say(each.title_bn, each.title_en)) for key, each in self.questionnaires.items()),
        ]


class SubmissionForm(Form):
    """A form that is taken once, however often its button is pressed."""

    token = IdempotencyKeyField()


class HoursForm(SubmissionForm):
    name = TextField(
        label=say_lazy("কার", "Whose"), missing=say_lazy("নাম লিখুন", "Write the name"), max_length=200
    )
    post_words = TextField(label=say_lazy("পদ", "Post"), required=False)
    title = TextField(
        label=say_lazy("কোন প্রশিক্ষণ", "Which training"),
        missing=say_lazy("কোন প্রশিক্ষণ, লিখুন", "Write which training"),
    )
    held_by = TextField(
        label=say_lazy("কে আয়োজন করেছে", "Held by"),
        help_text=say_lazy("এই কার্যালয় হলে খালি রাখুন।", "Leave it empty for this office."),
        required=False,
    )
    first_on = DayField(label=say_lazy("শুরু", "From"), missing=say_lazy("শুরুর দিন লিখুন", "Write the first day"))
    last_on = DayField(label=say_lazy("শেষ", "To"), missing=say_lazy("শেষের দিন লিখুন", "Write the last day"))
    hours = WholeNumberField(
        label=say_lazy("ঘণ্টা", "Hours"),
        missing=say_lazy("কত ঘণ্টা, লিখুন", "Write the hours"),
        least=1,
        most=1000,
    )
    order_number = TextField(label=say_lazy("আদেশ নম্বর", "Order number"), required=False, max_length=80)


class LabUseForm(SubmissionForm):
    place = ChoiceField(
        label=say_lazy("কোন ল্যাব", "Which lab"),
        missing=say_lazy("কোন ল্যাব, বেছে নিন", "Choose the lab"),
        choices=[],
        many=True,
    )
    day = DayField(label=say_lazy("কোন দিন", "Day"), missing=say_lazy("কোন দিন, লিখুন", "Write the day"))
    since = TimeOfDayField(label=say_lazy("শুরু", "From"), missing=say_lazy("শুরুর সময় লিখুন", "Write the time"))
    until = TimeOfDayField(
        label=say_lazy("শেষ", "Until"), missing=say_lazy("শেষের সময় লিখুন", "Write the time")
    )
    what = TextField(label=say_lazy("কী কাজে", "What for"), missing=say_lazy("কী কাজে, লিখুন", "Write what for"))
    school_class = TextField(label=say_lazy("শ্রেণি", "Class"), required=False, max_length=60)
    students = WholeNumberField(
        label=say_lazy("কতজন শিক্ষার্থী", "How many students"),
        missing=say_lazy("কতজন শিক্ষার্থী, লিখুন", "Write how many students"),
        most=1000,
    )
    girls = WholeNumberField(label=say_lazy("তাদের মধ্যে ছাত্রী", "Girls among them"), required=False, most=1000)
    computers_working = WholeNumberField(
        label=say_lazy("কয়টি কম্পিউটার চালু ছিল", "Computers that worked"), required=False, most=1000
    )
    teacher = TextField(label=say_lazy("শিক্ষক", "Teacher"), required=False)
    materials = TextField(
        label=say_lazy("কী উপকরণ দেওয়া হয়েছে", "Materials handed out"), required=False, max_length=300
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.pk): each for each in places}
        self.choice_field("place").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((key, each.name) for key, each in self.places.items()),
        ]

    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given.pop("token")
        day, since, until = given.pop("day"), given.pop("since"), given.pop("until")
        return given | {
            "place": self.places[given["place"]],
            "starts_at": datetime.combine(day, since, TZ),
            "ends_at": datetime.combine(day, until, TZ),
        }


class StrikeForm(Form):
    reason = TextField(
        label=say_lazy("কেন বাতিল", "Why it is struck"),
        missing=say_lazy("কেন বাতিল, লিখুন", "Write why it is struck"),
        max_length=300,
    )


class FollowUpForm(Form):
    answer = ChoiceField(
        label=say_lazy("প্রশিক্ষণের পর এখন কী করছেন", "What do you do now, after the training"),
        missing=say_lazy("এখন কী করছেন, বেছে নিন", "Choose what you do now"),
        choices=[(key, say_lazy(*words)) for key, words in ANSWERS.items()],
    )
    words = TextField(
        label=say_lazy("আর কিছু বলার থাকলে", "Anything else"), lines=3, max_length=1000, required=False
    )


class ToldFollowUpForm(FollowUpForm):
    """The same, entered by the office."""

    via = ChoiceField(
        label=say_lazy("কীভাবে জানিয়েছেন", "How they said so"),
        missing=say_lazy("কীভাবে জানিয়েছেন, বেছে নিন", "Choose how they said so"),
        choices=[(PHONE, say_lazy("ফোনে", "By phone")), (COUNTER, say_lazy("কার্যালয়ে এসে", "At the counter"))],
    )
