"""Parses tables whose columns have run together with single spaces. A row begins with its serial and may take
several lines.
"""

import itertools

from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.document.lines import EMPTY_CELL, LONGEST_CELL
from ongikar.rules.charter.parse.document.sections import read_heading
from ongikar.rules.charter.parse.headings.columns import TableColumn
from ongikar.rules.charter.parse.headings.scores import column_kind

from .runon_heads import has_several_headings, may_begin_heading, rows_of_one_line, split_headings
from .runon_words import WORTH, Word, words_of_row
from .tables import ParsedTable

# Headings may be broken over so many lines.
HEADING_LINES = 4
DELIMITERS = ("\t", "|", "   ")
SKIPPED = -1.5
NAMELESS = -5.0  # a row without a name is none
AT_LINE = 1.0  # a column often begins where a line does
INSIDE = -0.5  # and seldom inside a time or a sum
NEXT_POST = 1.5
NAME_DONE = 1.0


def run_on_at(lines: list[str], start: int) -> ParsedTable | None:
    """The table whose headings begin in line `start` and run together; None where none do."""
    if unrolled := rows_of_one_line(lines[start]):
        table = _run_on(unrolled, 0)
        return table and table._replace(end=start + 1)
    return _run_on(lines, start)


def _run_on(lines: list[str], start: int) -> ParsedTable | None:
    heads, index = _heads(lines, start)
    if not heads:
        return None
    rows: list[list[str]] = []  # lines of each row
    numbered, last = None, 0
    while (
        index < len(lines)
        and not read_heading(lines[index])
        and not any(d in lines[index] for d in DELIMITERS)
    ):
        line = lines[index].strip()
        cells = line.split()
        if not rows and marks.is_number_row(cells):
            numbered = len(cells)
        elif line and line != EMPTY_CELL:
            serial = _serial_of(line, heads, last)
            if serial is not None or not rows:
                rows.append([])
            last = serial or last
            rows[-1].append(line)
        index += 1
    return ParsedTable(heads, [_placed(row, heads) for row in rows], numbered, index) if rows else None


def _heads(lines: list[str], start: int) -> tuple[list[TableColumn], int]:
    found: tuple[list[TableColumn], int] = ([], start)
    joined, run_on = "", False
    first = next(iter(lines[start].split()), "")
    if not may_begin_heading(first) and column_kind(first) is None:
        return found
    for index in range(start, min(len(lines), start + HEADING_LINES)):
        line = lines[index]
        if not line.strip() or any(mark in line for mark in DELIMITERS) or len(line) > LONGEST_CELL:
            break
        if index > start and column_kind(line.split()[0]) == "serial" != column_kind(first):
            # The headings begin here; what stands above is a title.
            break
        joined = f"{joined} {line.strip()}".strip()
        heads = split_headings(joined)
        run_on = run_on or has_several_headings(line)
        if heads and run_on:
            found = heads, index + 1
    return found


def _serial_of(line: str, heads: list[TableColumn], last: int) -> int | None:
    """The serial with which the line begins a row, 0 where it has a letter or the table has no serials; else
    None.
    """
    if heads[0].kind != "serial":
        return 0
    first = words_of_row([line[:80]])[0]
    if first.sort in ("time", "fee", "contact") or not marks.is_serial(first.text):
        return None
    serial = marks.serial_number(first.text)
    if " " not in line and serial != last + 1:
        return None
    return 0 if serial is None else serial if serial > last else None


def _placed(lines: list[str], heads: list[TableColumn]) -> list[str]:
    """The words of a row under their headings, each column after the one before it."""
    cells = [""] * len(heads)
    if sum(map(len, lines)) > LONGEST_CELL:
        return [*cells[:-1], " ".join(lines)]
    kinds = [head.kind for head in heads]
    words = words_of_row(lines)
    if kinds[0] == "serial" and words and marks.is_serial(words[0].text):
        cells[0], words = words[0].text, words[1:]
        first = 1
    else:
        first = 1 if kinds[0] == "serial" else 0
    if words and marks.is_ditto(words[0].text) and first + 1 < len(kinds):
        # ঐ is the whole cell.
        cells[first], words = words[0].text, words[1:]
        first += 1
    for word, column in zip(words, _cheapest(words, kinds, first), strict=True):
        cells[column] = f"{cells[column]} {word.text}".strip()
    return cells


def _cheapest(words: list[Word], kinds: list[str], first: int) -> list[int]:
    """The column of each word: columns only go forward, and every word costs what it is worth there."""
    if not words:
        return []
    places = range(first, len(kinds))
    scores = {c: _worth(words[0], kinds[c]) + _skipping(kinds[first:c]) for c in places}
    origins: list[dict[int, int]] = []
    for before, word in itertools.pairwise(words):
        came: dict[int, int] = {}
        reached: dict[int, float] = {}
        for column in places:
            ways = {
                p: scores[p] + _passing(before, word, p, column, ended=kinds[p] == "name")
                for p in places
                if p <= column
            }
            came[column] = max(ways, key=lambda p: ways[p])
            reached[column] = ways[came[column]] + _worth(word, kinds[column])
        scores = reached
        origins.append(came)
    # A row whose last columns were lost may end early, at less than the cost of a column skipped inside it.
    column = max(places, key=lambda c: scores[c] + SKIPPED / 2 * (len(kinds) - 1 - c))
    path = [column]
    for came in reversed(origins):
        column = came[column]
        path.append(column)
    return path[::-1]


def _skipping(kinds: list[str]) -> float:
    return sum(NAMELESS if kind == "name" else SKIPPED for kind in kinds)


def _worth(word: Word, kind: str) -> float:
    return WORTH[word.sort].get(kind, 0.0)


def _passing(before: Word, word: Word, previous: int, column: int, *, ended: bool) -> float:
    """The cost of going from one column to another between two words; `ended`: the name's column is left."""
    if previous == column:
        return -AT_LINE / 2 if word.breaks else 0.0
    cost = SKIPPED * (column - previous - 1) + (AT_LINE if word.breaks else 0.0)
    if word.goes_on:
        cost += 4 * INSIDE
    elif ended and before.ends_name:
        cost += NAME_DONE
    if word.sort == before.sort and word.sort in ("time", "fee") and not word.begins_span:
        return cost + 4 * INSIDE
    if (
        word.sort == "post"
        and before.sort in ("post", "contact")
        and (before.ends_post or before.sort == "contact")
    ):
        cost += NEXT_POST
    return cost
