"""Lecture: the office teaches a class in a training that somebody else holds."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ongikar.cases.kinds import Intake, Missing, Outcome
from ongikar.cases.kinds.agreed_days import agreed_day_of
from ongikar.cases.kinds.checklist import ChecklistItem
from ongikar.cases.kinds.outcome_rules import at_least, outcome_day, since_receipt
from ongikar.cases.models import Case
from ongikar.cases.record_desk import RecordKind
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import DayField, TextField, TimeOfDayField, WholeNumberField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.gatherings.models import Gathering
from ongikar.rules.calendar.office_calendar import TZ

from . import models

HOURS_OF_A_DAY = 8


class LectureInvitation(Intake):
    ahead = rests_on = ("held_on",)
    programme = TextField(
        label=say_lazy("প্রশিক্ষণ বা কর্মশালার নাম", "Name of the training or workshop"),
    )
    topic = TextField(
        label=say_lazy("কী পড়াতে হবে", "What is to be taught"),
        help_text=say_lazy(
            "বিষয়, অংশগ্রহণকারীরা কারা, কতটা জানেন", "The topic, who they are, and how much they know"
        ),
        lines=3,
        max_length=2000,
    )
    held_on = DayField(
        label=say_lazy("কোন দিন", "On which day"),
        help_text=say_lazy(
            "সম্ভব না হলে কার্যালয় অন্য দিন জানাবে। সেবার সময়সীমার পরের কোনো দিন চাইলে শেষ দিন হবে সেই দিন।",
            "If it cannot be, the office will propose another day. For a day beyond the limit of the service,"
            " that day is the due day.",
        ),
    )
    hours = WholeNumberField(
        label=say_lazy("কত ঘণ্টা", "How many hours"),
        least=1,
        most=80,
    )
    begins_at = TimeOfDayField(
        label=say_lazy("কয়টায় শুরু", "Begins at"),
        help_text=say_lazy("ঠিক না থাকলে খালি রাখুন।", "Leave it empty if it is not settled."),
        required=False,
    )
    place = TextField(
        label=say_lazy("কোথায়", "Where"),
    )
    audience = WholeNumberField(
        label=say_lazy("কতজন শিখবেন", "How many learners"),
        required=False,
        least=1,
        most=5000,
    )


class LectureRecord(Outcome):
    behind = ("held_on",)
    field_order = ("held_on", "hours", "attended", "words", "feedback")
    held_on = DayField(
        label=say_lazy("যে দিন পড়ানো হয়েছে", "Taught on"),
        missing=say_lazy("কোন দিন পড়ানো হয়েছে, লিখুন", "Write the day it was taught"),
    )
    hours = WholeNumberField(
        label=say_lazy("ঘণ্টা", "Hours"),
        least=1,
        most=80,
    )
    attended = WholeNumberField(
        label=say_lazy("উপস্থিত", "Present"),
        missing=say_lazy("কতজন উপস্থিত ছিলেন, লিখুন", "Write how many were present"),
        most=5000,
    )
    words = TextField(
        label=say_lazy("কী পড়ানো হলো, কী উপকরণ দেওয়া হলো", "What was taught, and what materials were given"),
        lines=4,
        max_length=3000,
    )
    feedback = TextField(
        label=say_lazy("আয়োজকের মন্তব্য", "The host’s feedback"),
        required=False,
        lines=3,
        max_length=2000,
    )


def as_agreed(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """A class is given on the day that was agreed on: another one is agreed on first."""
    agreed, given_on = agreed_day_of(case).agreed, outcome_day(outcome, "held_on")
    if agreed and given_on and agreed.astimezone(TZ).date() != given_on:
        yield Missing(
            "held_on",
            say(
                "ঠিক হয়েছিল {day}। দিন বদলে থাকলে আগে সেই দিনে দুই পক্ষের সম্মতি লিখুন।",
                "Agreed on was {day}. If it was moved, first enter that both sides agreed.",
                day=agreed.astimezone(TZ).date(),
            ),
        )


class Lecture(RecordKind):
    record = models.Lecture
    sorts = (
        Preset(
            say_lazy("অন্যের আয়োজনে ক্লাস নেওয়া", "A class at somebody else’s training"),
            {
                "আয়োজিত": 6,
                "প্রশিক্ষণ কর্মশালা": 4,
                "রিসোর্স পার্সন": 8,
                "ক্লাস": 3,
                "বক্তৃতা": 5,
                "lecture": 6,
                "resource person": 8,
            },
        ),
    )
    intake_form = LectureInvitation
    outcome_form = LectureRecord
    rules = (
        since_receipt("held_on"),
        at_least(
            "attended",
            1,
            (
                "কেউ না থাকলে ক্লাস হয়নি। উপস্থিতির সংখ্যা লিখুন।",
                "With nobody there, no class was given. Write how many were there.",
            ),
        ),
        as_agreed,
    )
    # Since the second a class has rows: its materials, tour, honorarium and the host's word.
    form_version = 2
    takes_place = "held_on"
    agrees_on_day, begins_at = True, "begins_at"
    week_sort, week_words = Gathering.SESSION, say_lazy("ক্লাস নেওয়া", "Class to give")
    checklist = (ChecklistItem(("পাঠের উপকরণ তৈরি রাখা", "Have the materials of the class ready"), before=1),)
    keep_words = say_lazy("ক্লাস নেওয়া হয়েছে", "The class was given")
    result_words = say_lazy("ক্লাস নেওয়ার বিবরণী", "Lecture record")

    def hours_of_day(self, answers: Mapping[str, Any]) -> int:
        """What is asked in more hours than a day has is given on several days."""
        hours = int(answers.get("hours") or 0)
        return hours if hours <= HOURS_OF_A_DAY else 0

    def known_outcome(self, case: Case) -> dict[str, Any]:
        agreed = agreed_day_of(case).agreed
        known = {"held_on": agreed.astimezone(TZ).date().isoformat()} if agreed else {}
        hours = case.answers.get("hours")
        return known | ({"hours": hours} if hours else {})


KIND = Lecture()
