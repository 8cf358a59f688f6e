"""A line of a table as cells: the headings that one line or several hold, and the cells of a row, also where
some were lost.
"""

import re

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.headings.columns import TableColumn, is_header
from ongikar.rules.charter.parse.headings.scores import DIGIT, column_kind

from .align import fit_cells

SPACES = re.compile(r" {2,}")
WIDE_GAP = re.compile(r"[\t|]| {3,}")
# How many headings may have been broken off a line of them; "সময়" alone is as likely a cell.
MOST_BROKEN_OFF = 3
SHORTEST_BROKEN_OFF = 12
TITLE = re.compile(
    nfc(r"(?:সিটিজেন(?:স|'স|’স)?\s*চার্টার|নাগরিক\s*সনদ|citizen(?:'s|’s|s)?\s*charter)\s*[:।]?"),
    re.IGNORECASE,
)
LEAST_UNDER_A_TITLE = 3


def split_line(line: str, head: str | None = None) -> list[str]:
    """The cells of one line; a line without delimiters is one cell.

    A pipe at either end is a border where the line of headings, `head`, has one too; else it parts an empty
    cell.
    """
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    if "|" in line:
        line, head = line.strip(), (line if head is None else head).strip()
        line = line[1:] if line.startswith("|") and head.startswith("|") else line
        line = line[:-1] if line.endswith("|") and head.endswith("|") else line
        return [cell.strip() for cell in line.split("|")]
    return [cell.strip() for cell in SPACES.split(line.strip())]


def is_header_line(line: str) -> bool:
    cells = split_line(line)
    return not _is_one_heading(line, cells) and is_header(cells)


def _is_one_heading(line: str, cells: list[str]) -> bool:
    """Two words that two spaces part, by a slip of the hand, are one heading: "সেবা প্রদানের  সময়"."""
    return len(cells) == 2 and not WIDE_GAP.search(line.strip())


def headings_at(lines: list[str], start: int) -> tuple[list[str], int]:
    """The headings that begin in line `start`, and the first line after them: a cell of several paragraphs
    breaks the line.
    """
    cells, under = split_line(lines[start]), start + 1
    if len(cells) > LEAST_UNDER_A_TITLE and TITLE.fullmatch(nfc(cells[0])) and column_kind(cells[1]):
        cells = cells[1:]  # the page's title got into the row of headings
    while "|" in lines[start] and under < len(lines) and lines[under].rstrip().endswith("|"):
        more = [cell for cell in split_line(lines[under], "| |") if cell]
        if not more or len(more) > MOST_BROKEN_OFF or not all(map(_is_heading, more)):
            break
        cells, under = [*filter(None, cells), *more], under + 1
    return cells, under


def _is_heading(cell: str) -> bool:
    return not marks.is_serial(cell) and column_kind(cell) is not None and len(cell) > SHORTEST_BROKEN_OFF


def fit_row(row: list[str], heads: list[TableColumn]) -> list[str]:
    """The cells of a row, each under its heading."""
    row = list(row)
    while len(row) > len(heads) and not row[-1]:
        row.pop()
    if len(row) == len(heads) + 1 and not row[0]:
        row = row[1:]
    if row[0] and not any(row[1:]) and len(heads) > 1:
        # One text across the table: the heading of a group, or a row cut down to its first cell.
        return [*row[:1], *[""] * (len(heads) - 1)]
    if row[:2] == ["", ""] and len(row) < len(heads):
        # What is empty at the front was kept, and what is missing was at the end.
        return row + [""] * (len(heads) - len(row))
    shifted = heads[0].kind == "serial" and row[0] != "" and not marks.is_serial(row[0])
    if len(row) == len(heads) and not shifted:
        return row
    if len(row) < len(heads) and not shifted and marks.serial_number(row[0]) is not None and len(row) > 2:
        placed = fit_cells(row, heads)
        return placed[0] if len(placed) == 1 else row + [""] * (len(heads) - len(row))
    filled = [cell for cell in row if cell]
    if len(filled) > 3 * len(heads):
        return _pad_row(row, heads)
    placed = fit_cells(filled, heads)
    return placed[0] if len(placed) == 1 else _pad_row(row, heads)


def _pad_row(row: list[str], heads: list[TableColumn]) -> list[str]:
    """A row too long for its table keeps everything: what is left over joins the last column."""
    width = len(heads)
    kept = [*row[: width - 1], " ".join(filter(None, row[width - 1 :]))]
    return kept + [""] * (width - len(kept))


def is_second_row(head: list[str], below: list[str]) -> bool:
    """Whether the line below divides a wide heading: "সেবার মূল্য" and an empty cell over
    "সাধারণ" and "জরুরি".
    """
    if len(below) != len(head) or "" not in head or any(map(DIGIT.search, below)):
        return False
    divided = {at for at, label in enumerate(head) if not label} | {
        at for at in range(len(head) - 1) if not head[at + 1]
    }
    said = {at for at, cell in enumerate(below) if cell}
    return len(said) > 1 and said <= divided and any(not head[at] for at in said)


def join_heading_rows(head: list[str], below: list[str]) -> list[str]:
    """The headings of two rows as one: what stands below, under the wide heading that it divides."""
    labels, wide = [], ""
    for upper, lower in zip(head, below, strict=True):
        wide = upper or wide
        labels.append(f"{wide} {lower}".strip() if lower else upper)
    return labels
