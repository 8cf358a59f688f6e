"""How a job is judged before anybody goes, the table by which, and what whoever asked writes when it is
broken again.
"""

from datetime import date
from typing import Any

from django.db.models import Model

from ongikar.core.forms.fields import (
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.delivery.support.rules import EFFECTS, MOST_DAYS, URGENCIES, TriageTable
from ongikar.places.models import Part
from ongikar.records.forms import ask_column, submission_of

from .models import Job

# More sorts of parts are not offered at once.
MOST_PARTS = 300
# To be looked at across the counter nobody has to plan.
PLANNED_WAYS = [(way, words) for way, words in Job.Way.choices if way != Job.Way.COUNTER]


def ask(model: type[Model], name: str, **said: Any) -> Any:
    return ask_column(model._meta.get_field(name), **said)  # type: ignore[arg-type]  # no relation


class TriageForm(Form):
    """Taken once however often its button is pressed."""

    token = IdempotencyKeyField()
    urgency = ask(Job, "urgency", required=True)
    effect = ask(Job, "effect", required=True)
    way = ChoiceField(
        label=say_lazy("কীভাবে দেখা হবে", "How it will be looked at"),
        choices=PLANNED_WAYS,
    )
    words = TextField(
        label=say_lazy("কার্যালয়ের জন্য কথা", "A word for the office"), required=False, lines=2, max_length=500
    )

    def __init__(self, *args: Any, job: Job, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.job = job

    def facts(self) -> dict[str, Any]:
        """What the action is called with."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return given | {"submission": submission_of(self.job, self)}


def part_in_stock(part: Part) -> str:
    return say(
        "{name}; আছে {n} {unit}",
        "{name}; {n} {unit} in stock",
        name=part.name,
        n=part.balance,
        unit=part.unit,
    )


class AgainForm(Form):
    """What is wrong now, of what was said to be mended."""

    words = TextField(
        label=say_lazy("এখন কী হচ্ছে", "What happens now"),
        help_text=say_lazy("যেমন: আবার ছবি আসে না।", "For example: there is no picture again."),
        lines=3,
        max_length=2000,
    )


class TriageTableForm(Form):
    """Another table from a day on: nine numbers."""

    token = IdempotencyKeyField()
    since = DayField(
        label=say_lazy("কোন দিন থেকে", "From which day"),
    )

    def __init__(self, *args: Any, table: TriageTable, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": today}, **kwargs)
        self.today = today
        for urgency in URGENCIES:
            for effect in EFFECTS:
                field = WholeNumberField(
                    label=say(
                        "{urgency}: {effect}",
                        "{urgency}: {effect}",
                        urgency=Job.Urgency(urgency).label,
                        effect=Job.Effect(effect).label,
                    ),
                    missing=say(
                        "দিনের সংখ্যা লিখুন, সেই দিনেই হলে ০", "Write the number of days, 0 for the same day"
                    ),
                    most=MOST_DAYS,
                )
                field.initial = table.days_for(urgency, effect)
                self.fields[cell_name(urgency, effect)] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since = cleaned.get("since")
        if since and since < self.today:
            self.add_error(
                "since",
                say(
                    "আজ বা পরের কোনো দিন দিন। আগে যা ঠিক হয়েছে, তা বদলায় না।",
                    "Give today or a later day. What was judged before does not change.",
                ),
            )
        return cleaned

    @property
    def days(self) -> dict[str, dict[str, int]]:
        """Working days until the first look: `{urgency: {effect: days}}`."""
        return {
            urgency: {effect: self.cleaned_data[cell_name(urgency, effect)] for effect in EFFECTS}
            for urgency in URGENCIES
        }


def cell_name(urgency: str, effect: str) -> str:
    return f"{urgency}-{effect}"
