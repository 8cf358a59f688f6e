"""What the body of a letter is made of: paragraphs, and the tables and lists that stand in it as plain text.

A table is written as it comes from a spreadsheet, cells parted by tabs, or by hand, parted by “|”. A list is
lines that each begin with a number, a letter or a dash. What is neither stays as it was typed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

BLANK_LINE = re.compile(r"\n\s*\n")
# ১। 1. ১) (১) ক) (ক) a) (iv) - • before a blank: what stands before a line of a list.
MARK = re.compile(
    r"\s*(?P<mark>[-–•*]|\([০-৯0-9]{1,3}\)|[০-৯0-9]{1,3}[.)।]|\((?:[ক-হ]|[a-z]|[ivx]{1,5})\)|(?:[ক-হ]|[a-z])[.)।])"
    r"[ \t]+(?P<words>\S.*)"
)
# Between the heading of a table and its lines, as some write it: |---|:--|
RULED = re.compile(r"[\s|:+-]*-[\s|:+-]*")
FIGURE = re.compile(r"[০-৯0-9][০-৯0-9.,/:–%\s-]*|[-–—]?")
# With fewer lines a bar or a dash is part of a sentence.
LEAST_LINES = 2
# More columns than this cannot be read on a sheet upright.
MOST_COLUMNS = 12

# A paragraph; or a table, {"rows": its lines, the first of them the heading, "figures": the columns that hold
# nothing but figures}; or a list, {"items": pairs of a mark and the words behind it}.
Part = str | dict[str, Any]


def body_parts(body: str) -> list[Part]:
    return [part for block in BLANK_LINE.split(body) for part in parts_of_block(block.splitlines())]


def parts_of_block(lines: Iterable[str]) -> Iterator[Part]:
    sorted_lines = [SortedLine.of(line) for line in lines]
    words: list[str] = []
    for sort, group in groupby(sorted_lines, key=lambda line: line.sort):
        same = list(group)
        part = (
            None
            if len(same) < LEAST_LINES
            else table(same)
            if sort == TABLE
            else items(same)
            if sort
            else None
        )
        if part is None:
            words += [line.typed for line in same]
            continue
        yield from paragraph_of(words)
        words = []
        yield part
    yield from paragraph_of(words)


def paragraph_of(words: list[str]) -> Iterator[str]:
    if paragraph := "\n".join(words).strip():
        yield paragraph


TABLE, ITEM, WORDS = "table", "item", ""


@dataclass(frozen=True, slots=True)
class SortedLine:
    """A line as it was typed, what it may be part of, and the cells or the mark and words in it."""

    typed: str
    sort: str
    pieces: tuple[str, ...] = ()

    @classmethod
    def of(cls, typed: str) -> "SortedLine":
        if cells := cells_of(typed):
            return cls(typed, TABLE, cells)
        if item := MARK.fullmatch(typed):
            return cls(typed, ITEM, (item["mark"], item["words"].strip()))
        return cls(typed, WORDS)


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a line of a table, () of any other."""
    between = "\t" if "\t" in line.strip(" ") else "|"
    inside = line if between == "\t" else line.strip().removeprefix("|").removesuffix("|")
    cells = tuple(cell.strip() for cell in inside.split(between))
    return cells if 1 < len(cells) <= MOST_COLUMNS and any(cells) else ()


def table(lines: list[SortedLine]) -> Part | None:
    """None where less than two lines say something."""
    said = [line.pieces for line in lines if not RULED.fullmatch(line.typed)]
    if len(said) < LEAST_LINES:
        return None
    columns = max(map(len, said))
    rows = [[*cells, *[""] * (columns - len(cells))] for cells in said]
    # What a spreadsheet copies beside its table is empty from head to foot.
    full = [place for place in range(columns) if any(row[place] for row in rows)]
    rows = [[row[place] for place in full] for row in rows]
    return {"rows": rows, "figures": figure_columns(rows)}


def figure_columns(rows: list[list[str]]) -> list[int]:
    def holds_figures(cells: list[str]) -> bool:
        return any(cells) and all(FIGURE.fullmatch(cell) for cell in cells)

    return [place for place in range(len(rows[0])) if holds_figures([row[place] for row in rows[1:]])]


def items(lines: list[SortedLine]) -> Part:
    return {"items": [list(line.pieces) for line in lines]}
