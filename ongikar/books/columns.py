"""A book whose lines have numbers of their own, declared by its columns: what each is called, how wide it is,
and what stands in it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ongikar.core.i18n.say import language
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import grouped_number
from ongikar.rules.calendar.office_calendar import TZ

from .cells import number_cell, register_day_words
from .registry import BATCH, Book, Cell, RegisterLine, Words
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
    rows: Callable[[], QuerySet[Any] | Sequence[QuerySet[Any]]],
    *,
    struck: Callable[[Any], str] = lambda row: "",
    prepare: Callable[[list[Any]], None] = lambda rows: None,
    numbers: str = "",
) -> Book:
    """The book of this name: a line for each of `rows` in the order of the numbers, which stand first.

    `numbers`: under which they are given (offices/serials.py), where that is not the book's name.

    `rows`: of all offices and years, of each table that counts in it. `struck`: why a line no longer holds,
    "" where it does. `prepare`: what the cells of some rows need that is read for all of them at once.
    """
    columns = (SERIAL, *columns)

    def line(row: Any) -> RegisterLine:
        return RegisterLine(tuple(as_cell(column.cell(row)) for column in columns), struck=struck(row))

    def lines(rows: list[Any]) -> list[RegisterLine]:
        prepare(rows)
        return [line(row) for row in rows]

    def in_year(office: Office, fiscal_year: int) -> SerialLines:
        asked = rows()
        tables = [asked] if isinstance(asked, QuerySet) else asked
        return SerialLines(
            [each.filter(office=office, fiscal_year=fiscal_year) for each in tables],
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


class OrderedLines:
    """Lines of one year in the order of their rows, read only as far as they are wanted."""

    def __init__(self, rows: QuerySet[Any], lines: Callable[[list[Any]], list[RegisterLine]]) -> None:
        self.rows, self.lines = rows, lines

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        first, until, _ = wanted.indices(len(self))
        return self.lines(list(self.rows[first:until]))

    def __iter__(self) -> Iterator[RegisterLine]:
        place = 0
        while rows := list(self.rows[place : place + BATCH]):
            yield from self.lines(rows)
            place += len(rows)


def ordered_book(
    slug: str,
    title: Words,
    columns: Sequence[Column],
    rows: Callable[[Office, int], QuerySet[Any]],
    *,
    struck: Callable[[Any], str] = lambda row: "",
) -> Book:
    """A book whose lines have no numbers of their own. `rows`: of an office and a fiscal year, in their
    order.
    """

    def lines(rows: list[Any]) -> list[RegisterLine]:
        return [
            RegisterLine(tuple(as_cell(column.cell(row)) for column in columns), struck=struck(row))
            for row in rows
        ]

    return Book(
        slug,
        title,
        tuple(column.words for column in columns),
        lambda office, fiscal_year: OrderedLines(rows(office, fiscal_year), lines),
        widths=tuple(column.width for column in columns),
    )


def dated_book(
    slug: str,
    title: Words,
    columns: Sequence[Column],
    rows: Callable[[], QuerySet[Any]],
    *,
    office: str,
    moment: str,
    then: Sequence[str] = ("id",),
    struck: Callable[[Any], str] = lambda row: "",
) -> Book:
    """One whose lines stand by the day, each year from the first of July.

    `rows`: of all offices and years. `office`, `moment`: the ways over columns to the office and to the
    moment of a row; `then`: what orders the rows of one moment.
    """

    def in_year(of: Office, fiscal_year: int) -> QuerySet[Any]:
        year = {
            office: of,
            f"{moment}__gte": datetime(fiscal_year, 7, 1, tzinfo=TZ),
            f"{moment}__lt": datetime(fiscal_year + 1, 7, 1, tzinfo=TZ),
        }
        return rows().filter(**year).order_by(moment, *then)

    return ordered_book(slug, title, columns, in_year, struck=struck)


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
