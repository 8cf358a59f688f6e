"""How a value of a record is shown, whatever it is: the same on lists, pages and papers."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any, NamedTuple

from django.db import models
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe

from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import choices_of, language, override_language, say
from ongikar.core.templatetags.icons import state as state_tag
from ongikar.core.templatetags.words import day_short, moment, n
from ongikar.rules.bangla.text import digits

from .models import Strikable

NOTHING = mark_safe("–")
Words = tuple[str, str]


# Looks of columns that several lists have: on a phone, where no list has a head, they need no label.
OWN_LOOKS = frozenset({"svc meta", "own", "state", "due"})


class State(NamedTuple):
    """Where a record stands, in both languages, and the look of its tag (core/templatetags/icons.py)."""

    bn: str
    en: str
    look: str = "wait"

    def __str__(self) -> str:
        return say(self.bn, self.en)


class Due(NamedTuple):
    """By when something is owed, as a list has it: the words, and whether the day is over. `bar`: its promise
    as it is drawn there, and `tag` its state, where the day does not say how it stands.
    """

    at: date
    words: str
    is_late: bool = False
    bar: str = ""
    tag: str = ""


class TwoLines(NamedTuple):
    """What stands above, and below it what is read less often, such as a number."""

    above: Any
    below: Any


def choices_of_states(states: Mapping[str, State]) -> list[tuple[str, Any]]:
    """For the column in which the state of a record is kept."""
    return choices_of({name: (state.bn, state.en) for name, state in states.items()})


def label[Shown: Callable[..., Any]](bn: str, en: str, look: str = "") -> Callable[[Shown], Shown]:
    """Says what a method of a Desk shows: the head of its column, the term of its line. `look`: of its column
    where other lists show the like (lines.py).
    """

    def say_what(shown: Shown) -> Shown:
        shown.words = (bn, en)  # type: ignore[attr-defined]  # read by `label_of` alone
        shown.look = look or shown.__name__  # type: ignore[attr-defined]  # read by `look_of` alone
        return shown

    return say_what


def label_of(desk: Any, name: str) -> str:
    """Of a method of the desk its label, of a column of its model the column's own."""
    if words := getattr(getattr(desk, name, None), "words", None):
        return say(*words)
    words = str(desk.model._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def look_of(desk: Any, name: str) -> str:
    """How the column of a list looks; "" of any that is its list's own."""
    look = str(getattr(getattr(desk, name, None), "look", name))
    return look if look in OWN_LOOKS else ""


def value_of(desk: Any, name: str, record: models.Model) -> Any:
    """What the method of the desk of this name says of the record; else its column, with the words of its
    choice.
    """
    if callable(method := getattr(desk, name, None)):
        return method(record)
    if (words := getattr(record, f"get_{name}_display", None)) is not None:
        return words()
    return getattr(record, name)


def show_value(value: Any) -> str:
    """A value as a page of the language at hand shows it; a list below each other, nothing as a dash."""
    if isinstance(value, SafeString):
        return value
    if isinstance(value, State):
        return state_tag(value.look, str(value))
    if isinstance(value, Due):
        return due_words(value)
    if isinstance(value, TwoLines):
        lines = map(show_value, value)
        return format_html('<span>{}</span> <span class="muted num">{}</span>', *lines)
    if isinstance(value, Strikable):
        return struck_words(value)
    if isinstance(value, models.Model):
        return mark_languages(value.in_words() if hasattr(value, "in_words") else str(value))
    if isinstance(value, datetime):
        return mark_safe(moment(value))  # noqa: S308
    if isinstance(value, date):
        return mark_safe(day_short(value))  # noqa: S308
    if isinstance(value, bool):
        return mark_safe(say("হ্যাঁ", "Yes") if value else say("না", "No"))  # noqa: S308
    if isinstance(value, int):
        return mark_safe(n(value))  # noqa: S308
    if isinstance(value, Decimal):
        return mark_safe(digits(f"{value:f}", language()))  # noqa: S308
    if isinstance(value, list | tuple | models.QuerySet):
        return format_html_join(mark_safe("<br>"), "{}", ((show_value(each),) for each in value)) or NOTHING
    return mark_languages(str(value)) if value not in (None, "") else NOTHING


def due_words(due: Due) -> SafeString:
    look = " late-text" if due.is_late else ""
    words = format_html('<p class="small{}">{}</p>', look, due.words) if due.words else ""
    tag = format_html('<p class="small">{}</p>', due.tag) if due.tag else ""
    return format_html("{}{}{}", due.bar, tag, words)


def struck_words(row: Strikable) -> str:
    """A line; one that was struck through crossed out, with the reason."""
    words = mark_languages(row.in_words())
    if not row.is_struck:
        return words
    return format_html(
        '<s>{}</s> <span class="small muted">{}</span>', words, mark_languages(row.struck_reason)
    )


def plain_words(value: Any) -> str:
    """As a page shows it, without its marks."""
    if isinstance(value, TwoLines):
        return "; ".join(map(plain_words, value))
    if isinstance(value, Due):
        return value.words
    return unescape(strip_tags(show_value(value).replace("<br>", "; "))).strip()


def words_of(lazy: Any) -> tuple[str, str]:
    """Both languages of words that are said in the one at hand."""
    said = []
    for tongue in ("bn", "en"):
        with override_language(tongue):
            words = str(lazy)
            said.append(words[:1].upper() + words[1:])
    return said[0], said[1]
