"""The two forms of a kind: what it asks at the start, and what the officer writes at the end."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ongikar.charter.models import Service
from ongikar.charter.terms import case_limits
from ongikar.charter.undertakings import DUE_DATE, LETTER_DATE, LIMIT
from ongikar.core.forms.fields import (
    NAMELESS,
    CheckboxField,
    ChoiceField,
    DayField,
    TextField,
    TimeOfDayField,
    UploadField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy, value_in_words
from ongikar.letters.rules.postal_address import is_deliverable
from ongikar.questionnaires.intake import PREFIX as EXTRA
from ongikar.questionnaires.intake import VERSION as EXTRA_VERSION
from ongikar.questionnaires.intake import ExtraQuestions, answered_extra, extra_of
from ongikar.rules.bangla.text import time_words

YES_NO = [("yes", say_lazy("হ্যাঁ", "Yes")), ("no", say_lazy("না", "No"))]
# A day further ahead than this is a slip of the pen.
YEARS_AHEAD = 2


def is_answered(answer: Any) -> bool:
    """Whether anything was said; a nought is an answer."""
    return answer is not None and answer is not False and answer not in ("", [])


class TextQuestions(NamedTuple):
    """The questions of a charter row that are answered in words: in sentences, and on one line."""

    sentences: list[str]
    lines: list[str]


class QuestionForm(Form):
    """Questions under one charter row, whose answers are stored as plain JSON and told again in words.

    `today` is what the days asked for are held against; without it, the day on which the form is made.
    """

    # Fields whose day may not have passed, and fields whose day may not still be to come.
    ahead: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    def __init__(self, *args: Any, service: Service, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service, self.given_today = service, today
        self.ask()

    def ask(self) -> None:
        """Shape the questions by `self.service.options`, e.g. which places may be chosen."""

    def add(self, name: str, field: forms.Field) -> None:
        """One more question, decided on in `ask`."""
        self.fields[name] = field

    def relabel(self, name: str, label: Any) -> None:
        """Another wording of a question, decided on in `ask`."""
        self.fields[name].label = label

    @property
    def today(self) -> date:
        return self.given_today or timezone.localdate()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in self.ahead:
            self.check(name, self.day_ahead, code=NAMELESS)
        for name in self.behind:
            self.check(name, self.day_behind, code=NAMELESS)
        return cleaned

    def check(self, name: str, fault_of: Callable[[Any], str], *, code: str | None = None) -> None:
        """Mark an answered field with the sentence `fault_of` has for its answer, if it has one.

        `code`: NAMELESS where the sentence does not say which field it is about.
        """
        answer = self.cleaned_data.get(name)
        if is_answered(answer) and (fault := fault_of(answer)):
            self.add_error(name, ValidationError(fault, code))

    def day_ahead(self, day: date) -> str:
        if day < self.today:
            return say(
                "এই দিনটি পেরিয়ে গেছে। আজ বা পরের কোনো দিন লিখুন।",
                "This day has passed. Write today or a later day.",
            )
        if day.year > self.today.year + YEARS_AHEAD:
            return say(
                "দিনটি অনেক দূরে। বছরটি মিলিয়ে দেখুন।",
                "This day is very far off. Check the year.",
            )
        return ""

    def day_behind(self, day: date) -> str:
        if day > self.today:
            return say(
                "এই দিনটি এখনো আসেনি। আজ বা আগের কোনো দিন লিখুন।",
                "This day has not come yet. Write today or an earlier day.",
            )
        return ""

    def as_answers(self) -> dict[str, Any]:
        """The cleaned answers as plain JSON: days and times as ISO text. What was not answered is left out,
        and so are files.
        """
        return {
            name: answer.isoformat() if isinstance(answer, date | time) else answer
            for name, answer in self.cleaned_data.items()
            if is_answered(answer) and not isinstance(self.fields[name], UploadField)
        }


class Intake(QuestionForm):
    """What the kind asks the person, and with it what the limit of the charter row hangs on."""

    # Whether the office checks who somebody is, even where the charter row lists no identity paper.
    asks_identity = False
    # Questions on which the promise, the right to the service or its urgency rests, beside those of the
    # row's limit.
    rests_on: tuple[str, ...] = ()
    # Questions that a link may answer beforehand, such as on the page of which call "apply" was pressed.
    from_links: tuple[str, ...] = ()
    # The question that asks for the number of the letter by which it came; "" where none does.
    letter_memo = ""

    def __init__(self, *args: Any, service: Service, may_leave_out: bool = False, **kwargs: Any) -> None:
        """`may_leave_out`: at the counter only what the promise rests on must be answered at once."""
        super().__init__(*args, service=service, **kwargs)
        own = set(self.fields)
        ask_for_limit(self, service)
        self.asks_for_letter = DUE_DATE in self.fields and DUE_DATE not in own
        self.may_leave_out = may_leave_out
        # What was answered before, where only the rest is asked.
        self.known: Mapping[str, Any] = {}
        # What the office itself asks with this row, beside its kind.
        self.extra = extra_of(service, self.today)
        if self.extra:
            for name, field in self.extra.fields():
                self.add(name, field)
        if may_leave_out:
            for name in self.can_wait:
                self.fields[name].required = False

    def begin_with(self, linked: Mapping[str, str]) -> None:
        """Show what the link chose, where it is one of the choices; the person may choose another."""
        for name in self.from_links:
            field, chosen = self.fields.get(name), linked.get(name, "")
            if isinstance(field, ChoiceField) and chosen and field.valid_value(chosen):
                self.initial[name] = chosen

    @property
    def always_asked(self) -> list[str]:
        """What is asked at once, whoever types: a promise counted without it could be another one."""
        return [name for name in self.fields if name in (LIMIT, LETTER_DATE, DUE_DATE, *self.rests_on)]

    @property
    def can_wait(self) -> list[str]:
        """What must be known and may be asked later; until then it is a debt of the case (`Kind.debts`)."""
        at_once = self.always_asked
        return [name for name, field in self.fields.items() if field.required and name not in at_once]

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.asks_for_letter:
            check_letter(self)
        if self.extra:
            self.check_extra(self.extra)
        return self.cleaned_data

    def check_extra(self, extra: ExtraQuestions) -> None:
        """What was not asked after all is dropped, right or wrong; the rest is judged with all answers."""
        dropped, faults = extra.judge({**self.known, **self.cleaned_data})
        for name in dropped:
            self.cleaned_data.pop(name, None)
            self.errors.pop(name, None)
        for name, fault in faults.items():
            is_missing = not is_answered(self.cleaned_data.get(name))
            if name in self.fields and name not in self.errors and not (is_missing and self.may_leave_out):
                self.add_error(name, ValidationError(fault, NAMELESS))

    def as_answers(self) -> dict[str, Any]:
        answers = super().as_answers()
        if self.extra and any(name.startswith(EXTRA) for name in self.fields):
            answers[EXTRA_VERSION] = self.extra.version.pk
        return answers

    def was_asked(self, name: str, answers: Mapping[str, Any]) -> bool:
        """Whether a question stood there when these answers were given: extra ones come and go."""
        if self.extra is None or not name.startswith(EXTRA):
            return True
        return answers.get(EXTRA_VERSION) == self.extra.version.pk

    def contact_needed(self) -> dict[str, str]:
        """What the valid answers make necessary to reach the person: the contact's field → why, said beside
        it.
        """
        return {}

    def contact_faults(self, given: Mapping[str, Any]) -> dict[str, str]:
        """Of what the answers make necessary that which is missing, or too little for the post: the contact's
        field → the sentence beside it.
        """
        return {
            name: reason
            for name, reason in self.contact_needed().items()
            if not given.get(name) or (name == "address" and not is_deliverable(given[name]))
        }


class Outcome(QuestionForm):
    """What the officer writes when the promise is kept.

    `closing`: what the answer page asks besides (officer/closing_form.py); it has the last word on what was
    written.
    """

    closing: Any = None

    words = TextField(
        label=say_lazy("কী দেওয়া হলো", "What was given"),
        help_text=say_lazy("আবেদনকারী এই লেখাটি পাবেন।", "The applicant will receive these words."),
        lines=5,
        max_length=5000,
    )

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django’s own; its stubs leave it out
        if self.closing:
            self.closing.judge()


def answered_questions(
    form: Callable[..., QuestionForm], answers: Mapping[str, Any], row: Service
) -> Iterator[tuple[str, str, str]]:
    """The questions of a form that were answered, as (name, question, answer in words), in the language at
    hand; the office's own extra ones as they were put then.
    """
    for name, field in form(service=row).fields.items():
        if is_answered(answers.get(name)) and not name.startswith(EXTRA):
            yield name, str(field.label), answer_in_words(field, answers[name])
    if EXTRA_VERSION in answers:
        yield from answered_extra(answers, row.version.office, timezone.localdate())


def register_entry(
    form: Callable[..., QuestionForm], answers: Mapping[str, Any], row: Service, names: Iterable[str]
) -> dict[str, str]:
    """The named questions of a form, heading → answer in words, "" where there is none."""
    return {
        str(field.label): answer_in_words(field, answers[name]) if is_answered(answers.get(name)) else ""
        for name, field in form(service=row).fields.items()
        if name in names
    }


def answer_in_words(field: forms.Field, answer: Any) -> str:
    """One stored answer as a person would say it."""
    return next(
        (say_it(field, answer) for kind, say_it in ANSWER_FORMATTERS if isinstance(field, kind)), str(answer)
    )


ANSWER_FORMATTERS: list[tuple[type, Callable[[Any, Any], str]]] = [
    (ChoiceField, lambda field, answer: str(dict(field.choices).get(answer, answer))),
    (DayField, lambda field, answer: value_in_words(date.fromisoformat(answer), language())),
    (TimeOfDayField, lambda field, answer: time_words(time.fromisoformat(answer), language())),
    (CheckboxField, lambda field, answer: say("হ্যাঁ", "Yes")),
    (WholeNumberField, lambda field, answer: value_in_words(answer, language())),
]


# A charter row may have several limits, of which one applies, or leave the day to a letter. Both are
# asked in the intake, whatever the kind; a kind that asks for the letter's days itself is not asked for
# them twice.


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


def letter_questions(row: Service) -> dict[str, forms.Field]:
    """The letter's own date and the day it names, where the row's time hangs on a letter."""
    if row.charter_time.asks != "date":
        return {}
    return {
        LETTER_DATE: DayField(
            label=say_lazy("পত্রের তারিখ", "Date of the letter"),
        ),
        DUE_DATE: DayField(
            label=say_lazy("কোন তারিখের মধ্যে চাওয়া হয়েছে", "Asked for by"),
            help_text=say_lazy("পত্রে তারিখ না থাকলে খালি রাখুন।", "Leave it empty if the letter names no date."),
            required=False,
        ),
    }


def ask_for_limit(form: QuestionForm, row: Service) -> None:
    """Add what the row's time asks: which case comes first of all, the letter's days come last."""
    if question := limit_question(row):
        form.add(LIMIT, question)
        form.order_fields([LIMIT])
    letter = letter_questions(row)
    if letter.keys() & form.fields.keys():
        return
    for name, field in letter.items():
        form.add(name, field)


def check_letter(form: QuestionForm) -> None:
    """A letter is not from the future, and names no day that has passed."""
    form.check(LETTER_DATE, form.day_behind)
    form.check(DUE_DATE, form.day_ahead)
