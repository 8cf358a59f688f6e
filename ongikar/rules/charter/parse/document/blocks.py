"""Data types that every document format is converted to before parsing: paragraphs of runs, and grids of
cells.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Union


class TextRun(NamedTuple):
    """Text in one font. A tab or a line break inside the paragraph is part of the text."""

    text: str
    font: str | None = None


class Paragraph(NamedTuple):
    runs: tuple[TextRun, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class GridCell(NamedTuple):
    """A cell at its first row and column; the places that it covers besides have no cell of their own."""

    blocks: tuple["Block", ...]
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """All that stands in the cell, a line for each paragraph and for each row of a table inside it."""
        return "\n".join(_lines(self.blocks))

    @property
    def grids(self) -> list["Grid"]:
        return [block for block in self.blocks if isinstance(block, Grid)]


class Grid(NamedTuple):
    rows: tuple[tuple[GridCell, ...], ...]


# A cell holds blocks, so the name is needed before both are classes.
Block = Union[Paragraph, Grid]  # noqa: UP007


def _lines(blocks: Iterable[Block]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += [" ".join(filter(None, (cell.text for cell in row))) for row in block.rows]
    return lines


def make_paragraph(text: str, font: str | None = None) -> Paragraph:
    return Paragraph((TextRun(text, font),))


def make_cell(text: str, *, columns: int = 1, rows: int = 1, font: str | None = None) -> GridCell:
    return GridCell((make_paragraph(text, font),), columns, rows)


def runs_of(blocks: Iterable[Block]) -> Iterator[TextRun]:
    """Every run of a document, those in cells too, in the order written."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        else:
            for row in block.rows:
                for place in row:
                    yield from runs_of(place.blocks)
