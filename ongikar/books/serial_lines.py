"""The lines of a book in the order of their serials, read only as far as they are wanted."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Max, QuerySet

from ongikar.offices.models import Office
from ongikar.rules.serial_gaps import Gap, Segment, count_lines, lines_between, segments

from .gaps import gap_line, restored_gaps
from .registry import RegisterLine

BATCH = 500


class SerialLines:
    """The lines of one year. Serials have no gaps but those that a restore left, each of which is told on one
    line.

    `rows`: what the book tells of, each with a `book_serial`; `lines`: the lines of some of them, in their
    order. `book`: the name under which its serials are given.
    """

    def __init__(
        self,
        rows: QuerySet[Any],
        lines: Callable[[list[Any]], list[RegisterLine]],
        *,
        office: Office,
        book: str,
        fiscal_year: int,
        columns: int,
    ) -> None:
        self.rows, self.lines, self.columns = rows.order_by("book_serial"), lines, columns
        self.gaps = restored_gaps(office, book, fiscal_year)

    def segments(self) -> list[Segment]:
        last = self.rows.order_by().aggregate(last=Max("book_serial"))["last"]
        return segments(last or 0, list(self.gaps))

    def __len__(self) -> int:
        return count_lines(self.segments())

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        found = self.segments()
        first, until, _ = wanted.indices(count_lines(found))
        return [line for part in lines_between(found, first, until) for line in self.lines_of(part)]

    def lines_of(self, part: Segment) -> list[RegisterLine]:
        if part.is_gap:
            return [gap_line(Gap(part.first, part.last), self.gaps, columns=self.columns)]
        return self.lines(list(self.rows.filter(book_serial__gte=part.first, book_serial__lte=part.last)))

    def __iter__(self) -> Iterator[RegisterLine]:
        """All lines, some hundred at a time: a year's register never stands in memory whole."""
        for first in range(0, len(self), BATCH):
            yield from self[first : first + BATCH]
