"""The books an office keeps: each says its columns and gives its lines; the app that writes one registers
it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from django.db.models import QuerySet

from ongikar.cases.register_lines import EDITIONS
from ongikar.core.http.heavy_pages import give_way
from ongikar.core.i18n.say import language
from ongikar.offices.models import Office

Words = tuple[str, str]


def pick_language(words: Words) -> str:
    """The Bangla or the English of a pair, whichever the page is in."""
    return words[1] if language() == "en" else words[0]


@dataclass(frozen=True, slots=True)
class CellRun:
    """A stretch of a cell's text that stands either as it is or crossed out."""

    text: str
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of a line: runs of text, one after the other.

    `value`: the same as a day or a number, for a spreadsheet to sort and count by. `url`: where it leads on
    screen.
    """

    runs: tuple[CellRun, ...]
    value: date | int | None = None
    url: str = ""

    @classmethod
    def of(cls, text: str, value: date | int | None = None, url: str = "") -> "Cell":
        return cls((CellRun(text),) if text else (), value, url)

    @property
    def text(self) -> str:
        """All of it, what is crossed out too."""
        return "".join(run.text for run in self.runs)

    @property
    def is_plain(self) -> bool:
        return not any(run.is_struck for run in self.runs)

    def struck(self) -> "Cell":
        """The same, crossed out whole."""
        return replace(self, runs=tuple(replace(run, is_struck=True) for run in self.runs))


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of a book, a cell for each column. `struck`: why it no longer holds; it stays readable,
    crossed out.
    """

    cells: tuple[str | Cell, ...]
    struck: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell if isinstance(cell, str) else cell.text for cell in self.cells)

    @property
    def marked_cells(self) -> list[Cell]:
        """Its cells with everything crossed out that no longer holds: the reason itself never is. Between two
        lines a long register gives way to the pages of others.
        """
        give_way()
        cells = [Cell.of(cell) if isinstance(cell, str) else cell for cell in self.cells]
        if not self.struck:
            return cells
        return [cell if cell.text == self.struck else cell.struck() for cell in cells]

    @property
    def is_corrected(self) -> bool:
        """Whether something in it was corrected, and so stands crossed out beside what holds."""
        return any(isinstance(cell, Cell) and not cell.is_plain for cell in self.cells)


class RegisterLines(Protocol):
    """Lines that are read only as far as they are wanted."""

    def __len__(self) -> int: ...

    def __getitem__(self, wanted: slice, /) -> Sequence[RegisterLine]: ...

    def __iter__(self) -> Iterator[RegisterLine]: ...


# Rows read at a time where a whole book is gone through.
BATCH = 500


def rows_in_batches(rows: QuerySet) -> Iterator[list[Any]]:
    """All rows of a numbered book, some hundred at a time, each going on from the serial of the one before:
    no year stands in memory whole.
    """
    last = 0
    while batch := list(rows.filter(book_serial__gt=last).order_by("book_serial")[:BATCH]):
        yield batch
        last = batch[-1].book_serial


class StreamedLines:
    """The lines of a book whose number is only known once all its rows were gone through: `lines` makes them
    of some rows and the place of their first.

    A page of it still costs the whole year; who goes through it all takes it in batches.
    """

    def __init__(self, rows: QuerySet, lines: Callable[[list[Any], int], list[RegisterLine]]) -> None:
        self.rows, self.lines = rows, lines

    @cached_property
    def all_lines(self) -> list[RegisterLine]:
        return list(iter(self))

    def __len__(self) -> int:
        return len(self.all_lines)

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        return self.all_lines[wanted]

    def __iter__(self) -> Iterator[RegisterLine]:
        place = 1
        for batch in rows_in_batches(self.rows):
            made = self.lines(batch, place)
            yield from made
            place += len(made)

    def row_count(self) -> int:
        """How many rows there are to go through; about as many as there are lines."""
        return self.rows.count()


def line_count(lines: RegisterLines) -> int:
    """About how many lines there are, without making them."""
    return lines.row_count() if isinstance(lines, StreamedLines) else len(lines)


@dataclass(frozen=True, slots=True)
class Book:
    """A register. `rows` gives the lines of an office and fiscal year, first line first, in the language at
    hand.

    The lines may be a list, or anything else that has a length and can be sliced: a page then reads only
    its own. `widths` are the columns' shares of the printed line; empty, they are equal. `narrow`: the same
    lines narrowed by what stands in a page's address (register_filter.py), for a book that can be.
    """

    slug: str
    title: Words
    columns: tuple[Words, ...]
    rows: Callable[[Office, int], RegisterLines]
    widths: tuple[int, ...] = ()
    narrow: Callable[[Office, int, Mapping[str, str]], Any] | None = None
    # Who may read it beside those who keep the office's books.
    readers: frozenset[str] = frozenset()
    # The number of this list of columns, and the book as it was under those before it.
    edition: int = 1
    earlier: tuple["Book", ...] = ()
    # By which of them a year is kept: the one by which its first line was stored.
    edition_of: Callable[[Office, int], int] | None = None

    def in_year(self, office: Office, fiscal_year: int) -> "Book":
        """The book with the columns that it has in a year: what was begun under a list keeps it for good."""
        if not self.earlier or self.edition_of is None:
            return self
        edition = self.edition_of(office, fiscal_year)
        return next((each for each in self.earlier if each.edition == edition), self)

    @property
    def words(self) -> str:
        return pick_language(self.title)

    @property
    def headings(self) -> list[str]:
        return [pick_language(column) for column in self.columns]


def join_runs(parts: Iterable[Sequence[CellRun]], between: str = ", ") -> tuple[CellRun, ...]:
    """The runs of several parts as one text; parts in which nothing stands are left out."""
    runs: list[CellRun] = []
    for part in filter(None, parts):
        if runs:
            runs.append(CellRun(between))
        runs += part
    return tuple(runs)


class Shelf(StrEnum):
    """Where a book is looked for, in the order of the list of books."""

    SERVICES = "services"
    PROGRAMME = "programme"
    RIGHTS = "rights"
    OFFICE = "office"
    LABS = "labs"
    MEETINGS = "meetings"


SHELVES: dict[Shelf, Words] = {
    Shelf.SERVICES: ("সেবা", "Services"),
    Shelf.PROGRAMME: ("প্রশিক্ষণ ও আয়োজন", "Training and events"),
    Shelf.RIGHTS: ("অভিযোগ ও তথ্য অধিকার", "Complaints and right to information"),
    Shelf.OFFICE: ("দপ্তর", "Office"),
    Shelf.LABS: ("ল্যাব ও মালামাল", "Labs and stock"),
    Shelf.MEETINGS: ("সভা ও কর্মসম্পাদন", "Meetings and performance"),
}
_shelves: dict[Shelf, dict[str, Book]] = {shelf: {} for shelf in SHELVES}


def register_book(book: Book, shelf: Shelf) -> None:
    """Put a book on a shelf. Called from an app's `declarations`; twice is once."""
    _shelves[shelf][book.slug] = book
    EDITIONS[book.slug] = book.edition


def books() -> list[Book]:
    """All books, shelf by shelf, in the order they were registered."""
    return [book for shelf in _shelves.values() for book in shelf.values()]


def shelves() -> list[tuple[Words, list[Book]]]:
    """Each shelf with its books."""
    return [(SHELVES[name], list(shelf.values())) for name, shelf in _shelves.items()]


def book_named(slug: str) -> Book | None:
    return next((shelf[slug] for shelf in _shelves.values() if slug in shelf), None)
