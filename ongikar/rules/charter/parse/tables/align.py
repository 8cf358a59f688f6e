"""Assigns cells in reading order to columns at the lowest cost, also when some cells were lost.

A page copied cell by cell loses its empty cells and splits others, so counting cells puts them in the wrong
columns. Every placing has a cost (a column skipped, two cells in one column, a time in the fee column) and
the cheapest is found by dynamic programming over (cell, column).
"""

from itertools import pairwise

from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.cells.broken_cells import continues_cell, mend_cells
from ongikar.rules.charter.parse.cells.fitness import fitness
from ongikar.rules.charter.parse.headings.columns import TableColumn

from .whole_rows import best_cells, highest_serial, rows_by_count, segments

SKIP_COLUMN = -1.2
SKIP_EMPTY_CELL = -0.4
SAME_COLUMN = -2.5
# The second is a piece of the first.
SAME_COLUMN_GOING_ON = 0.2
IMPOSSIBLE = float("-inf")
# Two thousand rows of eight columns; so many cells with no row whole are no charter, and are only counted
# off.
MOST_LOOSE_CELLS = 16_000


def fit_cells(cells: list[str], columns: list[TableColumn]) -> list[list[str]]:
    """Rows of exactly one text per column, in order. Several cells in one column are joined by a space."""
    kinds = [column.kind for column in columns]
    cells = [cell.strip() for cell in cells]
    if unnumbered := rows_by_count(cells, kinds) or rows_by_count(mend_cells(cells), kinds):
        return unnumbered
    cells = best_cells(cells, kinds)
    rows: list[list[str]] = []
    for segment, is_whole in segments(cells, kinds):
        cut = not rows and _begins_cut(segment, cells, kinds)
        rows += [segment] if is_whole else _fit_loose(segment, kinds, cut=cut)
    return rows


def _begins_cut(segment: list[str], cells: list[str], kinds: list[str]) -> bool:
    """Whether the cells begin with the rest of a row that the page before had begun: no serial, though rows
    have one.
    """
    serials = any(marks.serial_number(cell) for cell in cells)
    return (
        kinds[:1] == ["serial"] and serials and not marks.is_serial(segment[0]) and len(segment) < len(kinds)
    )


def _fit_loose(cells: list[str], kinds: list[str], *, cut: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    if len(cells) > MOST_LOOSE_CELLS:
        width = len(kinds)
        return [
            [*cells[at : at + width], *[""] * (at + width - len(cells))] for at in range(0, len(cells), width)
        ]
    for cell, (starts_row, column) in zip(cells, _cheapest_path(cells, kinds, cut=cut), strict=True):
        if starts_row or not rows:
            rows.append([""] * len(kinds))
        rows[-1][column] = f"{rows[-1][column]} {cell}".strip()
    return rows


def _step(previous: int, column: int, width: int, after: str, cell: str) -> tuple[float, bool]:
    """The cost of going from one column to another, and whether that begins a new row."""
    if column > previous:
        return SKIP_COLUMN * (column - previous - 1), False
    new_row = SKIP_COLUMN * (width - 1 - previous + column)
    if column == previous:
        if not cell:
            return SKIP_EMPTY_CELL, False
        same = SAME_COLUMN_GOING_ON if continues_cell(after, cell) else SAME_COLUMN
        return (same, False) if same >= new_row else (new_row, True)
    return new_row, True


def _cheapest_path(cells: list[str], kinds: list[str], *, cut: bool) -> list[tuple[bool, int]]:
    """For each cell, whether it begins a row, and its column."""
    width, highest = len(kinds), highest_serial(cells)
    if not cells or not width:
        return [(False, 0)] * len(cells)
    skip = 0.0 if cut else SKIP_COLUMN
    scores = [skip * column + fitness(cells[0], kinds[column], highest) for column in range(width)]
    origins: list[list[tuple[int, bool]]] = []
    for before, cell in pairwise(cells):
        suits = [fitness(cell, kind, highest) for kind in kinds]
        best = [_best_origin(scores, column, suits[column], before, cell) for column in range(width)]
        scores = [score for score, _, _ in best]
        origins.append([(previous, new_row) for _, previous, new_row in best])
    # The last row may be cut off, so ending early costs nothing.
    column = max(range(width), key=scores.__getitem__)
    path: list[tuple[bool, int]] = []
    for came_from in reversed(origins):
        previous, new_row = came_from[column]
        path.append((new_row, column))
        column = previous
    path.append((True, column))
    return path[::-1]


def _best_origin(
    scores: list[float], column: int, suit: float, before: str, cell: str
) -> tuple[float, int, bool]:
    top = (IMPOSSIBLE, 0, False)
    for previous, score in enumerate(scores):
        cost, new_row = _step(previous, column, len(scores), before, cell)
        total = score + cost + (0.0 if previous == column and not cell else suit)
        if total > top[0]:
            top = (total, previous, new_row)
    return top
