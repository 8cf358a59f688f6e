"""The lines ruled on a page, made whole and sorted into groups, as tables: which cells they enclose, and what
each covers.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

# Lines as near as this are one line; a border is often drawn twice, once for each of its cells.
NEAR = 2.5


class RuledLine(NamedTuple):
    """A ruled line in points, y downwards from the top of the page: from (x0, y0) to (x1, y1), upright or
    level.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        return abs(self.y1 - self.y0) <= abs(self.x1 - self.x0)


def join_line_pieces(lines: Iterable[RuledLine]) -> list[RuledLine]:
    """Lines drawn in pieces, a border for each cell, as one: pieces on one height that meet or lie over each
    other.
    """
    whole: list[RuledLine] = []
    level, upright = [], []
    for line in lines:
        left, top, right, bottom = _bounds(line)
        if line.is_level:
            level.append(((top + bottom) / 2, left, right))
        else:
            upright.append(((left + right) / 2, top, bottom))
    for at, start, end in _join_stretches(level):
        whole.append(RuledLine(start, at, end, at))
    for at, start, end in _join_stretches(upright):
        whole.append(RuledLine(at, start, at, end))
    return whole


def _join_stretches(pieces: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    heights = merge_near_values(at for at, _, _ in pieces)
    on: dict[int, list[tuple[float, float]]] = {}
    for at, start, end in pieces:
        on.setdefault(bisect_right(heights, at) - 1, []).append((start, end))
    joined: list[tuple[float, float, float]] = []
    for height, stretches in on.items():
        stretches.sort()
        start, end = stretches[0]
        for next_start, next_end in stretches[1:]:
            if next_start > end + NEAR:
                joined.append((heights[height], start, end))
                start = next_start
                end = next_end
            end = max(end, next_end)
        joined.append((heights[height], start, end))
    return joined


def connected_lines(lines: list[RuledLine]) -> list[list[RuledLine]]:
    """Lines in groups that hang together."""
    owner = list(range(len(lines)))

    def head(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    order = sorted(range(len(lines)), key=lambda at: min(lines[at].x0, lines[at].x1))
    active: list[int] = []
    for at in order:
        left, top, _, bottom = _bounds(lines[at])
        still = []
        for other in active:
            _, other_top, other_right, other_bottom = _bounds(lines[other])
            if other_right + NEAR < left:
                continue
            still.append(other)
            if other_top - NEAR <= bottom and top - NEAR <= other_bottom:
                owner[head(other)] = head(at)
        active = [*still, at]
    groups: dict[int, list[RuledLine]] = {}
    for at, line in enumerate(lines):
        groups.setdefault(head(at), []).append(line)
    return list(groups.values())


def _bounds(line: RuledLine) -> tuple[float, float, float, float]:
    return min(line.x0, line.x1), min(line.y0, line.y1), max(line.x0, line.x1), max(line.y0, line.y1)


def merge_near_values(values: Iterable[float]) -> list[float]:
    """Values that are nearly one as one, in order."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > NEAR:
            kept.append(value)
    return kept


# The share of a cell's side that must be ruled for it to be a wall.
WALL = 0.5
MOST_LINES = 1_500


class RuledCell(NamedTuple):
    """A cell: its first row and column, and how many it covers."""

    row: int
    column: int
    rows: int
    columns: int


class RuledTable(NamedTuple):
    """One table of a page: where its lines stand, its cells, and for each smallest field the cell it belongs
    to.
    """

    xs: list[float]
    ys: list[float]
    boxes: list[RuledCell]
    fields: list[list[int]]

    def box_at(self, x: float, y: float) -> int | None:
        """The number of the cell in which a point lies; None for a point outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return self.fields[row][column]
        return None


def ruled_tables(lines: Iterable[RuledLine]) -> list[RuledTable]:
    """The tables on a page from its lines, from the top down. A frame with nothing ruled inside is no table.

    None where there are so many lines that the page is a drawing.
    """
    whole = join_line_pieces(lines)
    if len(whole) > MOST_LINES:
        return []
    tables = [made for group in connected_lines(whole) if (made := _table(group)) is not None]
    return sorted(tables, key=lambda table: table.ys[0])


def _table(lines: list[RuledLine]) -> RuledTable | None:
    upright = [line for line in lines if not line.is_level]
    level = [line for line in lines if line.is_level]
    xs = merge_near_values((line.x0 + line.x1) / 2 for line in upright)
    ys = merge_near_values((line.y0 + line.y1) / 2 for line in level)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    walls = _walls([(_nearest(ys, (line.y0 + line.y1) / 2), line.x0, line.x1) for line in level], xs)
    sides = _walls([(_nearest(xs, (line.x0 + line.x1) / 2), line.y0, line.y1) for line in upright], ys)
    rows, columns = len(ys) - 1, len(xs) - 1
    fields = [[-1] * columns for _ in range(rows)]
    boxes: list[RuledCell] = []
    for row in range(rows):
        for column in range(columns):
            if fields[row][column] >= 0:
                continue
            wide = 1
            while (
                column + wide < columns
                and fields[row][column + wide] < 0
                and (column + wide, row) not in sides
            ):
                wide += 1
            high = 1
            while (
                row + high < rows
                and all((row + high, at) not in walls for at in range(column, column + wide))
                and all(fields[row + high][at] < 0 for at in range(column, column + wide))
            ):
                high += 1
            for down in range(row, row + high):
                fields[down][column : column + wide] = [len(boxes)] * wide
            boxes.append(RuledCell(row, column, high, wide))
    return RuledTable(xs, ys, boxes, fields)


def _nearest(values: list[float], value: float) -> int:
    return min(range(len(values)), key=lambda at: abs(values[at] - value))


def _walls(lines: list[tuple[int, float, float]], marks: list[float]) -> set[tuple[int, int]]:
    """(line, field) for every field between two marks along which a line is drawn."""
    drawn: dict[tuple[int, int], float] = {}
    for at, one, other in lines:
        start, end = min(one, other), max(one, other)
        for field in range(max(0, bisect_right(marks, start) - 2), len(marks) - 1):
            if marks[field] > end:
                break
            covered = min(end, marks[field + 1]) - max(start, marks[field])
            if covered > 0:
                drawn[at, field] = drawn.get((at, field), 0.0) + covered
    return {
        (at, field)
        for (at, field), length in drawn.items()
        if length >= WALL * (marks[field + 1] - marks[field])
    }
