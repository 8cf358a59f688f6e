"""What stands on the page of a record below its lines: tables of what belongs to it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ongikar.core.i18n.say import say

from .acts import StrikeAct
from .models import Strikable
from .words import Words, show_value


class Cell(NamedTuple):
    """One column of a table: its head, and what stands in it of a row."""

    words: Words
    value: Callable[[Any], Any]


@dataclass(frozen=True)
class Part:
    """A table. `rows` of a record; `nothing`: the sentence where there are none, without which the table is
    left out. `strike`: what its lines offer to whoever works with the record.
    """

    words: Words
    rows: Callable[[Any], Iterable[Any]]
    cells: Sequence[Cell]
    nothing: Words | None = None
    strike: StrikeAct | None = None

    @property
    def title(self) -> str:
        return say(*self.words)

    @property
    def heads(self) -> list[str]:
        return [say(*cell.words) for cell in self.cells]

    @property
    def nothing_words(self) -> str:
        return say(*self.nothing) if self.nothing else ""

    def lines(self, desk: Any, record: Any, *, may_change: bool) -> list[tuple[list[Any], str]]:
        """The cells of each row, each under its head, and the address at which the row is struck through; ""
        where it cannot be.
        """
        return [
            (
                [(say(*cell.words), show_value(cell.value(row))) for cell in self.cells],
                self.strike_url(desk, record, row, may_change),
            )
            for row in self.rows(record)
        ]

    def strike_url(self, desk: Any, record: Any, row: Any, may_change: bool) -> str:
        is_wrong = self.strike and may_change and isinstance(row, Strikable) and not row.is_struck
        if not self.strike or not is_wrong or not self.strike.is_open(record):
            return ""
        return self.strike.url_of_row(desk, record, row)
