"""A book whose lines have numbers of their own, declared by its columns: what each is called, how wide it is,
and what stands in it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ongikar.core.i18n.say import language
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import grouped_number
from ongikar.rules.calendar.office_calendar import TZ

from .cells import number_cell, register_day_words
from .registry import Book, Cell, RegisterLine, Words
from .serial_lines import SerialLines


class Column(NamedTuple):
    """One column: its head, its share of the printed line, and its cell: words, a number, a day or a moment,
    of which the day is written; nothing for None.
    """

    words: Words
    width: int
    cell: Callable[[Any], Any]


SERIAL = Column(("ক্রমিক", "No."), 5, lambda row: number_cell(row.book_serial))


def numbered_book(
    slug: str,
    title: Words,
    columns: Sequence[Column],
    rows: Callable[[], QuerySet[Any]],
    *,
    struck: Callable[[Any], str] = lambda row: "",
    prepare: Callable[[list[Any]], None] = lambda rows: None,
    numbers: str = "",
) -> Book:
    """The book of this name: a line for each of `rows` in the order of the numbers, which stand first.

    `numbers`: under which they are given (offices/serials.py), where that is not the book's name.

    `rows`: of all offices and years. `struck`: why a line no longer holds, "" where it does. `prepare`: what
    the cells of some rows need that is read for all of them at once.
    """
    columns = (SERIAL, *columns)

    def line(row: Any) -> RegisterLine:
        return RegisterLine(tuple(as_cell(column.cell(row)) for column in columns), struck=struck(row))

    def lines(found: list[Any]) -> list[RegisterLine]:
        prepare(found)
        return [line(row) for row in found]

    def in_year(office: Office, fiscal_year: int) -> SerialLines:
        return SerialLines(
            rows().filter(office=office, fiscal_year=fiscal_year),
            lines,
            office=office,
            book=numbers or slug,
            fiscal_year=fiscal_year,
            columns=len(columns),
        )

    return Book(
        slug,
        title,
        tuple(column.words for column in columns),
        in_year,
        widths=tuple(column.width for column in columns),
    )


def as_cell(value: Any) -> str | Cell:
    """What a spreadsheet knows as a day or a number stays one."""
    if value is None:
        return ""
    if isinstance(value, str | Cell):
        return value
    if isinstance(value, datetime):
        value = value.astimezone(TZ).date()
    if isinstance(value, date):
        return Cell.of(register_day_words(value), value)
    return Cell.of(grouped_number(value, language()), value)
