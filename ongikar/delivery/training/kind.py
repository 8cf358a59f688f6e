"""Training: somebody applies or is nominated, is taught and assessed, and holds a certificate."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from ongikar.cases.kinds import Intake, Kind, Missing, Outcome
from ongikar.cases.kinds.outcome_rules import at_least, outcome_day, since_receipt
from ongikar.cases.models import Case
from ongikar.cases.places import PlaceIntake, place_kind
from ongikar.charter.models import Service
from ongikar.charter.service_presets import Preset
from ongikar.charter.undertakings import last_promised_day
from ongikar.core.forms.fields import NAMELESS, ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.rules.bangla.text import date_words

from .forgetting import forget_applicant

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
    """

    asks_identity = True
    rests_on = ("age",)
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
        missing=say_lazy("লিঙ্গ বেছে নিন", "Choose the gender"),
        choices=[
            ("female", say_lazy("নারী", "Woman")),
            ("male", say_lazy("পুরুষ", "Man")),
            ("hijra", say_lazy("হিজড়া", "Hijra")),
        ],
    )
    education = ChoiceField(
        label=say_lazy("শেষ কোন পরীক্ষায় পাস করেছেন", "The last examination passed"),
        missing=say_lazy("শেষ কোন পরীক্ষায় পাস করেছেন, বেছে নিন", "Choose the last examination passed"),
        choices=[
            ("below_ssc", say_lazy("এসএসসির নিচে", "Below SSC")),
            ("ssc", say_lazy("এসএসসি বা সমমান", "SSC or equal")),
            ("hsc", say_lazy("এইচএসসি বা সমমান", "HSC or equal")),
            ("degree", say_lazy("স্নাতক বা ওপরে", "A degree or above")),
        ],
    )
    experience = ChoiceField(
        label=say_lazy("কম্পিউটারে কতটা কাজ করেছেন", "How much you have worked on a computer"),
        missing=say_lazy("কম্পিউটারে কতটা কাজ করেছেন, বেছে নিন", "Choose how much you have worked on a computer"),
        choices=[
            ("none", say_lazy("করিনি", "Not at all")),
            ("some", say_lazy("একটু পারি", "A little")),
            ("regular", say_lazy("নিয়মিত করি", "Regularly")),
        ],
    )
    identity = ChoiceField(
        label=say_lazy("কোন পরিচয়পত্র দেবেন", "Which identity document you will give"),
        missing=say_lazy("কোন পরিচয়পত্র দেবেন, বেছে নিন", "Choose which identity document you will give"),
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
        missing=say_lazy("শিখে কী করতে চান, লিখুন", "Write what you want to do with it"),
        lines=3,
        max_length=1500,
    )


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
        missing=say_lazy("কোন শ্রেণির শিক্ষার্থী, লিখুন", "Write the class of the students"),
    )
    students = WholeNumberField(
        label=say_lazy("কতজন শিক্ষার্থী", "How many students"),
        missing=say_lazy("কতজন শিক্ষার্থী, লিখুন", "Write how many students"),
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
        missing=say_lazy("অফিস আদেশের স্মারক নম্বর লিখুন", "Write the memo number of the office order"),
        max_length=80,
    )
    order_date = DayField(
        label=say_lazy("আদেশের তারিখ", "Date of the order"),
        missing=say_lazy("আদেশের তারিখ লিখুন", "Write the date of the order"),
    )
    hours = WholeNumberField(
        label=say_lazy("মোট কত ঘণ্টা", "Hours in all"),
        missing=say_lazy("মোট কত ঘণ্টার প্রশিক্ষণ, লিখুন", "Write how many hours in all"),
        least=1,
        most=500,
    )


# Who asks, by the part of the charter the row stands in.
INTAKES = {"citizen": YoungPerson, "institutional": Nomination, "internal": OfficeOrder}


def intake_for_row(row: Service) -> type[Intake]:
    """A row about places is about teaching there."""
    return SchoolClass if place_kind(row) else INTAKES[row.category]


# So many hours are taught on one day at most.
HOURS_A_DAY = 12


def hours_fit(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """More hours than the days of the course have were not taught."""
    first, last, hours = (
        outcome_day(outcome, "from_day"),
        outcome_day(outcome, "to_day"),
        outcome.get("hours"),
    )
    if first and last and hours and hours > ((last - first).days + 1) * HOURS_A_DAY:
        yield Missing(
            "hours",
            say(
                "এই কয় দিনে এত ঘণ্টা হয় না। দিন ও ঘণ্টা মিলিয়ে দেখুন।",
                "These days do not have so many hours. Check the days and the hours.",
            ),
        )


RULES = (
    since_receipt("from_day", "to_day"),
    at_least(
        "attended",
        1,
        (
            "উপস্থিতি শূন্য: যিনি কোনো ক্লাসে আসেননি, তাঁকে প্রশিক্ষণ দেওয়া হয়নি, সনদও দেওয়া যায় না।",
            "Attendance is nought: somebody who came to no class was not trained, and gets no certificate.",
        ),
    ),
    hours_fit,
)


class Certificate(Outcome):
    behind = ("from_day", "to_day")
    field_order = ("course", "from_day", "to_day", "hours", "attended", "grade", "words")
    course = TextField(
        label=say_lazy("প্রশিক্ষণের নাম", "Name of the course"),
        missing=say_lazy("প্রশিক্ষণের নাম লিখুন", "Write the name of the course"),
    )
    from_day = DayField(
        label=say_lazy("শুরু", "From"),
        missing=say_lazy("কোন দিন শুরু হয়েছে, লিখুন", "Write the day it began"),
    )
    to_day = DayField(
        label=say_lazy("শেষ", "To"),
        missing=say_lazy("কোন দিন শেষ হয়েছে, লিখুন", "Write the day it ended"),
    )
    hours = WholeNumberField(
        label=say_lazy("মোট ঘণ্টা", "Hours in all"),
        missing=say_lazy("মোট কত ঘণ্টা, লিখুন", "Write how many hours in all"),
        least=1,
        most=1000,
    )
    attended = WholeNumberField(
        label=say_lazy("উপস্থিতি, শতকরা", "Attendance, per cent"),
        missing=say_lazy("শতকরা কত ক্লাসে উপস্থিত ছিলেন, লিখুন", "Write the attendance in per cent"),
        most=100,
    )
    grade = ChoiceField(
        label=say_lazy("মূল্যায়ন", "Assessment"),
        missing=say_lazy("মূল্যায়ন বেছে নিন", "Choose the assessment"),
        choices=[
            ("excellent", say_lazy("খুব ভালো", "Very good")),
            ("good", say_lazy("ভালো", "Good")),
            ("passed", say_lazy("উত্তীর্ণ", "Passed")),
            ("attended", say_lazy("শুধু অংশগ্রহণ", "Attended only")),
        ],
    )
    words = TextField(
        label=say_lazy("যা শিখেছেন", "What was learnt"),
        help_text=say_lazy(
            "সনদে এই লেখাটি থাকবে। একাধিক জন হলে প্রতি লাইনে একজন: নাম, কী শিখেছেন।",
            "These words stand in the certificate. If several, one on each line: name, what was learnt.",
        ),
        missing=say_lazy("কী শিখেছেন, লিখুন", "Write what was learnt"),
        lines=4,
        max_length=5000,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check("to_day", self.ends_too_early)
        return cleaned

    def ends_too_early(self, to_day: date) -> str:
        from_day = self.cleaned_data.get("from_day")
        if from_day and to_day < from_day:
            return say("শেষের দিনটি শুরুর আগে। মিলিয়ে দেখুন।", "It ends before it begins. Check the days.")
        return ""


class Training(Kind):
    sorts = (
        Preset(
            say_lazy("প্রশিক্ষণ", "Training"),
            {"প্রশিক্ষণ": 4, "প্রশিক্ষণ আয়োজন": 3, "প্রশিক্ষণ প্রদান": 3, "দক্ষতা": 1, "training": 5},
        ),
        Preset(
            say_lazy("ল্যাবে প্রশিক্ষণ", "Training in a lab"),
            {"প্রশিক্ষণ": 4, "ল্যাব ব্যবহার": 5, "ছাত্র": 2, "training": 3, "lab": 1},
            {"place": "lab"},
        ),
    )
    outcome_form = Certificate
    rules = RULES
    headline = "topic"
    keep_words = say_lazy("প্রশিক্ষণ শেষ, সনদ দিন", "Training done, give the certificate")
    result_words = say_lazy("প্রশিক্ষণের সনদ", "Training certificate")

    def forget(self, case: Case) -> None:
        forget_applicant(case)

    def intake_form(self, *args: Any, service: Service, **kwargs: Any) -> Intake:
        return intake_for_row(service)(*args, service=service, **kwargs)


KIND = Training()
