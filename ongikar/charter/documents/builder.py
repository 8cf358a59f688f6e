"""Blocks put together as a document is read from front to back: paragraphs, grids, and grids inside cells."""

from dataclasses import dataclass, field

from ongikar.rules.charter.parse.document.blocks import Block, Grid, GridCell, Paragraph, TextRun

from .faults import Measure

# Tables in tables in tables: beyond this depth they are the scaffolding of a page, or a trap.
DEEPEST = 12


@dataclass
class _OpenCell:
    blocks: list[Block] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


@dataclass
class _OpenGrid:
    rows: list[list[_OpenCell]] = field(default_factory=list)
    cell: _OpenCell | None = None
    column: int = 0  # the column at which the next cell stands, where an adapter needs it
    hanging: dict[int, _OpenCell] = field(default_factory=dict)


class Builder:
    """Takes what an adapter meets, in order. Whatever it leaves open is closed at the end."""

    def __init__(self) -> None:
        self.measure = Measure()
        self._blocks: list[Block] = []
        self._grids: list[_OpenGrid] = []
        self._runs: list[tuple[list[str], str | None]] = []
        self._too_deep = 0

    @property
    def in_cell(self) -> bool:
        return bool(self._grids) and self._grids[-1].cell is not None

    def text(self, text: str, font: str | None = None) -> None:
        self.measure.add(text)
        # Kept in pieces until the paragraph ends: a page of a million small pieces must not be
        # copied a million times.
        if self._runs and self._runs[-1][1] == font:
            self._runs[-1][0].append(text)
        else:
            self._runs.append(([text], font))

    def end_paragraph(self, *, even_empty: bool = False) -> None:
        runs = tuple(TextRun("".join(pieces), font) for pieces, font in self._runs)
        self._runs = []
        if any(run.text.strip() for run in runs) or (even_empty and not self._grids):
            self._here().append(Paragraph(runs))
            self.measure.add("\n")

    def _here(self) -> list[Block]:
        for grid in reversed(self._grids):
            if grid.cell is not None:
                return grid.cell.blocks
        return self._blocks

    def start_grid(self) -> None:
        self.end_paragraph()
        if len(self._grids) >= DEEPEST:
            self._too_deep += 1
        else:
            self._grids.append(_OpenGrid())

    def start_row(self) -> None:
        self.end_paragraph()
        if self._grids and not self._too_deep:
            self.end_cell()
            self._grids[-1].rows.append([])
            self._grids[-1].column = 0

    def start_cell(self, columns: int = 1, rows: int = 1) -> None:
        self.end_paragraph()
        if not self._grids or self._too_deep:
            return
        self.end_cell()
        grid = self._grids[-1]
        if not grid.rows:
            self.start_row()
        self.measure.add_cell()
        grid.cell = _OpenCell(columns=columns, rows=rows)
        grid.rows[-1].append(grid.cell)

    def shape_cell(self, *, columns: int | None = None, rows: int | None = None) -> None:
        """What is told of a cell's shape only after it began."""
        if self.in_cell and not self._too_deep:
            cell = self._grids[-1].cell
            assert cell is not None
            cell.columns, cell.rows = columns or cell.columns, rows or cell.rows

    def end_cell(self, *, merges: str | None = None) -> None:
        """Close the cell. `merges` "restart" lets it hang down; "continue" makes it part of the one hanging
        above.
        """
        self.end_paragraph()
        if not self.in_cell or self._too_deep:
            return
        grid = self._grids[-1]
        cell, grid.cell = grid.cell, None
        assert cell is not None
        above = grid.hanging.pop(grid.column, None)
        if merges == "continue" and above is not None:
            above.rows += 1
            above.blocks += cell.blocks
            grid.rows[-1].remove(cell) if cell is not grid.rows[-1][-1] else grid.rows[-1].pop()
            grid.hanging[grid.column] = above
            grid.column += above.columns
            return
        if merges:
            grid.hanging[grid.column] = cell
        grid.column += cell.columns

    def end_grid(self) -> None:
        self.end_paragraph()
        if self._too_deep:
            self._too_deep -= 1
        elif self._grids:
            self.end_cell()
            grid = self._grids.pop()
            self._here().append(
                Grid(
                    tuple(
                        tuple(GridCell(tuple(cell.blocks), cell.columns, cell.rows) for cell in row)
                        for row in grid.rows
                    )
                )
            )

    def finish(self) -> list[Block]:
        self.end_paragraph()
        self._too_deep = 0
        while self._grids:
            self.end_grid()
        return self._blocks


def read_span(value: str | None) -> int:
    """A span as printed in a file; 1 where it is no sensible number."""
    try:
        return max(1, min(int(value or 1), 5_000))
    except ValueError:
        return 1
