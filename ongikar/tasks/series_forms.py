"""What is asked of whoever begins a series: the task, how often it comes, and by which day."""

from datetime import timedelta
from typing import Any

from ongikar.core.forms.fields import ChoiceField, DayField, WholeNumberField
from ongikar.core.i18n.say import say_lazy
from ongikar.tasks.rules import (
    BY_PERIOD,
    DATE,
    MOST_WITHIN,
    SINCE_DONE,
    UNITS,
    WEEKDAY,
    WORKING_DAY,
    DayRule,
    Recurrence,
    RecurrenceFault,
)

from .forms import GiveForm
from .series_words import UNIT_WORDS, WEEKDAYS

# How far back a series may begin: the periods since then are all raised.
OLDEST = timedelta(days=400)
LAST_WORKING_DAY, NTH_WORKING_DAY, NEXT_WORKING_DAY, ON_DATE, ON_WEEKDAY = (
    "last",
    "nth",
    "next",
    "date",
    "weekday",
)
DUE_CHOICES = [
    (LAST_WORKING_DAY, say_lazy("মেয়াদের শেষ কার্যদিবস", "The last working day of the period")),
    (NTH_WORKING_DAY, say_lazy("মেয়াদের এততম কার্যদিবস", "The nth working day of the period")),
    (NEXT_WORKING_DAY, say_lazy("পরের মেয়াদের এততম কার্যদিবস", "The nth working day of the period after")),
    (ON_DATE, say_lazy("মেয়াদের এততম দিন (ছুটি হলে পরের কার্যদিবস)", "The nth day, or the working day after it")),
    (ON_WEEKDAY, say_lazy("সপ্তাহের এক দিন", "A day of the week")),
    (SINCE_DONE, say_lazy("শেষ হওয়ার পর থেকে গুনে", "Counted from when it was last done")),
]


class SeriesForm(GiveForm):
    field_order = (
        "title",
        "words",
        "owner",
        "unit",
        "every",
        "due_on",
        "nth",
        "weekday",
        "starts_on",
        "until",
        "check",
        "evidence",
    )
    due = None  # type: ignore[assignment]  # A series has no day of its own: its rule says which.
    unit = ChoiceField(
        label=say_lazy("কত দিন পরপর", "How often"),
        choices=[(unit, say_lazy(UNIT_WORDS[unit][0], UNIT_WORDS[unit][1])) for unit in UNITS],
        many=True,
        initial="month",
    )
    every = WholeNumberField(
        label=say_lazy("কত পরপর", "Every how many"),
        help_text=say_lazy("প্রতিবার হলে ১", "1 for each"),
        least=1,
        most=366,
    )
    due_on = ChoiceField(label=say_lazy("শেষ দিন", "Due"), choices=DUE_CHOICES, initial=LAST_WORKING_DAY)
    nth = WholeNumberField(
        label=say_lazy("কততম, বা কত কার্যদিবসে", "Which, or in how many working days"),
        required=False,
        least=1,
        most=MOST_WITHIN,
    )
    weekday = ChoiceField(
        label=say_lazy("সপ্তাহের কোন দিন", "Which day of the week"),
        choices=[("", "–"), *((str(n), say_lazy(*words)) for n, words in enumerate(WEEKDAYS))],
        many=True,
        required=False,
    )
    starts_on = DayField(label=say_lazy("প্রথম দিন", "First day"))
    until = DayField(label=say_lazy("শেষ কবে", "Ends on"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"unit", "every", "due_on"} <= cleaned.keys():
            self.read_rule(cleaned)
        if (starts_on := cleaned.get("starts_on")) and starts_on < self.today - OLDEST:
            self.add_fault(
                "starts_on",
                "এত আগে থেকে শুরু করা যায় না; এক বছরের মধ্যে একটি দিন দিন।",
                "It cannot begin so long ago; name a day within the last year.",
            )
        return cleaned

    def read_rule(self, cleaned: dict[str, Any]) -> None:
        due_on, nth = cleaned["due_on"], cleaned.get("nth")
        if due_on not in (LAST_WORKING_DAY, ON_WEEKDAY) and not nth:
            self.add_fault("nth", "সংখ্যাটি লিখুন", "Write the number")
            return
        if due_on == ON_WEEKDAY and not cleaned.get("weekday"):
            self.add_fault("weekday", "সপ্তাহের দিনটি বেছে নিন", "Choose the day of the week")
            return
        try:
            if due_on == SINCE_DONE:
                rule = Recurrence(cleaned["unit"], cleaned["every"], SINCE_DONE, within=nth or 1)
            else:
                rule = Recurrence(cleaned["unit"], cleaned["every"], BY_PERIOD, due=due_rule(cleaned))
        except RecurrenceFault as fault:
            self.add_fault("every", fault.bn, fault.en)
        else:
            cleaned["rule"] = rule


def due_rule(cleaned: dict[str, Any]) -> DayRule:
    due_on, nth = cleaned["due_on"], cleaned.get("nth") or 1
    if due_on == LAST_WORKING_DAY:
        return DayRule(WORKING_DAY, -1)
    if due_on == ON_WEEKDAY:
        return DayRule(WEEKDAY, 1, int(cleaned["weekday"]))
    if due_on == ON_DATE:
        return DayRule(DATE, nth)
    return DayRule(WORKING_DAY, nth, following=due_on == NEXT_WORKING_DAY)
