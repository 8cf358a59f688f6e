"""Splits a line of a table into cells, and finds the headings, which may take one line or several."""

import re

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.headers import is_header
from ongikar.rules.charter_text.heading_scores import column_kind

SPACES = re.compile(r" {2,}")
WIDE_GAP = re.compile(r"[\t|]| {3,}")
# So many headings may have been broken off a line of them; "সময়" alone is as likely a cell.
MOST_BROKEN_OFF = 3
SHORTEST_BROKEN_OFF = 12
TITLE = re.compile(nfc(r"(?:সিটিজেন(?:স|'স|’স)?\s*চার্টার|নাগরিক\s*সনদ|citizen(?:'s|’s|s)?\s*charter)\s*[:।]?"), re.IGNORECASE)  # fmt: skip
LEAST_UNDER_A_TITLE = 3


def split(line: str, head: str | None = None) -> list[str]:
    """The cells of one line; a line without delimiters is one cell.

    A pipe at either end is a border where the line of headings, `head`, has one too; else it parts an empty cell.
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
    cells = split(line)
    return not _is_one_heading(line, cells) and is_header(cells)


def _is_one_heading(line: str, cells: list[str]) -> bool:
    """Two words that two spaces part, by a slip of the hand, are one heading: "সেবা প্রদানের  সময়"."""
    return len(cells) == 2 and not WIDE_GAP.search(line.strip())


def headings_at(lines: list[str], start: int) -> tuple[list[str], int]:
    """The headings that begin in line `start`, and the first line after them: a cell of several paragraphs breaks the line."""
    cells, under = split(lines[start]), start + 1
    if len(cells) > LEAST_UNDER_A_TITLE and TITLE.fullmatch(nfc(cells[0])) and column_kind(cells[1]):
        cells = cells[1:]  # the page's title got into the row of headings
    while "|" in lines[start] and under < len(lines) and lines[under].rstrip().endswith("|"):
        more = [cell for cell in split(lines[under], "| |") if cell]
        if not more or len(more) > MOST_BROKEN_OFF or not all(map(_is_heading, more)):
            break
        cells, under = [*filter(None, cells), *more], under + 1
    return cells, under


def _is_heading(cell: str) -> bool:
    return not marks.is_serial(cell) and column_kind(cell) is not None and len(cell) > SHORTEST_BROKEN_OFF
