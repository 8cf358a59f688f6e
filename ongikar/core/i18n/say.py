"""Saying a thing in two languages: both sentences stand side by side, and the page's language picks one.

Decision 001 tells why the sentences live in the code and not in a catalogue.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation  # noqa: TID251
from django.utils.functional import lazy

from ongikar.rules.bangla import text
from ongikar.rules.number_forms import choose_number_form

# Kept beside Django's own, which a page asks for thirty times and each time looks for in three places.
TONGUE: ContextVar[str] = ContextVar("tongue", default="bn")


def language() -> str:
    """The language of the page being made: "bn" or "en"."""
    return TONGUE.get()


def activate_language(tongue: str) -> None:
    """From here on in this language, for us and for Django, whose addresses follow it."""
    TONGUE.set(tongue)
    translation.activate(tongue)


@contextmanager
def override_language(tongue: str) -> Iterator[None]:
    """In this language as long as it lasts."""
    before = TONGUE.set(tongue)
    try:
        with translation.override(tongue):
            yield
    finally:
        TONGUE.reset(before)


def value_in_words(value: Any, tongue: str) -> str:
    """A value inside a sentence: numbers, days and moments in the words and digits of the language."""
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{text.date_words(local.date(), tongue)}, {text.time_words(local, tongue)}"
    if isinstance(value, date):
        return text.date_words(value, tongue)
    if isinstance(value, int) and not isinstance(value, bool):
        return text.grouped_number(value, tongue)
    return str(value)


def say(bn: str, en: str, **values: Any) -> str:
    """The sentence in the page's language, with its `{names}` filled in."""
    return say_in(language(), bn, en, **values)


def say_in(tongue: str, bn: str, en: str, **values: Any) -> str:
    """The sentence in a stated language: for messages and papers, whose reader is not the
    one at the screen.
    """
    sentence = choose_number_form(en, values) if tongue == "en" else bn
    return (
        text.fill(sentence, {name: value_in_words(value, tongue) for name, value in values.items()})
        if values
        else sentence
    )


say_lazy = lazy(say, str)


class InTwoLanguages:
    """For a model with `name_bn` and `name_en`: `thing.in_words("name")`, falling back to the Bangla."""

    def in_words(self, field: str, tongue: str | None = None) -> str:
        return getattr(self, f"{field}_{tongue or language()}") or getattr(self, f"{field}_bn")


# In which somebody may be written to, or a paper made.
LANGUAGES = {"bn": ("বাংলা", "Bangla"), "en": ("ইংরেজি", "English")}


def choices_of(words: Mapping[Any, tuple[str, str]]) -> list[tuple[Any, Any]]:
    """Choices for a column or a field from a table `{value: (Bangla, English)}`, in the table's order."""
    return [(value, say_lazy(*both)) for value, both in words.items()]
