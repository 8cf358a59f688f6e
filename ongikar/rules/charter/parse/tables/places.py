"""Expands the places of a grid row by row: a cell that covers several places is in each of them."""

from typing import NamedTuple

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.document.blocks import Grid
from ongikar.rules.charter.parse.document.lines import INVISIBLE

# A span wider than any charter is a slip of the pen, and would fill the memory.
MOST_COLUMNS, MOST_ROWS = 60, 5_000


class GridPlace(NamedTuple):
    text: str
    origin: int  # which cell of the grid stands here
    columns: int = 1
    rows: int = 1
    from_above: bool = False
    from_left: bool = False


EMPTY = GridPlace("", -1)


def place_cells(grid: Grid) -> list[list[GridPlace]]:
    """Every row as its places, all of one length. A cell that would stand on a covered place goes to the next
    free one.
    """
    rows: list[list[GridPlace]] = []
    hanging: dict[
        int, tuple[GridPlace, int]
    ] = {}  # column → what hangs down into it, and for how many rows yet
    origin = 0
    for cells in grid.rows:
        row: dict[int, GridPlace] = {}
        for column, (place, left) in list(hanging.items()):
            row[column] = place._replace(from_above=True)
            hanging[column] = (place, left - 1)
            if left == 1:
                del hanging[column]
        column = 0
        for cell in cells:
            while column in row:
                column += 1
            if column >= MOST_COLUMNS:
                break
            columns = max(1, min(cell.columns, MOST_COLUMNS - column))
            down = max(1, min(cell.rows, MOST_ROWS))
            text = INVISIBLE.sub("", nfc(cell.text).replace("\u00a0", " ")).strip()
            for at in range(column, column + columns):
                place = GridPlace(text, origin, columns, down, from_left=at > column)
                if at not in row:
                    row[at] = place
                    if down > 1:
                        hanging[at] = (place, down - 1)
            column += columns
            origin += 1
        rows.append([row.get(at, EMPTY) for at in range(max(row, default=-1) + 1)])
    width = max(map(len, rows), default=0)
    return [row + [EMPTY] * (width - len(row)) for row in rows]


def filled_places(row: list[GridPlace]) -> list[GridPlace]:
    """The cells of a row that say something, each once."""
    return [place for place in row if place.text and not place.from_left]
