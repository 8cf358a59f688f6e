"""A grid of cells with their spans as the reader's tables, or as the lines it lays out where it is no table;
and the lines ruled on a page as the cells that they enclose.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.document.blocks import Block, Grid, make_paragraph
from ongikar.rules.charter.parse.document.lines import squeeze
from ongikar.rules.charter.parse.document.sections import CATEGORIES, LONGEST_HEADING, Heading, read_heading
from ongikar.rules.charter.parse.headings.scores import column_kind

from .grid_heads import GridPlace, Heads, filled_places, heads_at, place_cells
from .tables import ParsedTable


def blocks_of_layout_grid(grid: Grid) -> Iterator[Block]:
    """The blocks of a grid that is no table: each row's short cells as one line, each nested
    grid by itself.
    """
    for row in grid.rows:
        if any(cell.grids for cell in row) or len(row) == 1:
            for cell in row:
                yield from cell.blocks
        else:
            yield make_paragraph(row_as_line([cell.text for cell in row if cell.text.strip()]))


def row_as_line(cells: list[str]) -> str:
    """The cells of a row without columns as one line: a serial and its text, or a label and its value."""
    cells = list(map(squeeze, cells)) if len(cells) > 1 else cells
    if len(cells) == 2 and marks.serial_number(cells[0]) is not None:
        return f"{cells[0].rstrip('.।) ')}. {cells[1]}"
    if len(cells) in (2, 3) and _is_label(cells[-2]):
        return f"{cells[-2].rstrip(' :ঃ-')}: {cells[-1]}"
    return " ".join(cells)


def _is_label(cell: str) -> bool:
    return len(cell) < 60 and column_kind(cell) is not None


Piece = Heading | ParsedTable | str
# Sections that part the rows of one table; after any other heading in a sheet its columns mean nothing more.
UNDER_THE_SAME_COLUMNS = ("division", "services", *CATEGORIES)
# A department alone in its row: "প্রকৌশল বিভাগ", "সাধারণ শাখা :".
GROUP = re.compile(nfc(r"(?:বিভাগ|শাখা|অনুবিভাগ|অধিশাখা)\s*[:ঃ-]*$"))


class Frame(NamedTuple):
    """The columns of the table before and how many cells wide it was: a grid without headings may go on with
    them.
    """

    heads: Heads
    width: int

    def of_width(self, width: int) -> "Frame | None":
        """The same columns for a grid so wide: place by place, or column by column where places were drawn
        finer before.
        """
        if width == self.width:
            return self
        return Frame(self.heads.one_place_each(), width) if width == len(self.heads.columns) else None


def pieces_of(grid: Grid, before: Frame | None) -> tuple[list[Piece | list[Block]], Frame | None]:
    """The tables, headings and texts of a grid in order, and the columns in force after it.

    A grid that is no table (a page laid out in cells) comes back as the list of blocks that stand in it.
    """
    rows = [row for row in place_cells(grid) if any(place.text for place in row)]
    width = max((len(row) for row in rows), default=0)
    first_head = next((index for index in range(len(rows)) if heads_at(rows, index)), None)
    before = before.of_width(width) if before else None
    goes_on = before is not None and first_head is None and not _of_one_cell(rows)
    if first_head is None and not goes_on:
        return [list(blocks_of_layout_grid(grid))], None
    return _Walk(rows, width, before).pieces()


def _of_one_cell(rows: list[list[GridPlace]]) -> bool:
    return all(len(filled_places(row)) <= 1 for row in rows)


class _Walk:
    """Goes down the rows of one grid, beginning a new table at every row of headings and after every row of a
    group.
    """

    def __init__(self, rows: list[list[GridPlace]], width: int, before: Frame | None) -> None:
        self.rows, self.width = rows, width
        self.heads = before.heads if before else None
        self.out: list[Piece | list[Block]] = []
        self.body: list[list[str]] = []
        self.numbered: int | None = None
        self.said: GridPlace | None = None

    def pieces(self) -> tuple[list[Piece | list[Block]], Frame | None]:
        index = 0
        while index < len(self.rows):
            row = self.rows[index]
            texts = [place.text for place in filled_places(row)]
            if heads := heads_at(self.rows, index):
                self._flush()
                self.heads = heads
                index += heads.depth
                continue
            index += 1
            if marks.is_number_row(texts) and not self.body and _counts_up(texts):
                self.numbered = len(texts)
            elif self.heads is None:
                self.out.append([make_paragraph(row_as_line(texts))])
            elif self._is_of_a_group(row):
                self._flush()
                self.out.append(group := _group(squeeze(texts[0])))
                if isinstance(group, Heading) and group.section not in UNDER_THE_SAME_COLUMNS:
                    self.heads = None
            else:
                self._take(row, self.heads)
        # A table of headings alone announces its columns: the rows may stand in the next grid.
        if (
            self.body
            or self.numbered
            or (self.heads and not any(isinstance(piece, ParsedTable) for piece in self.out))
        ):
            self._flush(even_empty=True)
        return self.out, Frame(self.heads, self.width) if self.heads else None

    def _flush(self, *, even_empty: bool = False) -> None:
        if self.heads is not None and (self.body or even_empty):
            self.out.append(ParsedTable(self.heads.columns, self.body, self.numbered, 0))
            self.body, self.numbered = [], None

    def _is_of_a_group(self, row: list[GridPlace]) -> bool:
        """A cell over the whole width is a heading among the rows; in a row of its own, so is one beside
        empty cells.
        """
        written = filled_places(row)
        if len(written) != 1 or written[0].from_above:
            return False
        text = written[0].text
        return (
            written[0].columns >= max(2, self.width - 1)
            or read_heading(text) is not None
            or (len(text) <= LONGEST_HEADING and GROUP.search(nfc(text)) is not None)
        )

    def _take(self, row: list[GridPlace], heads: Heads) -> None:
        cells = heads.cells(row)
        if not any(cells):
            return
        if self.body and _belongs_above(row, heads):
            above = self.body[-1]
            fresh = heads.cells([place if not place.from_above else place._replace(text="") for place in row])
            self.body[-1] = [f"{mine}\n{more}".strip() for mine, more in zip(above, fresh, strict=True)]
        else:
            self.body.append(cells)


def _counts_up(texts: list[str]) -> bool:
    numbers = {marks.serial_number(text) for text in texts}
    return marks.numbers_from_one(texts) > 0 or numbers == set(range(1, len(texts) + 1))


def _belongs_above(row: list[GridPlace], heads: Heads) -> bool:
    """Whether the cell with the service's name is the one of the row above: the row only goes on with its
    papers.
    """
    named = [row[index] for index in heads.indices("name", "when") if index < len(row)]
    serial = [row[index] for index in heads.indices("serial") if index < len(row)]
    return (
        bool(named)
        and all(place.from_above for place in named)
        and all(place.from_above or not place.text for place in serial)
    )


def _group(text: str) -> Heading | str:
    """A row over all columns: a section, a department, or a remark too long to be either."""
    if heading := read_heading(text):
        return heading
    is_remark = len(text) > LONGEST_HEADING or marks.looks_like_time(text)
    return text if is_remark else Heading("division", text.strip(" :ঃ-"), "")


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
