"""The lines of a book in the order of their serials, read only as far as they are wanted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from django.db.models import Max, Min, QuerySet

from ongikar.journal.restores import Restore
from ongikar.offices.models import Office
from ongikar.offices.rules.serial_gaps import Gap, Segment, count_lines, lines_between, segments

from .gaps import gap_line, restored_gaps
from .registry import RegisterLine

BATCH = 500


class SerialLines:
    """The lines of one year. Serials have no gaps but those that a restore left, each of which is told on one
    line.

    `rows`: what the book tells of, each with its serial in the field `key`, of each table that counts in it;
    `lines`: the lines of some of them, in their order. `book`: the name under which its serials are given.
    `gaps`: where the serials are not counted anew each year, those of this year; its lines then begin with
    the first serial of `rows`.
    """

    def __init__(
        self,
        rows: QuerySet[Any] | Sequence[QuerySet[Any]],
        lines: Callable[[list[Any]], list[RegisterLine]],
        *,
        office: Office,
        book: str,
        fiscal_year: int,
        columns: int,
        key: str = "book_serial",
        gaps: Mapping[Gap, Restore] | None = None,
    ) -> None:
        tables = [rows] if isinstance(rows, QuerySet) else rows
        self.tables = [each.order_by(key) for each in tables]
        self.lines, self.columns, self.key = lines, columns, key
        self.counts_on = gaps is not None
        self.gaps = restored_gaps(office, book, fiscal_year) if gaps is None else gaps

    def segments(self) -> list[Segment]:
        last = max(self.ends_of(Max(self.key)), default=0)
        first = 1
        if self.counts_on:
            first = min([*(each.first for each in self.gaps), *self.ends_of(Min(self.key))], default=1)
        return segments(last, list(self.gaps), first)

    def ends_of(self, end: Min | Max) -> list[int]:
        """The first or the last serial of each table that has one. Asked for together SQLite would read all
        of them, and each by itself off the end of its index.
        """
        ends = (rows.order_by().aggregate(end=end)["end"] for rows in self.tables)
        return [each for each in ends if each]

    def __len__(self) -> int:
        return count_lines(self.segments())

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        parts = self.segments()
        first, until, _ = wanted.indices(count_lines(parts))
        return [line for part in lines_between(parts, first, until) for line in self.lines_of(part)]

    def lines_of(self, part: Segment) -> list[RegisterLine]:
        if part.is_gap:
            return [gap_line(Gap(part.first, part.last), self.gaps, columns=self.columns)]
        stretch = {f"{self.key}__gte": part.first, f"{self.key}__lte": part.last}
        met = [row for rows in self.tables for row in rows.filter(**stretch)]
        return self.lines(sorted(met, key=attrgetter(self.key)) if len(self.tables) > 1 else met)

    def __iter__(self) -> Iterator[RegisterLine]:
        """All lines, some hundred at a time: a year's register never stands in memory whole."""
        for first in range(0, len(self), BATCH):
            yield from self[first : first + BATCH]
