"""Which limit holds for a new case: what the person is asked for it, and what the clock then starts with.

A charter row may have several limits, of which one applies, or leave the day to a letter. Both are asked in
the intake,
whatever the kind; a kind that asks for the letter's days itself is not asked for them twice.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.forms import Field

from ongikar.charter.limit_words import case_limits
from ongikar.charter.models import Service
from ongikar.core.forms.fields import ChoiceField, DayField
from ongikar.core.i18n.say import say_lazy
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.promise import Promise, compute_due
from ongikar.rules.promise.undertaking import Undertaking

if TYPE_CHECKING:
    from .kinds.intake_forms import QuestionForm

LIMIT, LETTER_DATE, DUE_DATE = "limit", "letter_date", "due_date"


def limit_question(row: Service) -> ChoiceField | None:
    """Which of the row's cases this is, each with its limit; None where the row has but one."""
    if row.charter_time.asks != "case":
        return None
    return ChoiceField(
        label=say_lazy("কোনটি আপনার জন্য?", "Which of these is yours?"),
        help_text=say_lazy("কত দিনে পাবেন, তা এর ওপর নির্ভর করে।", "It decides how soon you will have it."),
        choices=[(str(place), f"{label} ({words})") for place, (label, words) in enumerate(case_limits(row))],
        missing=say_lazy("কোনটি আপনার জন্য, বেছে নিন", "Choose which of these is yours"),
    )


def letter_questions(row: Service) -> dict[str, Field]:
    """The letter's own date and the day it names, where the row's time hangs on a letter."""
    if row.charter_time.asks != "date":
        return {}
    return {
        LETTER_DATE: DayField(
            label=say_lazy("পত্রের তারিখ", "Date of the letter"),
            missing=say_lazy("পত্রের তারিখ লিখুন", "Write the date of the letter"),
        ),
        DUE_DATE: DayField(
            label=say_lazy("কোন তারিখের মধ্যে চাওয়া হয়েছে", "Asked for by"),
            help_text=say_lazy("পত্রে তারিখ না থাকলে খালি রাখুন।", "Leave it empty if the letter names no date."),
            required=False,
        ),
    }


def ask_for_limit(form: "QuestionForm", row: Service) -> None:
    """Add what the row's time asks: which case comes first of all, the letter's days come last."""
    if question := limit_question(row):
        form.add(LIMIT, question)
        form.order_fields([LIMIT])
    letter = letter_questions(row)
    if letter.keys() & form.fields.keys():
        return
    for name, field in letter.items():
        form.add(name, field)


def check_letter(form: "QuestionForm") -> None:
    """A letter is not from the future, and names no day that has passed."""
    form.check(LETTER_DATE, form.day_behind)
    form.check(DUE_DATE, form.day_ahead)


def until_its_day(undertaking: Undertaking, day: date, calendar: Calendar, received: datetime) -> Undertaking:
    """What is asked for on a day beyond the row's limit is owed on that day: no earlier day could be kept.

    A row with steps, or without a limit, names its days itself.
    """
    promise = undertaking.promise
    if undertaking.stages or promise.unit in ("accept", "by_date"):
        return undertaking
    if compute_due(calendar, promise, received).astimezone(calendar.tz).date() >= day:
        return undertaking
    return replace(undertaking, promise=Promise("by_date", until=day))


def undertaking_of(answers: Mapping[str, Any], row: Service, own: Promise | None) -> Undertaking:
    """What a case is held to. `own`: the kind's own limit, which goes before the row's."""
    if own:
        return Undertaking(own, may_extend=row.may_extend)
    case, day = answers.get(LIMIT), answers.get(DUE_DATE)
    return row.undertaking(
        case=None if case is None else int(case), letter_day=date.fromisoformat(day) if day else None
    )
