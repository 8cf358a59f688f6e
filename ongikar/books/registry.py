"""The books an office keeps: each says its columns and gives its lines; the room that writes one registers it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ongikar.frame.say import language
from ongikar.offices.models import Office

Words = tuple[str, str]


def in_language(words: Words) -> str:
    """The Bangla or the English of a pair, whichever the page is in."""
    return words[1] if language() == "en" else words[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a book, a text for each column. `struck`: why it no longer holds; it stays readable, crossed out."""

    cells: tuple[str, ...]
    struck: str = ""

    @property
    def marked(self) -> list[tuple[str, bool]]:
        """Each cell, and whether it is crossed out: the reason itself never is."""
        return [(cell, bool(self.struck) and cell != self.struck) for cell in self.cells]


@dataclass(frozen=True, slots=True)
class Book:
    """A register. `rows` gives the lines of an office and fiscal year, first line first, in the language at hand.

    The lines may be a list, or anything else that has a length and can be sliced: a page then reads only its own.
    `widths` are the columns' shares of the printed line; empty, they are equal.
    """

    slug: str
    title: Words
    columns: tuple[Words, ...]
    rows: Callable[[Office, int], Sequence[Line]]
    widths: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        return in_language(self.title)

    @property
    def headings(self) -> list[str]:
        return [in_language(column) for column in self.columns]


_books: dict[str, Book] = {}


def register(book: Book) -> None:
    """Put a book on the shelf. Called from `AppConfig.ready()`; twice is once."""
    _books[book.slug] = book


def books() -> list[Book]:
    """All books, in the order they were registered."""
    return list(_books.values())


def book_named(slug: str) -> Book | None:
    return _books.get(slug)
