"""Assigns cells in reading order to columns: whole rows first, and at the lowest cost where cells were
lost.

Rows of which no cell was lost are recognised from serial to serial, or by count where there are no serials.
A page copied cell by cell loses its empty cells and splits others, so counting cells puts the remaining
ones in the wrong columns. Every placing has a cost (a column skipped, two cells in one column, a time in
the fee column) and the cheapest is found by dynamic programming over (cell, column).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.cells.amounts import time_amounts
from ongikar.rules.charter.parse.cells.contacts import is_contact
from ongikar.rules.charter.parse.cells.officer import POST_LABEL, is_titled_name
from ongikar.rules.charter.parse.headings.columns import TableColumn

# The cell is not done: "অফিসার/", "(ত্রাণ শাখা),", "জেলা প্রশাসক ও".
UNDONE = re.compile(nfc(r"(?:(?<![0-9০-৯])[/,]|\s(?:ও|এবং|and|&|হতে|থেকে|হইতে))$"))
# What a list is headed by, and its first paper.
LIST_HEAD = re.compile(nfc(r"(?:প্রয়োজনীয়\s*)?(?:কাগজ\s*পত্র|দলিল)\S*\s*[:ঃ]\s*-?"))
LISTED = re.compile(nfc(r"\(?[0-9০-৯ক]{1,2}\s*[.।)]|[•●▪*-]\s"))
BRACKET = re.compile(r"\([^()]*\)")
# "০৭ (সাত)", and its unit in the next line.
BARE_NUMBER = re.compile(r"\d{1,3}\s*(?:\([^()\d]{1,20}\))?")
# The further numbers of a list that stands in one cell.
WITHIN = re.compile(r"(?<=[\s।,;])\(?(\d{1,2})\s*[.)।]+\s*(?=[^\d\s])")
LETTERED = re.compile(nfc(r"\(?([কখগঘঙচছজ])\s*[.)।]\s*\S"))
LONGEST_NUMBER = 40
# "পদবিঃ … ফোনঃ …" is a whole cell; "পদবিঃ …" alone stands under a name.
CONTACT_INSIDE = re.compile(r"@|\d{6}")


def mend_cells(cells: list[str]) -> list[str]:
    """The cells, each with the pieces that go on with it."""
    whole: list[str] = []
    last = ""
    for cell in cells:
        if whole and continues_cell(last, cell):
            whole[-1] = f"{whole[-1]} {cell}"
        else:
            whole.append(cell)
        last = cell
    return whole


def drop_repeated_posts(cells: list[str]) -> list[str]:
    """The cells without a post that a page prints twice, one line under the other."""
    doubled = (cell == before and marks.looks_like_officer(cell) for before, cell in pairwise(["", *cells]))
    return [cell for cell, twice in zip(cells, doubled, strict=True) if not twice]


def continues_cell(before: str, cell: str) -> bool:
    """Whether a cell is the next piece of the one before it."""
    if not before or not cell or marks.is_serial(before) or marks.is_serial(cell):
        return False
    if UNDONE.search(before) or BRACKET.fullmatch(cell) or _closes_bracket(before, cell):
        return True
    return _next_of_a_list(before, cell) or _unit_of(before, cell) or _of_an_officer(before, cell)


def _closes_bracket(before: str, cell: str) -> bool:
    return before.count("(") > before.count(")") and cell.count(")") > cell.count("(")


def _next_of_a_list(before: str, cell: str) -> bool:
    if LIST_HEAD.fullmatch(nfc(before)) and LISTED.match(nfc(cell)):
        return True
    first, second = marks.split_leading_serial(before)[0], marks.split_leading_serial(cell)[0]
    if first is not None:
        inside = [int(number) for number in WITHIN.findall(latin_digits(before))]
        return second == (inside[-1] if inside else first) + 1
    one, other = LETTERED.match(before), LETTERED.match(cell)
    return one is not None and other is not None and ord(other[1]) == ord(one[1]) + 1


def _unit_of(before: str, cell: str) -> bool:
    if len(before) > LONGEST_NUMBER or len(cell) > LONGEST_NUMBER:
        return False
    number = BARE_NUMBER.fullmatch(latin_digits(before).strip())
    return number is not None and bool(time_amounts(f"{before} {cell}")) and not time_amounts(cell)


def _of_an_officer(before: str, cell: str) -> bool:
    """Post, phone, room or e-mail on a line of its own, under a name or a post."""
    if is_titled_name(before):
        return marks.looks_like_officer(cell)
    posted = POST_LABEL.match(nfc(cell)) and not CONTACT_INSIDE.search(latin_digits(cell))
    if not (is_contact(cell) or posted):
        return False
    return is_contact(before) or not (marks.looks_like_time(before) or marks.looks_like_fee(before))


# A fee that takes a paragraph is more likely a list of papers that mentions one.
LONG_CELL = 60
TEXT_OF_ITS_KIND = 1.5
# Every service has a name: what suits it as well as its neighbour stands under it.
OF_A_NAME = 0.6
TEXT_KINDS = ("name", "method", "documents", "place", "extra")


def fitness(cell: str, kind: str, highest: int = 999) -> float:
    """How well a cell's own look suits a column; 0 is neutral. No serial is above `highest`."""
    number = marks.serial_number(cell)
    serial = number is not None
    if kind == "serial" and number is None and marks.is_letter_serial(cell):
        return 4.0
    if kind == "serial":
        return 6.0 if number is not None and number <= highest else (-3.0 if not cell else -8.0)
    if marks.is_blank(cell):
        return -3.0 if kind == "name" else 0.0
    if serial:
        return 0.5 if kind in ("fee", "extra") else -3.0
    if kind == "when":
        return 3.0 if marks.looks_like_when(cell) else -1.0
    time_like, fee_like = marks.looks_like_time(cell), marks.looks_like_fee(cell)
    if kind in ("time", "limit"):
        return 3.0 if time_like else (-3.0 if fee_like else -1.0)
    if kind == "fee":
        likely = 3.0 if len(cell) < LONG_CELL else 1.0
        return likely if fee_like else (-3.0 if time_like else -1.0)
    if kind in ("officer", "superior", "remedy", "whom"):
        if marks.looks_like_when(cell):
            return -2.0
        return 2.0 if marks.looks_like_officer(cell) else (-2.0 if time_like or fee_like else 0.0)
    if kind in TEXT_KINDS:
        if (time_like or fee_like) and len(cell) < 40 and kind != "extra":
            return -1.5
        return _of_text(cell, kind)
    return 0.0


def _of_text(cell: str, kind: str) -> float:
    """A column of plain words: most cells suit it alike, but papers suit the papers best and a place the
    places.
    """
    if kind == "name":
        return OF_A_NAME
    if marks.looks_like_text_of(cell, kind):
        return TEXT_OF_ITS_KIND
    others = [other for other in ("documents", "place") if other != kind and kind in ("documents", "place")]
    return 0.0 if any(marks.looks_like_text_of(cell, other) for other in others) else 0.5


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
    for kept in (cells, [cell for cell in cells if cell]):
        rows = [kept[at : at + len(kinds)] for at in range(0, len(kept), len(kinds))]
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


SKIP_COLUMN = -1.2
SKIP_EMPTY_CELL = -0.4
SAME_COLUMN = -2.5
# The second is a piece of the first.
SAME_COLUMN_GOING_ON = 0.2
IMPOSSIBLE = float("-inf")
# Two thousand rows of eight columns; this many cells with no row whole are no charter, and are only counted
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
