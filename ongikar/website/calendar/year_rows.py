"""The rows of a calendar that speak of one year, as its page lists them: what, when, by which memo."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ongikar.frame.say import language, say
from ongikar.rules.bangla import day_month, digits
from ongikar.rules.calendar import Calendar
from ongikar.rules.calendar_rows import KINDS, WITHDRAWN, WORKING
from ongikar.rules.hours_words import windows_words

OTHER_HOURS = ("বিশেষ অফিস সময়", "special office hours")


class Listed(NamedTuple):
    """One row: its kind as the calendar names it, and its words in the page's language.

    `is_over`: a later order took back all its days in this year.
    """

    kind: str
    kind_words: str
    name: str
    days: str
    hours: str
    source: str
    is_provisional: bool
    is_over: bool


def listed(data: Mapping[str, Any], calendar: Calendar, year: int) -> list[Listed]:
    """The rows with a day in the year, in order of time."""
    found = []
    for kind, row in rows(data):
        first, last = date.fromisoformat(row["from"]), date.fromisoformat(row.get("to", row["from"]))
        if first.year <= year <= last.year:
            found.append((first, last, in_words(kind, row, first, last, calendar)))
    return [words for *_, words in sorted(found, key=lambda each: each[:2])]


def rows(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for row in data.get("days", ()):
        yield row["kind"], row
    for row in data.get("windows", ()):
        yield "hours", row


def in_words(
    kind: str, row: Mapping[str, Any], first: date, last: date, calendar: Calendar, *, with_year: bool = False
) -> Listed:  # fmt: skip
    tongue, names = language(), KINDS.get(kind, OTHER_HOURS)
    return Listed(
        kind, say(*names), row.get(f"name_{tongue}") or row.get("name_bn") or say(*names),
        dated_span(first, last) if with_year else span(first, last), windows_words(row.get("hours", ()), tongue),
        told(row, "memo") or told(row, "source"), bool(row.get("provisional")), is_over(kind, first, last, row, calendar),
    )  # fmt: skip


def told(row: Mapping[str, Any], field: str) -> str:
    """By whose word a row stands, in the page's language where the row has it so. An order given on screen has one wording."""
    return row.get(f"{field}_{language()}") or row.get(field, "")


def is_over(kind: str, first: date, last: date, row: Mapping[str, Any], calendar: Calendar) -> bool:
    """Whether nothing is left of a holiday or an ordered working day."""
    days = range(first.toordinal(), last.toordinal() + 1)
    if kind == WORKING:
        return not any(day in calendar.rows.opened for day in days)
    if kind in ("hours", WITHDRAWN, "optional"):
        return False
    name = row.get("name_bn") or KINDS[kind][0]
    return not any(name in closed.name_bn for day in days if (closed := calendar.rows.closed.get(day)))


def span(first: date, last: date) -> str:
    """২৬ মার্চ; ২৬–৩১ মে; ২৬ মে – ২ জুন."""
    tongue = language()
    if first == last:
        return day_month(first, tongue)
    if (first.year, first.month) == (last.year, last.month):
        return day_month(last, tongue).replace(day_number(last), f"{day_number(first)}–{day_number(last)}", 1)
    return f"{day_month(first, tongue)} – {day_month(last, tongue)}"


def day_number(day: date) -> str:
    return digits(day.day, language())


def dated_span(first: date, last: date) -> str:
    """The same with its year, or both of them."""
    if first.year == last.year:
        return f"{span(first, last)} {digits(last.year, language())}"
    return f"{dated_span(first, first)} – {dated_span(last, last)}"
