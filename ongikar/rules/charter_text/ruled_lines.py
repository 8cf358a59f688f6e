"""Joins the pieces of lines ruled on a page, and groups the lines that touch."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

# Lines as near as this are one line; a border is often drawn twice, once for each of its cells.
NEAR = 2.5


class Line(NamedTuple):
    """A ruled line in points, y downwards from the top of the page: from (x0, y0) to (x1, y1), upright or level."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        return abs(self.y1 - self.y0) <= abs(self.x1 - self.x0)


def whole_lines(lines: Iterable[Line]) -> list[Line]:
    """Lines drawn in pieces, a border for each cell, as one: pieces on one height that meet or lie over each other."""
    whole: list[Line] = []
    level, upright = [], []
    for line in lines:
        left, top, right, bottom = _bounds(line)
        if line.is_level:
            level.append(((top + bottom) / 2, left, right))
        else:
            upright.append(((left + right) / 2, top, bottom))
    for at, start, end in _joined(level):
        whole.append(Line(start, at, end, at))
    for at, start, end in _joined(upright):
        whole.append(Line(at, start, at, end))
    return whole


def _joined(pieces: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    heights = together(at for at, _, _ in pieces)
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


def touching(lines: list[Line]) -> list[list[Line]]:
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
    groups: dict[int, list[Line]] = {}
    for at, line in enumerate(lines):
        groups.setdefault(head(at), []).append(line)
    return list(groups.values())


def _bounds(line: Line) -> tuple[float, float, float, float]:
    return min(line.x0, line.x1), min(line.y0, line.y1), max(line.x0, line.x1), max(line.y0, line.y1)


def together(values: Iterable[float]) -> list[float]:
    """Values that are nearly one as one, in order."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > NEAR:
            kept.append(value)
    return kept
