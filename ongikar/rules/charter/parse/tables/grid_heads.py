"""The places of a grid, row by row, and its headings in one row or in two: how the places fall under them."""

from typing import NamedTuple

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.document.blocks import Grid
from ongikar.rules.charter.parse.document.lines import INVISIBLE, squeeze
from ongikar.rules.charter.parse.headings.columns import TableColumn, is_header, read_columns
from ongikar.rules.charter.parse.headings.scores import column_kind

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


DEEPEST = 3
# Rows under the headings that are looked at to tell what the columns hold.
SEEN = 20
# Two headings under one wide heading that mean the same make one column: post, phone and e-mail of one
# officer.
MADE_ONE = (
    "serial",
    "name",
    "method",
    "documents",
    "place",
    "officer",
    "superior",
    "time",
    "whom",
    "address",
)

# A heading that says whose post, phone and e-mail stand under it.
WHOSE = ("officer", "superior", "whom", "address")


class Heads(NamedTuple):
    columns: list[TableColumn]
    spread: list[list[int]]  # for each column the places of a row that belong to it
    parts: list[list[str]]  # the lower heading over each of these places, where there are several
    depth: int  # how many rows the headings take

    def indices(self, *kinds: str) -> list[int]:
        return [
            at
            for column, places in zip(self.columns, self.spread, strict=True)
            if column.kind in kinds
            for at in places
        ]

    def one_place_each(self) -> "Heads":
        return Heads(
            self.columns, [[at] for at in range(len(self.columns))], [[""] for _ in self.columns], self.depth
        )

    def cells(self, row: list[GridPlace]) -> list[str]:
        """The row's text under each heading. A cell that spans several headings stands under the first of
        them.
        """
        cells: list[str] = []
        seen: set[int] = set()
        for column, places, parts in zip(self.columns, self.spread, self.parts, strict=True):
            said = []
            for at, part in zip(places, parts, strict=True):
                place = row[at] if at < len(row) else None
                if place is None or not place.text or place.origin in seen:
                    continue
                seen.add(place.origin)
                # "সাধারণ" and "জরুরি" under one heading of time are two cases of one promise.
                said.append(f"{part}- {place.text}" if part and column.kind == "time" else place.text)
            cells.append(squeeze(" ".join(said)) if len(said) > 1 else "".join(said))
        return cells


def heads_at(rows: list[list[GridPlace]], index: int) -> Heads | None:
    """The headings that begin in row `index`, or None."""
    row = rows[index]
    written = [place.text for place in row if place.text and not place.from_left]
    if len(written) < 2 or any(place.from_above and place.text for place in row):
        return None
    depth = _depth(rows, index)
    labels = [_label(rows, index, at, depth) for at in range(len(row))]
    tops = [place.origin if place.text else -1 - at for at, place in enumerate(row)]
    if not is_header(
        [label for label, top in zip(labels, _firsts(tops), strict=True) if top] if depth == 1 else labels
    ):
        return None
    return _spread(rows, index, labels, tops, depth)


def _firsts(tops: list[int]) -> list[bool]:
    return [at == 0 or tops[at - 1] != top for at, top in enumerate(tops)]


def _depth(rows: list[list[GridPlace]], index: int) -> int:
    """How many rows of headings: as deep as a heading hangs down, while its wide neighbours are divided
    below.
    """
    row = rows[index]
    hang = max(place.rows for place in row)
    wide = any(place.columns > 1 and place.text for place in row)
    if not 1 < hang <= DEEPEST or not wide or index + hang > len(rows):
        return 1
    below = [place for place in rows[index + 1] if not place.from_above and place.text]
    if not below or marks.is_number_row([place.text for place in below]):
        return 1
    return hang


def _label(rows: list[list[GridPlace]], index: int, at: int, depth: int) -> str:
    said: dict[int, str] = {}
    for row in rows[index : index + depth]:
        said.setdefault(row[at].origin, squeeze(row[at].text))
    texts = [text for text in said.values() if text]
    # "সময় ও মূল্য" over "সময়" and "মূল্য": the lower says which. Over a post and a phone the upper says whose.
    if len(texts) > 1 and column_kind(texts[0]) not in WHOSE and column_kind(texts[-1]):
        return texts[-1]
    return " ".join(texts)


def _spread(rows: list[list[GridPlace]], index: int, labels: list[str], tops: list[int], depth: int) -> Heads:
    """Places under one wide heading are one column, unless the headings below it mean different columns."""
    groups: list[list[int]] = []
    for at, label in enumerate(labels):
        before = groups[-1][-1] if groups else None
        same_top = before is not None and tops[before] == tops[at]
        if same_top and before is not None and _are_one(labels[before], label):
            groups[-1].append(at)
        else:
            groups.append([at])
    named = [_name_of(rows, index, group, labels) for group in groups]
    while named and not named[-1]:
        # A column without a heading at the end keeps its cells with the last that has one.
        named.pop()
        last = groups.pop()
        if groups:
            groups[-1] += last
    parts = [
        [squeeze(rows[index + depth - 1][at].text) if depth > 1 and len(group) > 1 else "" for at in group]
        for group in groups
    ]
    below = [
        [_group_text(row, group) for group in groups] for row in rows[index + depth : index + depth + SEEN]
    ]
    return Heads(read_columns(named, below), groups, parts, depth)


def _group_text(row: list[GridPlace], group: list[int]) -> str:
    return squeeze(" ".join(row[at].text for at in group if at < len(row)))


def _are_one(one: str, other: str) -> bool:
    kinds = {column_kind(one), column_kind(other)}
    return one == other or (len(kinds) == 1 and kinds <= set(MADE_ONE))


def _name_of(rows: list[list[GridPlace]], index: int, group: list[int], labels: list[str]) -> str:
    if len(group) == 1 or len({labels[at] for at in group}) == 1:
        return labels[group[0]]
    top = squeeze(rows[index][group[0]].text)
    return top if column_kind(top) else labels[group[0]]
