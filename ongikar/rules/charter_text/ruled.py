"""Converts the lines ruled on a page to tables: which cells they enclose, and how many columns and rows each covers."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from ongikar.rules.charter_text.ruled_lines import Line, together, touching, whole_lines

# The share of a cell's side that must be ruled for it to be a wall.
WALL = 0.5
MOST_LINES = 1_500


class Box(NamedTuple):
    """A cell: its first row and column, and how many it covers."""

    row: int
    column: int
    rows: int
    columns: int


class Ruled(NamedTuple):
    """One table of a page: where its lines stand, its cells, and for each smallest field the cell it belongs to."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box]
    fields: list[list[int]]

    def box_at(self, x: float, y: float) -> int | None:
        """The number of the cell in which a point lies; None for a point outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return self.fields[row][column]
        return None


def tables(lines: Iterable[Line]) -> list[Ruled]:
    """The tables on a page from its lines, from the top down. A frame with nothing ruled inside is no table.

    None where there are so many lines that the page is a drawing.
    """
    whole = whole_lines(lines)
    if len(whole) > MOST_LINES:
        return []
    found = [made for group in touching(whole) if (made := _table(group)) is not None]
    return sorted(found, key=lambda table: table.ys[0])


def _table(lines: list[Line]) -> Ruled | None:
    upright = [line for line in lines if not line.is_level]
    level = [line for line in lines if line.is_level]
    xs = together((line.x0 + line.x1) / 2 for line in upright)
    ys = together((line.y0 + line.y1) / 2 for line in level)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    walls = _walls([(_nearest(ys, (line.y0 + line.y1) / 2), line.x0, line.x1) for line in level], xs)
    sides = _walls([(_nearest(xs, (line.x0 + line.x1) / 2), line.y0, line.y1) for line in upright], ys)
    rows, columns = len(ys) - 1, len(xs) - 1
    fields = [[-1] * columns for _ in range(rows)]
    boxes: list[Box] = []
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
            boxes.append(Box(row, column, high, wide))
    return Ruled(xs, ys, boxes, fields)


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
