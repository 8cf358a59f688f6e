"""Who asks for a training decides what is asked: one person, an office, a school, or the office itself."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from ongikar.cases.kinds import Intake
from ongikar.cases.places import PlaceIntake, place_kind
from ongikar.charter.models import Service
from ongikar.charter.undertakings import last_promised_day
from ongikar.core.forms.fields import (
    NAMELESS,
    CheckboxField,
    ChoiceField,
    DayField,
    TextField,
    WholeNumberField,
)
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection import GROUPS
from ongikar.rules.selection.points import age_on

from .actions.applying import CALL, ENDS_ON, GROUP, NAME_EN, NO_CALL, RESULT_ON, open_calls
from .english_name import EnglishNameField
from .models import Call
from .models.call import rule_of

TOPIC: dict[str, Any] = {
    "label": say_lazy("কোন বিষয়ে প্রশিক্ষণ", "Training on what"),
    "missing": say_lazy("কোন বিষয়ে প্রশিক্ষণ, লিখুন", "Write what the training is on"),
}
NAMES: dict[str, Any] = {
    "label": say_lazy("কারা প্রশিক্ষণ নেবেন", "Who will be trained"),
    "help_text": say_lazy("প্রতি লাইনে একজন: নাম, পদবি, মোবাইল", "One on each line: name, post, mobile"),
    "missing": say_lazy("কারা প্রশিক্ষণ নেবেন, লিখুন", "Write who will be trained"),
    "lines": 6,
    "max_length": 5000,
}
BEGIN: dict[str, Any] = {
    "label": say_lazy("কবে থেকে হলে ভালো", "From when, if you can choose"),
    "help_text": say_lazy("সেবার সময়সীমার মধ্যে কোনো দিন।", "A day within the limit of the service."),
    "required": False,
}


class TrainingRequest(Intake):
    """What is asked for is given within the limit of the service: a training that begins after it cannot be
    promised.
    """

    ahead = ("begin_on",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check("begin_on", self.begins_too_late, code=NAMELESS)
        return cleaned

    def begins_too_late(self, begin_on: date) -> str:
        last = last_promised_day(self.service.undertaking(), self.service.version.office.calendar, self.today)
        if last is None or begin_on <= last:
            return ""
        return say(
            "দিনটি সেবার শেষ দিনের ({day}) পরে। আগের কোনো দিন লিখুন বা খালি রাখুন; পরে চাইলে দিন কাছে এলে আবেদন করুন।",
            "This day is past the promise: the service is due by {day}. Choose an earlier day or leave it"
            " empty; for a later training, apply nearer to it.",
            day=date_words(last, language(), weekday=False),
        )


class YoungPerson(Intake):
    """One applicant. Which identity paper is asked here; its number, if given, goes sealed
    with the contact.

    Where a call is open it is asked which, and the day of birth instead of the age.
    """

    asks_identity = True
    from_links = (CALL,)
    rests_on: tuple[str, ...] = ("age",)
    behind = ("born_on",)
    topic = TextField(
        **TOPIC,
        help_text=say_lazy(
            "যেমন গ্রাফিক ডিজাইন, ওয়েব ডিজাইন, অফিস প্রোগ্রাম",
            "Such as graphic design, web design, office programs",
        ),
    )
    age = WholeNumberField(
        label=say_lazy("বয়স, বছরে", "Age, in years"),
        missing=say_lazy("বয়স লিখুন", "Write the age"),
        least=14,
        most=65,
    )
    gender = ChoiceField(
        label=say_lazy("লিঙ্গ", "Gender"),
        choices=[
            ("female", say_lazy("নারী", "Woman")),
            ("male", say_lazy("পুরুষ", "Man")),
            ("hijra", say_lazy("হিজড়া", "Hijra")),
        ],
    )
    education = ChoiceField(
        label=say_lazy("শেষ কোন পরীক্ষায় পাস করেছেন", "The last examination passed"),
        choices=[
            ("below_ssc", say_lazy("এসএসসির নিচে", "Below SSC")),
            ("ssc", say_lazy("এসএসসি বা সমমান", "SSC or equal")),
            ("hsc", say_lazy("এইচএসসি বা সমমান", "HSC or equal")),
            ("degree", say_lazy("স্নাতক বা ওপরে", "A degree or above")),
        ],
    )
    experience = ChoiceField(
        label=say_lazy("কম্পিউটারে কতটা কাজ করেছেন", "How much you have worked on a computer"),
        choices=[
            ("none", say_lazy("করিনি", "Not at all")),
            ("some", say_lazy("একটু পারি", "A little")),
            ("regular", say_lazy("নিয়মিত করি", "Regularly")),
        ],
    )
    identity = ChoiceField(
        label=say_lazy("কোন পরিচয়পত্র দেবেন", "Which identity document you will give"),
        choices=[
            ("nid", say_lazy("জাতীয় পরিচয়পত্র", "National ID card")),
            ("birth", say_lazy("জন্ম নিবন্ধন সনদ", "Birth registration certificate")),
        ],
    )
    quota = TextField(
        label=say_lazy("বাছাইয়ে বিশেষ সুবিধা পাওয়ার কারণ", "A ground for preference in selection"),
        help_text=say_lazy(
            "যেমন প্রতিবন্ধিতা, ক্ষুদ্র নৃগোষ্ঠী। শুধু বাছাইয়ে লাগবে।",
            "Such as a disability or an ethnic minority. Used for the selection only.",
        ),
        required=False,
    )
    hopes = TextField(
        label=say_lazy("শিখে কী করতে চান", "What you want to do with it"),
        lines=3,
        max_length=1500,
    )

    def ask(self) -> None:
        """Which of the open calls, and what its rule goes by."""
        calls = open_calls(self.service.version.office, self.service.code, timezone.now())
        self.calls = {str(call.pk): call for call in calls if call.audience == Call.PUBLIC}
        if not self.calls:
            return
        # What the rule of a call goes by decides who gets the seat: it is not left out at the counter.
        self.rests_on = (CALL, "born_on", "gender", "education")
        choices = [(key, call_line(call)) for key, call in self.calls.items()]
        other = (NO_CALL, say("অন্য কোনো প্রশিক্ষণ; পরে ডাকলে", "Another training, when there is a call"))
        self.add(
            CALL,
            ChoiceField(
                label=say_lazy("কোন ব্যাচে", "Which batch"),
                choices=[*choices, other],
            ),
        )
        self.add(
            "born_on",
            DayField(
                label=say_lazy("জন্মতারিখ", "Day of birth"),
            ),
        )
        self.add(NAME_EN, EnglishNameField())
        del self.fields["age"]
        self.fields["topic"].required = False
        self.relabel("topic", say_lazy("অন্য প্রশিক্ষণ হলে, কোন বিষয়ে", "If another training: on what"))
        for group in claimable(self.calls.values()):
            words = say_lazy(*GROUP_WORDS.get(group, GROUPS[group]))
            self.add(f"{GROUP}{group}", CheckboxField(label=words, required=False))
        self.order_fields([CALL, "topic", NAME_EN, "born_on"])

    @property
    def call(self) -> Call | None:
        """The call that was chosen; None for a request without one."""
        return self.calls.get(str(self.cleaned_data.get(CALL) or ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.calls and CALL in cleaned and self.call is None and not cleaned.get("topic"):
            self.add_error("topic", str(TOPIC["missing"]))
        self.check("born_on", self.birth_fault, code=NAMELESS)
        return cleaned

    def birth_fault(self, born: date) -> str:
        age = age_on(born, self.today)
        if not 0 <= age <= 100:
            return say("জন্মতারিখের বছরটি মিলিয়ে দেখুন।", "Check the year of birth.")
        call = self.call
        ages = rule_of(call).ages if call else None
        if call and ages:
            last = call.closes_at.astimezone(TZ).date()
            if not ages[0] <= age_on(born, last) <= ages[1]:
                return say(
                    "এই ব্যাচে {day} তারিখে বয়স {least} থেকে {most} বছর হতে হবে।",
                    "For this batch one must be {least} to {most} years old on {day}.",
                    day=date_words(last, language(), weekday=False),
                    least=ages[0],
                    most=ages[1],
                )
        return ""

    def as_answers(self) -> dict[str, Any]:
        answers = super().as_answers()
        call = self.call
        if call is None:
            answers.pop(CALL, None)
        else:
            answers |= call_answers(call)
        if born := self.cleaned_data.get("born_on"):
            answers["age"] = age_on(born, self.today)
        return answers


# How a group is claimed on the form, where the name of the group alone would not ask.
GROUP_WORDS = {
    "disabled": ("আমি প্রতিবন্ধী ব্যক্তি (সনদ দেখাতে হবে)", "I have a disability (a document is asked for)"),
    "ethnic": (
        "আমি ক্ষুদ্র নৃগোষ্ঠীর (সনদ দেখাতে হবে)",
        "I belong to an ethnic minority (a document is asked for)",
    ),
    "freedom_fighter": (
        "আমি বীর মুক্তিযোদ্ধার সন্তান (সনদ দেখাতে হবে)",
        "I am a child of a freedom fighter (a document is asked for)",
    ),
    "poor": (
        "আমার পরিবার সামাজিক নিরাপত্তা ভাতা পায় (কার্ড দেখাতে হবে)",
        "My family receives a social safety allowance (a card is asked for)",
    ),
}
# What the question of the gender already tells.
BY_GENDER = frozenset({"women", "third_gender"})


def claimable(calls: Iterable[Call]) -> list[str]:
    """The groups of these calls that somebody may say they belong to."""
    named = {group for call in calls for group in rule_of(call).groups}
    return [group for group in GROUPS if group in named - BY_GENDER]


def call_line(call: Call) -> str:
    """One call among others: course, batch, last day and day of the result."""
    tongue = language()
    return say(
        "{course}, ব্যাচ {n}: আবেদন {day} পর্যন্ত, ফল {result}",
        "{course}, batch {n}: apply until {day}, result {result}",
        course=call.batch.course.title,
        n=call.batch.ordinal,
        day=date_words(call.closes_at.astimezone(TZ).date(), tongue, weekday=False),
        result=date_words(call.result_on, tongue, weekday=False),
    )


def call_answers(call: Call) -> dict[str, Any]:
    """What an application to a call keeps of it: what is promised hangs on these days."""
    return {
        CALL: call.pk,
        RESULT_ON: call.result_on.isoformat(),
        ENDS_ON: call.batch.ends_on.isoformat(),
        "topic": call.batch.course.title_bn,
    }


class Nomination(TrainingRequest):
    """An office sends its people."""

    topic = TextField(
        **TOPIC,
        help_text=say_lazy(
            "যেমন ই-নথি, ওয়েব পোর্টাল, অফিস প্রোগ্রাম", "Such as e-Nothi, the web portal, office programs"
        ),
    )
    names = TextField(**NAMES)
    begin_on = DayField(**BEGIN)


class SchoolClass(TrainingRequest, PlaceIntake):
    """A school asks for its students to be taught in its lab."""

    topic = TextField(**TOPIC, help_text=say_lazy("যেমন স্ক্র্যাচ, পাইথন", "Such as Scratch or Python"))
    school_class = TextField(
        label=say_lazy("কোন শ্রেণি", "Which class"),
    )
    students = WholeNumberField(
        label=say_lazy("কতজন শিক্ষার্থী", "How many students"),
        least=1,
        most=500,
    )
    begin_on = DayField(**BEGIN)
    notes = TextField(
        label=say_lazy("আর যা জানা দরকার", "Anything else we should know"),
        help_text=say_lazy(
            "যেমন চালু কম্পিউটারের সংখ্যা, যে শিক্ষক সঙ্গে থাকবেন",
            "Such as how many computers work, and which teacher will be there",
        ),
        required=False,
        lines=3,
        max_length=2000,
    )


class OfficeOrder(Nomination):
    """The office trains its own people, by an order."""

    field_order = ("order_number", "order_date", "topic", "names", "hours", "begin_on")
    behind = ("order_date",)
    order_number = TextField(
        label=say_lazy("অফিস আদেশের স্মারক নম্বর", "Memo number of the office order"),
        max_length=80,
    )
    order_date = DayField(
        label=say_lazy("আদেশের তারিখ", "Date of the order"),
    )
    hours = WholeNumberField(
        label=say_lazy("মোট কত ঘণ্টা", "Hours in all"),
        least=1,
        most=500,
    )


# Who asks, by the part of the charter the row stands in.
INTAKES = {"citizen": YoungPerson, "institutional": Nomination, "internal": OfficeOrder}


def intake_for_row(row: Service) -> type[Intake]:
    """A row about places is about teaching there."""
    return SchoolClass if place_kind(row) else INTAKES[row.category]
