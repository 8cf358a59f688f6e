"""What stands on the page of a record below its lines: tables of what belongs to it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import say

from .acts import RowAct, StrikeAct
from .words import Words, show_value


class Cell(NamedTuple):
    """One column of a table: its head, and what stands in it of a row."""

    words: Words
    value: Callable[[Any], Any]


@dataclass(frozen=True)
class Part:
    """A table. `rows` of a record; `nothing`: the sentence where there are none, without which the table is
    left out. `acts` and `strike`: what its lines offer to whoever works with the record.
    """

    words: Words
    rows: Callable[[Any], Iterable[Any]]
    cells: Sequence[Cell]
    nothing: Words | None = None
    acts: Sequence[RowAct] = ()
    strike: StrikeAct | None = None

    @property
    def line_acts(self) -> Sequence[RowAct]:
        return [*self.acts, *([self.strike] if self.strike else [])]

    @property
    def title(self) -> str:
        return say(*self.words)

    @property
    def heads(self) -> list[str]:
        return [say(*cell.words) for cell in self.cells]

    @property
    def nothing_words(self) -> str:
        return say(*self.nothing) if self.nothing else ""

    def lines(self, desk: Any, record: Any, *, may_change: bool) -> list[tuple[list[Any], list[Any]]]:
        """The cells of each row, each under its head, and what may be done with the row: the act, its
        address, and the words of the row.
        """
        acts = [act for act in self.line_acts if may_change and act.is_open(record)]
        return [
            (
                [(say(*cell.words), show_value(cell.value(row))) for cell in self.cells],
                [
                    (act, act.url_of_row(desk, record, row), mark_languages(row.in_words()))
                    for act in acts
                    if act.is_for(row)
                ],
            )
            for row in self.rows(record)
        ]
