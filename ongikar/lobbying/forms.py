"""What is asked of whoever writes down an attempt of influence."""

from datetime import datetime
from typing import Any

from ongikar.appointments.forms import PostField
from ongikar.cases.models import Case
from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.calendar.office_calendar import TZ

from .models import INSIDE, SOURCES, WAYS, Influence
from .rights import posts_to_name


class InfluenceForm(Form):
    token = IdempotencyKeyField()
    source = ChoiceField(
        label=say_lazy("কার কাছ থেকে", "From whom"),
        choices=list(SOURCES.items()),
    )
    inside = PostField(
        label=say_lazy("ভেতরের কেউ হলে, কোন পদ থেকে", "If from inside, from which post"),
        required=False,
        help_text=say_lazy(
            "আপনার ওপরের পদ হলে লেখাটি শুধু নিরীক্ষক পড়বেন।",
            "Where it is the post above yours, the auditor alone reads it.",
        ),
    )
    who = TextField(
        label=say_lazy("তিনি কে", "Who it was"),
        required=False,
        max_length=200,
        help_text=say_lazy("নাম ও পরিচয়, যতটুকু জানেন", "Name and what is known of them"),
    )
    way = ChoiceField(label=say_lazy("কীভাবে", "How"), choices=list(WAYS.items()))
    day = DayField(label=say_lazy("কোন দিন", "Day"), missing=say_lazy("কোন দিন, লিখুন", "Write the day"))
    case = TextField(
        label=say_lazy("কোন আবেদন নিয়ে", "About which case"),
        required=False,
        max_length=40,
        help_text=say_lazy("আবেদনের নম্বর; কোনো আবেদন নিয়ে না হলে খালি", "Its number; empty where about none"),
    )
    words = TextField(
        label=say_lazy("কী বলা বা করা হয়েছে", "What was said or done"),
        lines=5,
        max_length=2000,
    )
    auditor_alone = CheckboxField(
        label=say_lazy("শুধু নিরীক্ষক পড়বেন", "The auditor alone is to read it"), required=False
    )

    def __init__(self, *args: Any, office: Office, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.now = office, now
        posts: Any = self.fields["inside"]
        posts.fill(posts_to_name(office))
        posts.choices = [("", say("কেউ নন", "Nobody")), *posts.choices]

    def clean_case(self) -> Case | None:
        number = latin_digits(self.cleaned_data["case"]).strip()
        if not number:
            return None
        case = Case.objects.filter(office=self.office, number=number).first()
        if case is None:
            self.add_error(
                "case", say("এই নম্বরের কোনো আবেদন নেই। মিলিয়ে দেখুন।", "No case has this number. Check it.")
            )
        return case

    def as_attempt(self) -> Influence:
        """What was filled in, not written yet."""
        data = self.cleaned_data
        posts: Any = self.fields["inside"]
        inside = posts.posts[data["inside"]] if data["inside"] and data["source"] == INSIDE else None
        return Influence(
            office=self.office,
            case=data["case"],
            source=data["source"],
            who=data["who"].strip(),
            inside_post=inside,
            way=data["way"],
            happened_on=data["day"],
            words=data["words"].strip(),
            submission=data["token"],
        )


def today_in(now: datetime) -> str:
    return f"{now.astimezone(TZ):%d/%m/%Y}"
