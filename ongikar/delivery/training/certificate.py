"""The old certificate in one form: of a training that was asked for without a call and is given without
a batch.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from ongikar.cases.kinds import Missing, Outcome
from ongikar.cases.kinds.outcome_rules import at_least, outcome_day, since_receipt
from ongikar.cases.models import Case
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import say, say_lazy

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
