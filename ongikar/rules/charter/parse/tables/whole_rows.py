"""Recognises rows of which no cell was lost: from serial to serial, or by count where
there are no serials.
"""

from collections.abc import Iterator

from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.cells.broken_cells import drop_repeated_posts, mend_cells
from ongikar.rules.charter.parse.cells.fitness import fitness
from ongikar.rules.charter.parse.headings.columns import TableColumn

# A column that holds what it cannot mean, or a row without a name.
MISFIT = -2.0


def whole_rows(cells: list[str], columns: list[TableColumn]) -> list[list[str]]:
    """The rows in which no cell was lost."""
    kinds = [column.kind for column in columns]
    return _whole(best_cells(cells, kinds), kinds)


def _whole(cells: list[str], kinds: list[str]) -> list[list[str]]:
    return [segment for segment, is_whole in segments(cells, kinds) if is_whole]


def best_cells(cells: list[str], kinds: list[str]) -> list[str]:
    """The cells with those mended that were broken, unless more rows are whole as they stand."""
    ways = [joined := mend_cells(cells), cells]
    if len(once := mend_cells(drop_repeated_posts(cells))) < len(joined):
        ways.append(once)
    return max(ways, key=lambda way: len(_whole(way, kinds)))


def rows_by_count(cells: list[str], kinds: list[str]) -> list[list[str]]:
    """Rows without serials, where every so many cells are one and suit their columns; []
    where they do not.
    """
    if "serial" in kinds and (cells[:1] != [""] or any(map(marks.is_serial, cells))):
        return []
    for told in (cells, [cell for cell in cells if cell]):
        rows = [told[at : at + len(kinds)] for at in range(0, len(told), len(kinds))]
        if len(rows) > 1 and len(rows[-1]) == len(kinds) - 1:
            rows[-1].append("")  # the end of a page may cut the last cell off
        if rows and len(rows[-1]) == len(kinds) and all(_suits(row, kinds) for row in rows):
            return rows
    return []


def _suits(row: list[str], kinds: list[str]) -> bool:
    suits = [fitness(cell, kind) for cell, kind in zip(row, kinds, strict=True) if cell or kind != "serial"]
    return min(suits) > MISFIT and sum(suits) >= 0


def segments(cells: list[str], kinds: list[str]) -> Iterator[tuple[list[str], bool]]:
    """Stretches of cells: a whole row, serial to serial with nothing lost; or loose cells
    still to be placed.
    """
    width, highest = len(kinds), highest_serial(cells)
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


def highest_serial(cells: list[str]) -> int:
    """The highest number that can be a serial in so short a table: 101 is the number of a room."""
    return 10 + 3 * sum(1 for cell in cells if marks.serial_number(cell) is not None)
