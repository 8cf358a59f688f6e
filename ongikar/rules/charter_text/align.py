"""Cells in reading order, fitted to columns: the cheapest way to place them, when some were lost on the way.

A page copied cell by cell loses its empty cells and splits others, so counting cells puts them in the wrong
columns. Every placing has a cost (a column skipped, two cells in one column, a time in the fee column) and the
cheapest is found by dynamic programming over (cell, column).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.fitness import fitness
from ongikar.rules.charter_text.headers import Column

SKIP_COLUMN = -1.2
SKIP_EMPTY_CELL = -0.4
SAME_COLUMN = -2.5
# The cell before ends in a stroke, or the two are one numbered list, or the second only adds a bracket.
SAME_COLUMN_GOING_ON = 0.2
STROKE = re.compile(r"(?<![0-9০-৯])[/,]$")
BRACKET = re.compile(r"\([^()]*\)")
IMPOSSIBLE = float("-inf")
# Two thousand rows of eight columns; so many cells with no row whole are no charter, and are only counted off.
MOST_LOOSE_CELLS = 16_000


def fit(cells: list[str], columns: list[Column]) -> list[list[str]]:
    """Rows of exactly one text per column, in order. Several cells in one column are joined by a space."""
    cells = [cell.strip() for cell in cells]
    kinds = [column.kind for column in columns]
    rows: list[list[str]] = []
    for segment, is_whole in _segments(cells, kinds):
        rows += [segment] if is_whole else _fit_loose(segment, kinds)
    return rows


def _segments(cells: list[str], kinds: list[str]) -> Iterator[tuple[list[str], bool]]:
    """Stretches of cells: a whole row, serial to serial with nothing lost; or loose cells still to be placed."""
    width, highest = len(kinds), _highest_serial(cells)
    starts = {index for index, cell in enumerate(cells) if 0 < (marks.serial_number(cell) or 0) <= highest}
    starts = starts or {index for index, cell in enumerate(cells) if marks.is_letter_serial(cell)}
    ends = {*starts, len(cells)}
    loose: list[str] = []
    index = 0
    while index < len(cells):
        begins = index in starts or (not loose and cells[index] == "")
        if kinds[:1] == ["serial"] and begins and index + width in ends:
            if loose:
                yield loose, False
                loose = []
            yield cells[index : index + width], True
            index += width
        else:
            loose.append(cells[index])
            index += 1
    if loose:
        yield loose, False


def _fit_loose(cells: list[str], kinds: list[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    if len(cells) > MOST_LOOSE_CELLS:
        width = len(kinds)
        return [
            [*cells[at : at + width], *[""] * (at + width - len(cells))] for at in range(0, len(cells), width)
        ]
    for cell, (starts_row, column) in zip(cells, _cheapest_path(cells, kinds), strict=True):
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
        same = SAME_COLUMN_GOING_ON if _goes_on(after, cell) else SAME_COLUMN
        return (same, False) if same >= new_row else (new_row, True)
    return new_row, True


def _goes_on(before: str, cell: str) -> bool:
    if STROKE.search(before) or BRACKET.fullmatch(cell):
        return True
    first, second = marks.split_leading_serial(before)[0], marks.split_leading_serial(cell)[0]
    return first is not None and second == first + 1 and marks.serial_number(before) is None


def _cheapest_path(cells: list[str], kinds: list[str]) -> list[tuple[bool, int]]:
    """For each cell, whether it begins a row, and its column."""
    width, highest = len(kinds), _highest_serial(cells)
    if not cells or not width:
        return [(False, 0)] * len(cells)
    scores = [SKIP_COLUMN * column + fitness(cells[0], kinds[column], highest) for column in range(width)]
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


def _highest_serial(cells: list[str]) -> int:
    """The highest number that can be a serial in so short a table: 101 is the number of a room."""
    return 10 + 3 * sum(1 for cell in cells if marks.serial_number(cell) is not None)
