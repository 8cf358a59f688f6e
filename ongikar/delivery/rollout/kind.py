"""Rollout: an online system is launched in an office, step by step, each step with its day."""

from itertools import pairwise
from typing import Any

from ongikar.cases.kinds import Intake, Kind, Outcome
from ongikar.cases.kinds.outcome_rules import at_least, since_receipt
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import say, say_lazy

# The steps in their order: none comes before the one above it.
STEPS = ("surveyed_on", "accounts_on", "trained_on", "live_on")


class RolloutRequest(Intake):
    system = TextField(
        label=say_lazy("কোন অনলাইন পদ্ধতি", "Which online system"),
        help_text=say_lazy(
            "যেমন ই-নথি, ওয়েব পোর্টাল, অনলাইন আবেদন", "Such as e-Nothi, the web portal, online applications"
        ),
        missing=say_lazy("কোন অনলাইন পদ্ধতি চালু করতে চান, লিখুন", "Write which online system you want to launch"),
    )
    users = WholeNumberField(
        label=say_lazy("কতজন ব্যবহার করবেন", "How many will use it"),
        missing=say_lazy("কতজন ব্যবহার করবেন, লিখুন", "Write how many will use it"),
        least=1,
        most=5000,
    )
    ready = ChoiceField(
        label=say_lazy("কম্পিউটার ও ইন্টারনেট আছে?", "Are there computers and internet?"),
        missing=say_lazy(
            "কম্পিউটার ও ইন্টারনেট আছে কি না, বেছে নিন", "Choose whether there are computers and internet"
        ),
        choices=[
            ("both", say_lazy("দুটিই আছে", "Both")),
            ("computers", say_lazy("শুধু কম্পিউটার", "Computers only")),
            ("neither", say_lazy("কোনোটিই নেই", "Neither")),
        ],
    )
    now_done = TextField(
        label=say_lazy("কাজটি এখন কীভাবে হয়", "How the work is done now"),
        help_text=say_lazy(
            "সমস্যা কোথায়, কী সহজ করতে চান", "Where the trouble is, and what should become easier"
        ),
        missing=say_lazy("কাজটি এখন কীভাবে হয়, লিখুন", "Write how the work is done now"),
        lines=4,
        max_length=3000,
    )
    contact = TextField(
        label=say_lazy("আপনাদের পক্ষে কে দেখবেন", "Who will see to it on your side"),
        help_text=say_lazy("নাম ও পদবি", "Name and post"),
        required=False,
    )


class CompletionNote(Outcome):
    behind = STEPS
    field_order = (*STEPS, "users", "words")
    surveyed_on = DayField(
        label=say_lazy("যাচাই", "Survey"),
        help_text=say_lazy("যন্ত্র, সংযোগ ও লোকবল দেখা", "Devices, connection and people looked at"),
        missing=say_lazy("যাচাইয়ের দিন লিখুন", "Write the day of the survey"),
    )
    accounts_on = DayField(
        label=say_lazy("অ্যাকাউন্ট খোলা", "Accounts opened"),
        missing=say_lazy("অ্যাকাউন্ট খোলার দিন লিখুন", "Write the day the accounts were opened"),
    )
    trained_on = DayField(
        label=say_lazy("প্রশিক্ষণ", "Training"),
        missing=say_lazy("প্রশিক্ষণের দিন লিখুন", "Write the day of the training"),
    )
    live_on = DayField(
        label=say_lazy("চালু", "Live"),
        missing=say_lazy("চালু হওয়ার দিন লিখুন", "Write the day it went live"),
    )
    users = WholeNumberField(
        label=say_lazy("এখন ব্যবহার করছেন", "Using it now"),
        missing=say_lazy("এখন কতজন ব্যবহার করছেন, লিখুন", "Write how many use it now"),
        most=5000,
    )
    words = TextField(
        label=say_lazy("কী চালু হলো, কী বাকি", "What was launched, and what is left"),
        help_text=say_lazy("পরে কোন দিন আবার দেখা হবে, সেটিও লিখুন", "Say also when it will be looked at again"),
        missing=say_lazy("কী চালু হলো, লিখুন", "Write what was launched"),
        lines=4,
        max_length=3000,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        days = [(name, cleaned[name]) for name in STEPS if cleaned.get(name)]
        for (_, before), (later, day) in pairwise(days):
            if day < before:
                self.add_error(
                    later,
                    say(
                        "আগের ধাপের আগে এটি হতে পারে না। দিনগুলো মিলিয়ে দেখুন।",
                        "This cannot come before the step above it. Check the days.",
                    ),
                )
        return cleaned


class Rollout(Kind):
    sorts = (
        Preset(
            say_lazy("অনলাইন পদ্ধতি চালু করা", "An online system brought into use"),
            {
                "চালুকরণ": 6,
                "চালু": 2,
                "ই পদ্ধতি": 4,
                "বাস্তবায়নে সহায়তা": 3,
                "rollout": 6,
                "online system": 4,
            },
        ),
    )
    intake_form = RolloutRequest
    outcome_form = CompletionNote
    rules = (
        since_receipt(*STEPS),
        at_least(
            "users",
            1,
            ("কেউ ব্যবহার না করলে পদ্ধতিটি চালু হয়নি।", "A system that nobody uses is not in use."),
        ),
    )
    headline = "system"
    keep_words = say_lazy("পদ্ধতি চালু হয়েছে", "The system is live")
    result_words = say_lazy("পদ্ধতি চালুর সমাপ্তিপত্র", "Completion note")


KIND = Rollout()
