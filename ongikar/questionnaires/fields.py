"""A question as a field of a form: on the pages of a questionnaire, and in an application."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import CheckboxSelectMultiple

from ongikar.core.forms.fields import NAMELESS, CheckboxField, Field, ListBox, UploadField
from ongikar.core.forms.typed import DAY, TypedBoundField, TypedInput
from ongikar.core.forms.typed import TIME as TIME_OF_DAY
from ongikar.core.i18n.say import language, say, value_in_words
from ongikar.rules.bangla.text import digits
from ongikar.rules.questionnaire.answers import range_of, read_answer
from ongikar.rules.questionnaire.definition import (
    ACKNOWLEDGE,
    CALCULATE,
    DATE,
    GEOPOINT,
    MANY,
    NOTE,
    NUMBERS,
    RANGE,
    SELECTS,
    TEXT,
    TIME,
    UNASKED,
    UPLOADS,
    Choice,
    Question,
    words_in,
)
from ongikar.rules.questionnaire.values import number_text
from ongikar.rules.typed_days import TypedFault

# More choices than this stand in a list box, more steps of a range are typed.
MOST_BUTTONS, MOST_STEPS = 12, 11
# What sheets call a text of several lines.
LONG_TEXT = frozenset({"multiline", "multi_line"})


class AnswerField(Field, forms.Field):
    """Takes what was typed or chosen as rules/questionnaire/answers.py does; its value is what is kept."""

    bound_field_class = TypedBoundField

    def __init__(self, question: Question, choices: Iterable[Choice], **kwargs: Any) -> None:
        self.question, self.offered = question, [choice.name for choice in choices]
        super().__init__(**kwargs)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen, for a page that is printed; nothing where it is typed."""
        return list(getattr(self.widget, "choices", ()))

    def clean(self, value: Any) -> Any:
        typed = [str(each) for each in value] if isinstance(value, list | tuple) else [str(value or "")]
        if isinstance(value, bool):
            typed = ["yes"] if value else [""]
        try:
            kept = read_answer(self.question, typed, self.offered)
        except TypedFault as fault:
            raise ValidationError(say(fault.bn, fault.en), NAMELESS) from None
        if kept == "" and self.required:
            raise ValidationError(self.error_messages["required"], "required")
        return kept


def answer_field(
    question: Question, choices: tuple[Choice, ...] = (), *, required: bool = False
) -> forms.Field:
    """The field of a question that is asked, in the language at hand."""
    tongue = language()
    common: dict[str, Any] = {
        "label": words_in(question.label, tongue),
        "help_text": words_in(question.hint, tongue),
        "required": required,
    }
    if said := words_in(question.required_message, tongue):
        common["missing"] = said
    if question.type in UPLOADS:
        return UploadField(**common)
    if question.type == ACKNOWLEDGE:
        return AcknowledgeField(**common)
    return AnswerField(question, offered_choices(question, choices), **common, **look_of(question, choices))


class AcknowledgeField(CheckboxField):
    """A tick; what is kept of it is a word, as every program of the standard has it."""

    def clean(self, value: Any) -> Any:
        return "yes" if super().clean(value) else ""


def offered_choices(question: Question, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Of a range its steps, where they can be pressed."""
    return range_choices(question) if question.type == RANGE and has_buttons(question) else choices


def has_buttons(question: Question) -> bool:
    start, end, step = range_of(question)
    return (end - start) / step < MOST_STEPS


def range_choices(question: Question) -> tuple[Choice, ...]:
    start, end, step = range_of(question)
    count = round((end - start) / step) + 1
    names = [number_text(start + step * place) for place in range(count)]
    return tuple(Choice(name, {"bn": digits(name), "en": name}) for name in names)


def look_of(question: Question, choices: tuple[Choice, ...]) -> dict[str, Any]:
    """Its widget, and how wide it is."""
    if question.type in SELECTS or (question.type == RANGE and has_buttons(question)):
        return {"widget": choosing_widget(question, offered_choices(question, choices))}
    if question.type == DATE:
        return {"widget": TypedInput(DAY, inputmode="numeric"), "width": "w11"}
    if question.type == TIME:
        return {"widget": TypedInput(TIME_OF_DAY), "width": "w11"}
    if question.type in NUMBERS:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        return {"widget": forms.TextInput(attrs=attrs), "width": "w5"}
    if question.type == GEOPOINT:
        return {"widget": forms.TextInput(attrs={"autocomplete": "off"}), "width": "w11"}
    if question.type == TEXT and question.appearance in LONG_TEXT:
        return {"widget": forms.Textarea(attrs={"rows": 4}), "width": ""}
    return {"widget": forms.TextInput()}


def choosing_widget(question: Question, choices: tuple[Choice, ...]) -> forms.Widget:
    tongue = language()
    listed = [(choice.name, words_in(choice.label, tongue)) for choice in choices]
    if question.type == MANY:
        return CheckboxSelectMultiple(choices=listed)
    if len(listed) > MOST_BUTTONS or question.appearance == "minimal":
        return ListBox(choices=[("", say("বেছে নিন", "Choose")), *listed])
    return forms.RadioSelect(choices=listed)


def answer_words(question: Question, choices: Iterable[Choice], kept: Any) -> str:
    """A kept answer as a person would say it, in the language at hand."""
    tongue = language()
    if question.type in SELECTS:
        names = kept if isinstance(kept, list) else [kept]
        labels = {choice.name: words_in(choice.label, tongue) for choice in choices}
        return ", ".join(labels.get(name, str(name)) for name in names)
    return SAID[question.type](kept) if question.type in SAID else str(kept)


def said_number(kept: Any) -> str:
    return digits(number_text(float(kept)), language())


def said_day(kept: Any) -> str:
    try:
        return value_in_words(date.fromisoformat(str(kept)), language())
    except ValueError:
        return str(kept)


def said_computed(kept: Any) -> str:
    if isinstance(kept, bool):
        return say("হ্যাঁ", "Yes") if kept else say("না", "No")
    return said_number(kept) if isinstance(kept, int | float) else str(kept)


SAID: dict[str, Callable[[Any], str]] = {
    DATE: said_day,
    TIME: lambda kept: digits(str(kept), language()),
    GEOPOINT: lambda kept: digits(str(kept), language()),
    ACKNOWLEDGE: lambda kept: say("হ্যাঁ", "Yes"),
    CALCULATE: said_computed,
    **dict.fromkeys(NUMBERS, said_number),
    **dict.fromkeys(UPLOADS, lambda kept: str(kept.get("name", "")) if isinstance(kept, dict) else str(kept)),
}


def is_field(question: Question) -> bool:
    """Whether anything can be typed for it."""
    return question.type not in UNASKED and question.type != NOTE and not question.read_only
