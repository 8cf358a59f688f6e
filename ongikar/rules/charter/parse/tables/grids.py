"""A grid of cells with their spans as the reader's tables, or as the lines it lays out
where it is no table.
"""

import re
from collections.abc import Iterator
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
