"""What the services ask, as further columns of the sheet of running cases: a promise counted without an
answer that it rests on could be another one, so the sheet brings the answers along.

A column is known by the question's own words, in either language; which of them a row must answer hangs on
its service.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, cast

from django import forms

from ongikar.cases.kinds import Intake, is_asked_for, kind_of
from ongikar.charter.models import Service
from ongikar.core.forms.fields import CheckboxField, ChoiceField, DayField, TimeOfDayField, UploadField
from ongikar.core.forms.sheet_days import day_of_cell
from ongikar.core.i18n.say import language, override_language, say
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import latin_digits

from .tables import ANSWER

YES = {fold(words) for words in ("হ্যাঁ", "yes", "1", "true", "x", "✓")}
# So many choices are named to whoever wrote none of them.
MOST_NAMED = 8


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """One question: its words by language, and of one of a few each choice's, by its value."""

    name: str
    words: dict[str, str]
    field: forms.Field
    is_needed: bool
    choices: dict[str, dict[str, str]] = dataclasses.field(default_factory=dict)

    @property
    def heading(self) -> str:
        return self.words[language()]

    @property
    def choice_words(self) -> list[str]:
        return [words[language()] for value, words in self.choices.items() if value]

    def typed_answer(self, cells: Mapping[str, str]) -> str:
        """What the row of a sheet says under it, in whichever language its heading stands."""
        return next((cells[key] for key in map(answer_key, self.words.values()) if cells.get(key)), "")

    def as_sent(self, text: str) -> str:
        """The cell as a page would have sent it; what cannot be read is left for the form to say."""
        if isinstance(self.field, ChoiceField):
            return self.choice_of(text)
        if isinstance(self.field, CheckboxField):
            return "on" if fold(text) in YES else ""
        if isinstance(self.field, DayField):
            day = day_of_cell(text)
            return day.isoformat() if day else text
        if isinstance(self.field, TimeOfDayField):
            return read_time(text)
        return text

    def choice_of(self, text: str) -> str:
        """The value of a choice that is written out, or begun so that only one can be meant."""
        wanted = fold(text)
        known = {
            fold(said): value for value, words in self.choices.items() for said in (value, *words.values())
        }
        begun = {value for words, value in known.items() if words.startswith(wanted)}
        return known.get(wanted) or (begun.pop() if len(begun) == 1 else text)


def answer_key(heading: str) -> str:
    return ANSWER + fold(heading)


def read_time(text: str) -> str:
    """A time of day; a spreadsheet may count it as a part of the day."""
    whole, point, part = latin_digits(text).partition(".")
    # Of people only 10.30 is to be expected, never 0.4375.
    if whole in ("", "0") and point and part.isascii() and part.isdigit() and len(part) > 2:
        minutes = round(float(f"0.{part}") * 24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return text


def questions_of(row: Service, today: date) -> dict[str, Question]:
    """What a row of the charter asks, but for files, by the names of the kind."""
    intakes = {}
    for tongue in ("bn", "en"):
        with override_language(tongue):
            intakes[tongue] = said_by(kind_of(row).intake_form(service=row, today=today, may_leave_out=True))
    form, _ = intakes["bn"]
    at_once = form.always_asked
    return {
        name: Question(
            name,
            {tongue: said[name][0] for tongue, (_, said) in intakes.items()},
            each,
            name in at_once,
            {
                value: {tongue: said[name][1][value] for tongue, (_, said) in intakes.items()}
                for value in intakes["bn"][1][name][1]
            },
        )
        for name, each in form.fields.items()
        if not isinstance(each, UploadField)
    }


def said_by(form: Intake) -> tuple[Intake, dict[str, tuple[str, dict[str, str]]]]:
    """The form with the words of its questions and choices in the language at hand."""
    return form, {
        name: (
            str(each.label),
            {str(value): str(words) for value, words in choices_of(each)},
        )
        for name, each in form.fields.items()
    }


def choices_of(field: forms.Field) -> list[tuple[Any, Any]]:
    return list(cast(Iterable[tuple[Any, Any]], field.choices)) if isinstance(field, ChoiceField) else []


def answers_typed(questions: Iterable[Question], cells: Mapping[str, str]) -> dict[str, str]:
    """What the row says under the questions of its service, as a page would have sent it."""
    typed = ((each, each.typed_answer(cells)) for each in questions)
    return {each.name: each.as_sent(text) for each, text in typed if text}


def fault_words(form: forms.Form, questions: Mapping[str, Question], sent: Mapping[str, Any]) -> str:
    """What is wrong with the answers, and under which heading; of a choice also what may be written."""
    said = []
    for name, faults in form.errors.items():
        question = questions.get(name)
        if question is None:
            # A file can be handed over at the desk alone.
            label = form.fields[name].label if name in form.fields else ""
            said.append(say("{label}: কাউন্টারে দিন", "{label}: give it at the counter", label=str(label)))
            continue
        why = " ".join(map(str, faults))
        if 0 < len(question.choice_words) <= MOST_NAMED:
            why = say("লিখুন: {words}", "write one of: {words}", words=", ".join(question.choice_words))
        elif not sent.get(name):
            why = say("এই কলামে উত্তর লেখা নেই", "nothing stands in this column")
        said.append(f"“{question.heading}”: {why}")
    return "; ".join(said)


def needed_questions(services: Iterable[Service], today: date) -> Iterator[tuple[Service, Question]]:
    """Of every row that somebody asks for, what its promise rests on."""
    for row in services:
        if is_asked_for(row):
            for question in questions_of(row, today).values():
                if question.is_needed:
                    yield row, question
