"""Recognises grids that are no tables: a page laid out in cells, a record of labels and values, a numbered list."""

from collections.abc import Iterator

from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.blocks import Block, Grid, paragraph
from ongikar.rules.charter_text.heading_scores import column_kind
from ongikar.rules.charter_text.lines import squeeze


def laid_out(grid: Grid) -> Iterator[Block]:
    """The blocks of a grid that is no table: each row's short cells as one line, each nested grid by itself."""
    for row in grid.rows:
        if any(cell.grids for cell in row) or len(row) == 1:
            for cell in row:
                yield from cell.blocks
        else:
            yield paragraph(line_of([cell.text for cell in row if cell.text.strip()]))


def line_of(cells: list[str]) -> str:
    """The cells of a row without columns as one line: a serial and its text, or a label and its value."""
    cells = list(map(squeeze, cells)) if len(cells) > 1 else cells
    if len(cells) == 2 and marks.serial_number(cells[0]) is not None:
        return f"{cells[0].rstrip('.।) ')}. {cells[1]}"
    if len(cells) in (2, 3) and _is_label(cells[-2]):
        return f"{cells[-2].rstrip(' :ঃ-')}: {cells[-1]}"
    return " ".join(cells)


def _is_label(cell: str) -> bool:
    return len(cell) < 60 and column_kind(cell) is not None
