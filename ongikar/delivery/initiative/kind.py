"""Initiative: an idea for a better service, tried small, measured, and spread or closed."""

from ongikar.cases.kinds import Intake, Kind, Outcome
from ongikar.cases.kinds.outcome_rules import needed_where, not_answered
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.i18n.say import say_lazy


class InitiativeIdea(Intake):
    title = TextField(
        label=say_lazy("উদ্যোগের নাম", "Name of the initiative"),
        missing=say_lazy("উদ্যোগের একটি নাম লিখুন", "Write a name for the initiative"),
    )
    problem = TextField(
        label=say_lazy("এখন সমস্যাটি কী", "What the problem is now"),
        help_text=say_lazy(
            "কার অসুবিধা, কত সময়, খরচ বা যাতায়াত লাগে",
            "Whose trouble it is, and what time, cost or visits it takes",
        ),
        missing=say_lazy("এখন সমস্যাটি কী, লিখুন", "Write what the problem is now"),
        lines=4,
        max_length=3000,
    )
    idea = TextField(
        label=say_lazy("কী করলে সহজ হবে", "What would make it easier"),
        missing=say_lazy("কী করলে সহজ হবে, লিখুন", "Write what would make it easier"),
        lines=4,
        max_length=3000,
    )
    owner = TextField(
        label=say_lazy("কে দায়িত্ব নেবেন", "Who will see to it"),
        help_text=say_lazy("নাম ও পদবি", "Name and post"),
        missing=say_lazy("কে দায়িত্ব নেবেন, লিখুন", "Write who will see to it"),
    )


class InitiativeResult(Outcome):
    field_order = ("ended", "measured", "words")
    ended = ChoiceField(
        label=say_lazy("উদ্যোগটির কী হলো", "What became of it"),
        missing=say_lazy("উদ্যোগটির কী হলো, বেছে নিন", "Choose what became of it"),
        choices=[
            ("replicated", say_lazy("সফল, অন্যত্রও চালু হবে", "It worked and will be spread")),
            ("kept", say_lazy("সফল, এখানেই চলবে", "It worked and stays here")),
            ("closed", say_lazy("পরীক্ষা করে বন্ধ", "Tried and closed")),
            ("not_tried", say_lazy("যাচাইয়ে বাদ", "Left out at the screening")),
        ],
    )
    measured = TextField(
        label=say_lazy("আগে ও পরে", "Before and after"),
        help_text=say_lazy(
            "সময়, খরচ ও যাতায়াত: আগে কত, পরে কত", "Time, cost and visits: how much before, how much after"
        ),
        required=False,
        lines=3,
        max_length=2000,
    )
    words = TextField(
        label=say_lazy("ফল", "Result"),
        help_text=say_lazy("কী করা হলো, কী শেখা গেল", "What was done and what was learnt"),
        missing=say_lazy("উদ্যোগের ফল লিখুন", "Write the result"),
        lines=5,
        max_length=4000,
    )


class Initiative(Kind):
    sorts = (
        Preset(
            say_lazy("উদ্ভাবনী উদ্যোগ", "Initiatives"),
            {"উদ্ভাবন": 5, "ক্ষুদ্র উন্নয়ন": 3, "উদ্যোগ": 2, "ইনোভেশন": 5, "innovation": 5, "initiative": 4},
        ),
    )
    intake_form = InitiativeIdea
    outcome_form = InitiativeResult
    rules = (
        not_answered(
            "ended",
            {
                "not_tried": (
                    "পরীক্ষা না করে উদ্যোগের কথা রাখা হয় না। বাদ দিতে হলে ওপরের পদের সিদ্ধান্ত চান।",
                    (
                        "An initiative that was never tried keeps no promise. To drop it, ask the post above"
                        " to decide."
                    ),
                )
            },
        ),
        needed_where(
            "measured",
            "ended",
            frozenset({"replicated", "kept", "closed"}),
            (
                "উদ্যোগ মেপে দেখার কথা: আগে ও পরে কত, লিখুন",
                "An initiative is measured: write what it was before and after",
            ),
        ),
    )
    headline = "title"
    keep_words = say_lazy("উদ্যোগের ফল লিখুন", "Write the result of the initiative")
    result_words = say_lazy("উদ্যোগের ফলাফলপত্র", "Result note")


KIND = Initiative()
