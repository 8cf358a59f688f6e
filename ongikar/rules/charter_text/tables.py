"""Tables whose rows are lines: cells parted by tabs, pipes or runs of spaces."""

import re
from typing import NamedTuple

from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.align import fit
from ongikar.rules.charter_text.headers import Column, columns, is_header
from ongikar.rules.charter_text.lines import EMPTY_CELL
from ongikar.rules.charter_text.sections import heading

MARKDOWN_RULE = re.compile(r"[\s|:\-+=]*-{2,}[\s|:\-+=]*")
SPACES = re.compile(r" {2,}")
STARTS_ROW = re.compile(r"\|?\s*\(?[0-9০-৯]{1,3}\)?[.।)]?[^|]*\|")


class Table(NamedTuple):
    columns: list[Column]
    rows: list[list[str]]
    numbered: int | None  # how many columns the number row (১)…(৮) counts; None where there is no such row
    end: int  # the first line after the table


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
    return is_header(split(line))


def table_at(lines: list[str], start: int) -> Table | None:
    """The table whose headings are line `start`, or None where that line is no row of headings."""
    cells = split(lines[start])
    if not is_header(cells):
        return None
    while cells and not cells[-1]:
        cells.pop()
    heads = columns(cells)
    raw_rows, end = _rows(lines, start, len(heads))
    rows: list[list[str]] = []
    numbered = None
    for row in raw_rows:
        if numbered is None and not rows and marks.is_number_row(row):
            numbered = sum(1 for cell in row if cell)
        elif any(row):
            rows.append(_fitted(row, heads))
    return Table(heads, rows, numbered, end)


def _fitted(row: list[str], heads: list[Column]) -> list[str]:
    """The cells of a row, each under its heading."""
    row = list(row)
    while len(row) > len(heads) and not row[-1]:
        row.pop()
    if len(row) == len(heads) + 1 and not row[0]:
        row = row[1:]
    if row[0] and not any(row[1:]) and len(heads) > 1:
        # One text across the table: the heading of a group, or a row cut down to its first cell.
        return [*row[:1], *[""] * (len(heads) - 1)]
    shifted = heads[0].kind == "serial" and row[0] != "" and not marks.is_serial(row[0])
    if len(row) == len(heads) and not shifted:
        return row
    if len(row) < len(heads) and not shifted and marks.serial_number(row[0]) is not None and len(row) > 2:
        fitted = fit(row, heads)
        return fitted[0] if len(fitted) == 1 else row + [""] * (len(heads) - len(row))
    filled = [cell for cell in row if cell]
    if len(filled) > 3 * len(heads):
        return _padded(row, heads)
    fitted = fit(filled, heads)
    return fitted[0] if len(fitted) == 1 else _padded(row, heads)


def _padded(row: list[str], heads: list[Column]) -> list[str]:
    """A row too long for its table keeps everything: what is left over joins the last column."""
    width = len(heads)
    kept = [*row[: width - 1], " ".join(filter(None, row[width - 1 :]))]
    return kept + [""] * (width - len(kept))


def _rows(lines: list[str], start: int, width: int) -> tuple[list[list[str]], int]:
    """The rows under the headings in line `start`, and the first line after them."""
    head = lines[start]
    delimiter = "\t" if "\t" in head else "|" if "|" in head else "  "
    rows: list[list[str]] = []
    buffer, after_blank, index = "", False, start + 1

    def flush() -> None:
        nonlocal buffer
        if buffer.strip():
            rows.append(split(buffer, head))
        buffer = ""

    while index < len(lines):
        line = lines[index]
        if not line or line == EMPTY_CELL:
            after_blank = True
        elif heading(line) and _goes_on_below(lines, index, delimiter):
            flush()
            rows.append([line.strip().strip("|").strip()])
        elif heading(line) or is_header_line(line):
            break
        elif MARKDOWN_RULE.fullmatch(line):
            pass
        elif delimiter == "|" and buffer and len(split(buffer, head)) < width and _goes_on(line):
            buffer = f"{buffer} {line.strip()}"
        elif delimiter in line:
            flush()
            buffer = line
        elif after_blank or not (buffer or rows):
            break
        elif buffer:
            buffer = f"{buffer.rstrip().removesuffix('|')} {line.strip()}"
        after_blank = after_blank and (not line or line == EMPTY_CELL)
        index += 1
    flush()
    return rows, index


def _goes_on_below(lines: list[str], index: int, delimiter: str) -> bool:
    """Whether a heading stands inside the table: rows with a serial follow it, and no headings of columns."""
    below = next((line for line in lines[index + 1 :] if line.strip() and line != EMPTY_CELL), "")
    return delimiter in below and marks.is_serial(split(below.strip().lstrip("|"))[0])


def _goes_on(line: str) -> bool:
    """Whether a line continues the unfinished row before it, rather than beginning the next."""
    return STARTS_ROW.match(line) is None
