"""Advice: a question about technology, answered with a note that can be used again; for cyber-security with a
checklist and where to report.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.cases import similar_cases
from ongikar.cases.kinds import Intake, Kind, Missing, Outcome, Result, Urgency
from ongikar.cases.kinds.intake_forms import QuestionForm
from ongikar.cases.kinds.kind import Panel
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import CheckboxField, ChoiceField, TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import nfc

from .safety_steps import GIVEN, TICKED, steps_given, steps_of

# A secret word with its value behind it: "password: …", "OTP হলো ৪৮২১", "পিন ৪৮২১". In NFC, as all text
# that comes in.
SECRET_WORDS = re.compile(
    nfc(
        r"(?<![a-z])(?:password|passcode|pin|otp|পাসওয়ার্ড|পিন|ওটিপি)\s*(?:নম্বর|number|no\.?)?"
        r"(?:\s*[:=]\s*\S|\s+(?:হলো|হল|হচ্ছে|is)\s+\S*\d|\s+\d{4})"
    ),
    re.IGNORECASE,
)


class AdviceQuestions(Intake):
    topic = ChoiceField(
        label=say_lazy("কোন বিষয়ে", "About what"),
        choices=[
            ("buying", say_lazy("কম্পিউটার, ফোন বা যন্ত্র কেনা", "Buying a computer, phone or device")),
            ("using", say_lazy("যন্ত্র বা সফটওয়্যার চালানো", "Using a device or software")),
            ("internet", say_lazy("ইন্টারনেট ও সংযোগ", "Internet and connection")),
            ("services", say_lazy("অনলাইনে সরকারি সেবা", "Government services online")),
            ("work", say_lazy("ফ্রিল্যান্সিং ও আইসিটি পেশা", "Freelancing and work in ICT")),
            ("other", say_lazy("অন্য কিছু", "Something else")),
        ],
    )
    question = TextField(
        label=say_lazy("কী জানতে চান", "What would you like to know"),
        help_text=say_lazy("যন্ত্র হলে নাম ও মডেল লিখলে সুবিধা হয়।", "For a device, its make and model help."),
        lines=4,
        max_length=3000,
    )
    tried = TextField(
        label=say_lazy("এর মধ্যে কী কী চেষ্টা করেছেন", "What have you tried so far"),
        required=False,
        lines=3,
        max_length=2000,
    )

    def clean_question(self) -> str:
        return refuse_secrets(self.cleaned_data["question"])

    def clean_tried(self) -> str:
        return refuse_secrets(self.cleaned_data["tried"])


class CyberAdviceQuestions(AdviceQuestions):
    """For somebody to whom something happened, or who fears it."""

    # Whether money is being lost at this moment.
    rests_on = ("topic", "when")
    field_order = ("topic", "when", "question", "tried")
    topic = ChoiceField(
        label=say_lazy("কোন বিষয়ে", "About what"),
        choices=[
            ("account", say_lazy("ফেসবুক, ই-মেইল বা অন্য অ্যাকাউন্ট", "Facebook, e-mail or another account")),
            ("money", say_lazy("মোবাইল ব্যাংকিং বা টাকার প্রতারণা", "Mobile banking or a money fraud")),
            (
                "harassment",
                say_lazy("হয়রানি, ভয় দেখানো বা ছবি ছড়ানো", "Harassment, threats or spreading pictures"),
            ),
            ("device", say_lazy("ভাইরাস বা যন্ত্রের অদ্ভুত আচরণ", "A virus or a device behaving strangely")),
            ("awareness", say_lazy("নিজেকে ও পরিবারকে নিরাপদ রাখা", "Keeping oneself and the family safe")),
        ],
    )
    when = ChoiceField(
        label=say_lazy("ঘটনাটি কোন অবস্থায়", "How do things stand"),
        missing=say_lazy(
            "ঘটনাটি এখন চলছে, আগে ঘটেছে না আশঙ্কা, বেছে নিন",
            "Choose whether it goes on, is past, or is feared",
        ),
        choices=[
            ("now", say_lazy("এখনো চলছে", "It is going on now")),
            ("before", say_lazy("আগে ঘটেছে", "It has happened before")),
            ("feared", say_lazy("ঘটেনি, আশঙ্কা করছি", "It has not happened, I fear it")),
            ("none", say_lazy("শুধু সাবধান হতে চাই", "I only want to be careful")),
        ],
    )
    question = TextField(
        label=say_lazy("কী হয়েছে বা কীসের আশঙ্কা", "What happened, or what you fear"),
        help_text=say_lazy(
            "পাসওয়ার্ড, পিন বা OTP কখনো লিখবেন না, আমরাও কখনো চাইব না। অন্যের নাম বা ছবি দেওয়ার দরকার নেই।",
            "Never write a password, PIN or OTP; we will never ask for one. No need for names or pictures of"
            " others.",
        ),
        lines=5,
        max_length=3000,
    )


def refuse_secrets(words: str) -> str:
    """The words, if no password, PIN or one-time code stands in them with its value."""
    if SECRET_WORDS.search(words):
        raise ValidationError(
            say(
                "পাসওয়ার্ড, পিন বা OTP লিখবেন না, কাউকে বলবেনও না। সেটি মুছে বাকিটুকু রাখুন।",
                "Do not write a password, PIN or OTP, and tell nobody. Remove it and leave the rest.",
            )
        )
    return words


# Questions of their own, by the topic a charter row names in its options.
INTAKES = {"cyber": CyberAdviceQuestions}


class AdviceNote(Outcome):
    words = TextField(
        label=say_lazy("পরামর্শ", "The advice"),
        help_text=say_lazy(
            "আবেদনকারী এই লেখাটি পাবেন। ধাপে ধাপে লিখুন।",
            "The applicant will receive these words. Write step by step.",
        ),
        lines=6,
        max_length=5000,
    )
    next_step = TextField(
        label=say_lazy("এতে কাজ না হলে এরপর কী", "What next if this does not help"),
        required=False,
        lines=2,
        max_length=1000,
    )


# Said in the words of the advice, as it is across a counter.
IN_WORDS = "in_words"


class SafetyNote(AdviceNote):
    """Advice after or against a cyber incident."""

    reported_to = ChoiceField(
        label=say_lazy("কোথায় জানাতে বলা হলো", "Where it should be reported"),
        choices=[
            ("nowhere", say_lazy("অপরাধ ঘটেনি, জানানোর দরকার নেই", "No crime happened; nowhere")),
            (
                "police",
                say_lazy(
                    "নিকটস্থ থানায় সাধারণ ডায়েরি (জিডি)",
                    "A general diary (GD) at the nearest police station",
                ),
            ),
            ("emergency", say_lazy("এখনই বিপদ: ৯৯৯ নম্বরে ফোন", "Danger right now: a call to 999")),
            (
                "bank",
                say_lazy(
                    "ব্যাংক বা মোবাইল ব্যাংকিংয়ে, তারপর থানায়",
                    "The bank or mobile banking, then the police station",
                ),
            ),
            (IN_WORDS, say_lazy("পরামর্শে যেমন লেখা আছে", "As the advice says")),
        ],
    )

    def ask(self) -> None:
        self.steps = steps_of(self.service.version.office, self.today)
        for key, words in self.steps.items():
            self.add(f"{TICKED}{key}", CheckboxField(label=say(*words)))

    def as_answers(self) -> dict[str, Any]:
        """With the words of what was ticked: the office may word its steps anew tomorrow."""
        answers = super().as_answers()
        given = [list(words) for key, words in self.steps.items() if answers.get(f"{TICKED}{key}")]
        return answers | ({GIVEN: given} if given else {})


# What is a crime while it goes on or after it happened, by the topic that was named.
CRIMES = frozenset({"money", "harassment"})
HAPPENED = frozenset({"now", "before"})


def crime_is_reported(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """Whoever tells of a fraud or of harassment is told where to report it."""
    if (
        case.answers.get("topic") in CRIMES
        and case.answers.get("when") in HAPPENED
        and outcome.get("reported_to") == "nowhere"
    ):
        yield Missing(
            "reported_to",
            say(
                "আবেদনকারী লিখেছেন ঘটনাটি ঘটেছে। কোথায় জানাতে হবে, বেছে নিন।",
                "The applicant says that it happened. Choose where it should be reported.",
            ),
        )


NOTES = {"cyber": SafetyNote}


class Advice(Kind):
    sorts = (
        Preset(
            say_lazy("পরামর্শ", "Advice"),
            {"পরামর্শ": 3, "পরামর্শ প্রদান": 1, "সচেতনতা": 1, "advice": 3, "guidance": 2},
        ),
        Preset(
            say_lazy("পরামর্শ: সাইবার নিরাপত্তা", "Advice on cyber security"),
            {"সাইবার": 5, "পরামর্শ": 1, "সচেতনতা": 1, "cyber": 5},
            {"topic": "cyber"},
        ),
    )
    urgencies = (Urgency("money_fraud", {"topic": "money", "when": "now"}),)
    rules = (crime_is_reported,)
    answers_question = "question"
    keep_words = say_lazy("পরামর্শ দিন", "Give the advice")
    result_words = say_lazy("পরামর্শপত্র", "Advice note")

    def intake_form(self, *args: Any, service: Service, **kwargs: Any) -> Intake:
        return INTAKES.get(service.options.get("topic"), AdviceQuestions)(*args, service=service, **kwargs)

    def outcome_form(self, *args: Any, service: Service, **kwargs: Any) -> Outcome:
        return NOTES.get(service.options.get("topic"), AdviceNote)(*args, service=service, **kwargs)

    def outcome_from_text(
        self, words: str, row: Service, *, asked: str = "", channel: str = ""
    ) -> dict[str, str]:
        note = {"words": words, "reported_to": IN_WORDS}
        return {
            name: answer for name, answer in note.items() if name in self.outcome_form(service=row).fields
        }

    def panel(self, case: Case) -> Panel | None:
        title = say("একই বিষয়ে আগের পরামর্শ, আবার কাজে লাগান", "Earlier advice on this topic, to be used again")
        return similar_cases.similar_cases_panel(
            title, similar_cases.cases_with_same_answer(case, "topic"), asked="question"
        )

    def result(self, case: Case) -> Result | None:
        """The note, with the steps ticked gathered into one checklist."""
        note = super().result(case)
        steps = steps_given(case.outcome)
        if note is None or case.state != case_transitions.KEPT or not steps:
            return note
        checklist = (say("যা যা করবেন", "What to do"), "\n".join(f"• {words}" for words in steps))
        return Result(note.title, (*note.parts, checklist))

    def answered_questions(
        self, form: Callable[..., QuestionForm], answers: Mapping[str, Any], row: Service
    ) -> Iterable[tuple[str, str]]:
        """Without the steps, which stand together at the end."""
        asked = {name: answer for name, answer in answers.items() if not name.startswith(TICKED)}
        return super().answered_questions(form, asked, row)

    books = ("advice", "incident")

    def book_lines(self, case: Case) -> list[tuple[str, int]]:
        return [(book, 1) for book in self.books if book == "advice" or self.is_incident(case)]

    def book_rows(self, case: Case) -> Iterator[tuple[str, dict[str, str]]]:
        yield "advice", self.entry(case, "topic", "question", "tried", "words", "next_step")
        if self.is_incident(case):
            yield "incident", self.entry(case, "topic", "when", "question", "reported_to")

    def is_incident(self, case: Case) -> bool:
        """Whether something happened, rather than being feared."""
        return case.answers.get("when") in ("now", "before")


KIND = Advice()
