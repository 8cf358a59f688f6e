"""Initiative: an idea for a better service, tried small, measured, and spread or closed."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ongikar.cases.kinds import Intake, Missing, Outcome
from ongikar.cases.kinds.outcome_rules import needed_where, not_answered
from ongikar.cases.models import Case
from ongikar.cases.record_desk import RecordKind
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.i18n.say import override_language, say, say_lazy
from ongikar.delivery.initiative.rules import is_success

from . import models
from .models import Measurement, measured_words
from .transitions import SUCCESSES


class InitiativeIdea(Intake):
    title = TextField(
        label=say_lazy("উদ্যোগের নাম", "Name of the initiative"),
    )
    problem = TextField(
        label=say_lazy("এখন সমস্যাটি কী", "What the problem is now"),
        help_text=say_lazy(
            "কার অসুবিধা, কত সময়, খরচ বা যাতায়াত লাগে",
            "Whose trouble it is, and what time, cost or visits it takes",
        ),
        lines=4,
        max_length=3000,
    )
    idea = TextField(
        label=say_lazy("কী করলে সহজ হবে", "What would make it easier"),
        lines=4,
        max_length=3000,
    )
    owner = TextField(
        label=say_lazy("কে দায়িত্ব নেবেন", "Who will see to it"),
        help_text=say_lazy("নাম ও পদবি", "Name and post"),
    )


class InitiativeResult(Outcome):
    field_order = ("ended", "measured", "words")
    ended = ChoiceField(
        label=say_lazy("উদ্যোগটির কী হলো", "Outcome"),
        choices=[
            ("closed", say_lazy("পরীক্ষা করে বন্ধ", "Tried and closed")),
            ("kept", say_lazy("সফল, এখানেই চলবে", "It worked and stays here")),
            ("replicated", say_lazy("সফল, অন্যত্রও চালু হবে", "It worked and will be spread")),
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
        lines=5,
        max_length=4000,
    )


def is_measured(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """No success without a measurement, and none of which nothing got better."""
    if outcome.get("ended") not in SUCCESSES:
        return
    rows = measurements_of(case)
    if not rows:
        yield Missing(
            "ended",
            say(
                "আগে ও পরে মাপা না হলে উদ্যোগ সফল বলা যায় না। উদ্যোগের পাতায় মাপ লিখুন।",
                "Nothing is called a success that was not measured before and after. Enter the measurement on"
                " the page of the initiative.",
            ),
        )
    elif not is_success(row.change for row in rows):
        yield Missing(
            "ended",
            say(
                "মাপে সময়, খরচ বা যাতায়াত কোনোটিই কমেনি, তাই সফল বলা যায় না।",
                "By the measurement neither time, cost nor visits became less, so it is no success.",
            ),
        )


def as_measured(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """What was measured is told as it stands in the measurements."""
    said, known = outcome.get("measured"), known_measured(case)
    if said and known and "".join(str(said).split()) != "".join(known.split()):
        yield Missing(
            "measured",
            say(
                "মাপগুলো উদ্যোগের পাতা থেকে আসে, এখানে বদলানো যায় না। বদলাতে হলে সেখানে নতুন মাপ লিখুন।",
                "The figures come from the page of the initiative and are not changed here. To change them,"
                " enter a new measurement there.",
            ),
        )


def measurements_of(case: Case) -> list[Measurement]:
    initiative = models.Initiative.objects.filter(case=case).first()
    return list(initiative.standing_measurements()) if initiative else []


def known_measured(case: Case) -> str:
    """In the office's own first language, as outcomes are kept; "" where nothing was measured."""
    with override_language("bn"):
        return measured_words(measurements_of(case))


class Initiative(RecordKind):
    record = models.Initiative
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
        is_measured,
        as_measured,
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
    # Since the second an initiative has rows: its acts, measurements and places.
    form_version = 2
    headline = "title"
    keep_words = say_lazy("উদ্যোগের ফল লিখুন", "Write the result of the initiative")
    result_words = say_lazy("উদ্যোগের ফলাফলপত্র", "Result note")

    def known_outcome(self, case: Case) -> Mapping[str, Any]:
        measured = known_measured(case)
        return {"measured": measured} if measured else {}


KIND = Initiative()
