"""Finds the cells of a page copied cell by cell, and the headings at the front of them."""

import re

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.headers import is_header, runs_on
from ongikar.rules.charter_text.heading_scores import column_kind
from ongikar.rules.charter_text.lines import EMPTY_CELL
from ongikar.rules.charter_text.sections import heading

# A table of headings is never wider; what follows is its first row.
WIDEST = 14
INDENTED = re.compile(r" {3,8}(?=[^\s•●▪·*\d০-৯(])")
ONE_CELL = re.compile(r"\|[^|]*\|")
# A heading that is not done, and what only goes on with one: "সেবা প্রদানের সর্বোচ্চ", "মূল্য এবং"; "(নাম, পদবি)", "এবং প্রাপ্তিস্থান".
UNDONE = re.compile(nfc(r"(?:[/,]|\s(?:ও|এবং|and|&)|সর্বোচ্চ|পেতে|প্রদানে|ের|(?:সেবা|কর্মকর্তা|শাখা)র)$"))
GOES_ON = re.compile(nfc(r"/|\((?![কখগঘঙ]\))|(?:ও|এবং|and|&)\s"))
# Headings are no sentences, and no lists.
SENTENCE = re.compile(r"।\s*$|^\s*[•●▪·*]")
# What a table may head twice.
OF_EXPECTATIONS = ["serial", "expectation"]
HEADED_AGAIN = {"extra", "fee", "officer", None}


def cells_of(lines: list[str]) -> list[str]:
    """The cells of a region in reading order; an empty cell is an empty string."""
    if any("|" in line for line in lines):
        # A border on both sides of the one cell of a line parts nothing before it.
        lines = [
            line.strip().removeprefix("|") if ONE_CELL.fullmatch(line.strip()) else line for line in lines
        ]
        # A part's heading between two rows closes no pipe, and is a cell of its own.
        lines = [f"{line} |" if "|" not in line and heading(line) else line for line in lines]
        pieces = "\n".join(line.strip() for line in lines).split("|")
        return [piece.replace(EMPTY_CELL, "").strip() for piece in pieces[:-1]] + [
            p.strip() for p in pieces[-1:] if p.strip()
        ]
    written = sum(1 for line in lines if line.strip())
    by_paragraph = written and sum(1 for line in lines if not line) >= written * 0.6
    cells: list[str] = []
    open_cell = False
    for line in lines:
        if not line:
            open_cell = False
        elif line == EMPTY_CELL:
            cells.append("")
            open_cell = False
        elif by_paragraph and cells and cells[-1] and INDENTED.match(line):
            # A paragraph that stands further in goes on with the one above.
            cells[-1] = f"{cells[-1]}\n{line.strip()}"
        elif open_cell and by_paragraph:
            cells[-1] = f"{cells[-1]}\n{line.strip()}"
        else:
            cells.append(line.strip())
            # What stands directly under a part's heading is the first cell of its rows.
            open_cell = heading(line) is None
    return cells


def headings_of(cells: list[str]) -> tuple[list[str], int]:
    """The headings at the front of the cells, and how many cells they take."""
    labels: list[str] = []
    used = 0
    while used < len(cells) and len(labels) < WIDEST:
        cell = cells[used]
        if labels and cell and cell == labels[0]:
            break
        if marks.serial_number(cell) is not None or (len(labels) > 1 and marks.split_leading_serial(cell)[0]):
            break
        if _rows_begin(labels, cell):
            break
        if labels and _belongs_to_last(labels[-1], cell):
            labels[-1] = f"{labels[-1]} {cell}"
        elif cell and column_kind(cell) is None and not _headings_go_on(cells, used, labels):
            break
        else:
            labels.append(cell)
        used += 1
    while labels and not labels[-1]:
        labels.pop()
    if len(labels) < 2 or not is_header(labels) or any(map(runs_on, labels)) or _alternate(labels):
        return [], 0
    return labels, used


def _rows_begin(labels: list[str], cell: str) -> bool:
    """Whether a cell can be no heading beside those before it: a sentence, an occasion for complaint, an expectation."""
    kinds = list(map(column_kind, labels))
    if kinds == OF_EXPECTATIONS or ("when" in kinds and marks.looks_like_when(cell)):
        return True
    return len(labels) > 1 and SENTENCE.search(cell) is not None


def _alternate(labels: list[str]) -> bool:
    """Whether every second cell is a value: the record of one service, and no row of headings."""
    heads, values = labels[::2], labels[1::2]
    unknown = sum(1 for value in values if column_kind(value) is None)
    return len(values) > 2 and all(map(column_kind, heads)) and 2 * unknown > len(values)


def _belongs_to_last(label: str, cell: str) -> bool:
    """A heading broken over two cells: "দায়িত্ব কর্মকর্তা /" and "কর্মচারীর পদবী", "কোর্ট" and "ফি"."""
    if not cell or not label:
        return False
    if (
        cell.count("(") > cell.count(")")
        and cell.startswith("(")
        and column_kind(cell.lstrip("( ")) is not None
    ):
        # "(দায়িত্বপ্রাপ্ত কর্মকর্তা (নাম, পদবি)": a bracket too many, and a heading of its own.
        return False
    if UNDONE.search(nfc(label)) or (GOES_ON.match(nfc(cell)) and not marks.is_letter_serial(cell)):
        return True
    if label.count("(") > label.count(")") and cell.count(")") > cell.count("("):
        return True
    if column_kind(label) == column_kind(cell) == "serial":
        return True
    return column_kind(label) is None and column_kind(f"{label} {cell}") == "fee"


def _headings_go_on(cells: list[str], index: int, labels: list[str]) -> bool:
    """An unknown heading stands among known ones; the first cell of a row does not."""
    ahead: list[str] = []
    met = {column_kind(label) for label in labels} - HEADED_AGAIN
    for cell in cells[index + 1 :]:
        if SENTENCE.search(cell):
            return False
        if marks.serial_number(cell) is not None:
            # The first serial ends the headings: everything before it is one of them.
            return len(ahead) <= 3
        if kind := column_kind(cell):
            return kind not in met
        if cell:
            ahead.append(cell)
        if len(ahead) > 1:
            return False
    return False
