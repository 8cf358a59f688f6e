"""The filter of a register (month, service, state) as the page's address says it, and the totals of what it
leaves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.http import urlencode

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office

from .cells import language_digits
from .registry import Book, RegisterLines


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One list to choose from: `options` are (value, words), the first of them for all."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str

    @property
    def words(self) -> str:
        """What was chosen; "" where nothing was."""
        return dict(self.options)[self.chosen] if self.chosen else ""


@dataclass(frozen=True, slots=True)
class OutcomeTotal:
    """How many lines of the narrowed register have one outcome; `query` narrows it to them."""

    words: str
    count: int
    query: str
    is_shown: bool

    @property
    def figures(self) -> str:
        return language_digits(self.count)


@dataclass(frozen=True)
class NarrowedBook:
    """The lines that are left, the lists they were chosen from, and the totals by outcome, which are counted
    once somebody looks at them.
    """

    rows: RegisterLines
    choices: list[FilterChoice]
    count_totals: Callable[[], list[OutcomeTotal]] = list

    @cached_property
    def totals(self) -> list[OutcomeTotal]:
        return self.count_totals()

    @property
    def query(self) -> str:
        """What was chosen, as it stands behind an address; "" where nothing was."""
        chosen = {choice.name: choice.chosen for choice in self.choices if choice.chosen}
        return f"?{urlencode(chosen)}" if chosen else ""

    @property
    def words(self) -> str:
        """What was chosen, for the head of a paper or a sheet."""
        return ", ".join(filter(None, (choice.words for choice in self.choices)))

    @property
    def summed_up(self) -> str:
        """মোট ৫টি: কথা রাখা হয়েছে ৩, নামঞ্জুর ২."""
        parts = ", ".join(f"{total.words} {total.figures}" for total in self.totals)
        if not parts:
            return ""
        return say("মোট {n}টি: {parts}।", "{n} in all: {parts}.", n=self.count, parts=parts)

    @property
    def count(self) -> int:
        """How many lines are left."""
        return len(self.rows)


def narrow_book(book: Book, office: Office, fiscal_year: int, given: Mapping[str, str]) -> NarrowedBook:
    """A book's lines with what they were narrowed by; of a book that cannot be, all of them."""
    if book.narrow:
        return book.narrow(office, fiscal_year, given)
    return NarrowedBook(book.rows(office, fiscal_year), [])
