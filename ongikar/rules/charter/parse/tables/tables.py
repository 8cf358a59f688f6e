"""Parses tables whose rows are lines: cells separated by tabs, pipes or runs of spaces."""

import re
from typing import NamedTuple

from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.document.lines import EMPTY_CELL
from ongikar.rules.charter.parse.document.sections import DEPARTMENT, REMARK, read_heading
from ongikar.rules.charter.parse.headings.columns import TableColumn, read_columns

from .table_lines import fit_row, headings_at, is_header_line, is_second_row, join_heading_rows, split_line

MARKDOWN_RULE = re.compile(r"[\s|:\-+=]*-{2,}[\s|:\-+=]*")


class ParsedTable(NamedTuple):
    columns: list[TableColumn]
    rows: list[list[str]]
    numbered: int | None  # how many columns the number row (১)…(৮) counts; None where there is no such row
    end: int  # the first line after the table


def table_at(lines: list[str], start: int) -> ParsedTable | None:
    """The table whose headings are line `start`, or None where that line is no row of headings."""
    if not is_header_line(lines[start]):
        return None
    cells, under = headings_at(lines, start)
    printed = len(cells)
    while cells and not cells[-1]:
        cells.pop()
    raw_rows, end = _rows(lines, start, under, printed)
    if raw_rows and is_second_row(cells, raw_rows[0]):
        cells = join_heading_rows(cells, raw_rows.pop(0))
    heads = read_columns(cells, raw_rows)
    rows: list[list[str]] = []
    numbered = None
    for row in raw_rows:
        if numbered is None and not rows and marks.is_number_row(row):
            numbered = sum(1 for cell in row if cell)
        elif any(row):
            rows.append(fit_row(row, heads))
    return ParsedTable(heads, rows, numbered, end)


def _rows(lines: list[str], start: int, under: int, width: int) -> tuple[list[list[str]], int]:
    """The rows under the headings of line `start`, which end before line `under`, and the first line after
    them.
    """
    head = lines[start]
    delimiter = "\t" if "\t" in head else "|" if "|" in head else "  "
    rows: list[list[str]] = []
    buffer, after_blank, index = "", False, under

    def flush() -> None:
        nonlocal buffer
        if buffer.strip():
            rows.append(split_line(buffer, head))
        buffer = ""

    while index < len(lines):
        line = lines[index]
        if not line or line == EMPTY_CELL:
            after_blank = True
        elif read_heading(line) and _goes_on_below(lines, index, delimiter):
            flush()
            rows.append([line.strip().strip("|").strip()])
        elif (
            read_heading(line)
            or _heads_another(line, head, width)
            or (delimiter not in line and REMARK.match(line))
        ):
            break
        elif DEPARTMENT.fullmatch(line.strip()) and (below := _begins_below(lines, index, delimiter)):
            flush()
            if below == "headings":
                break
            rows.append([line.strip()])
        elif MARKDOWN_RULE.fullmatch(line):
            pass
        elif (
            delimiter == "|"
            and buffer
            and len(split_line(buffer, head)) < width
            and _goes_on(buffer, line)
            and not _is_a_row_more(split_line(buffer, head), split_line(line, head), width)
        ) or (delimiter == "\t" and delimiter in line and _is_broken(buffer, line, width)):
            buffer = f"{buffer}\n{line.strip()}"
        elif delimiter in line:
            flush()
            buffer = line
        elif after_blank or not (buffer or rows):
            break
        elif buffer:
            buffer = f"{buffer.rstrip().removesuffix('|')}\n{line.strip()}"
        after_blank = after_blank and (not line or line == EMPTY_CELL)
        index += 1
    flush()
    return rows, index


def _heads_another(line: str, head: str, width: int) -> bool:
    """Whether a line heads another table. The rest of a row, "কার্যদিবস" and "টাকা" under the same columns,
    has no serial.
    """
    cells = split_line(line, head)
    rest = len(cells) == width and not cells[0] and bool(split_line(head)[0])
    return not rest and is_header_line(line)


def _goes_on_below(lines: list[str], index: int, delimiter: str) -> bool:
    """Whether a heading stands inside the table: rows with a serial follow it, and no headings of columns."""
    below = next((line for line in lines[index + 1 :] if line.strip() and line != EMPTY_CELL), "")
    return delimiter in below and marks.is_serial(split_line(below.strip().lstrip("|"))[0])


def _begins_below(lines: list[str], index: int, delimiter: str) -> str | None:
    """What begins under a line that may name a department: new headings, or rows with serials."""
    below = next((line for line in lines[index + 1 :] if line.strip() and line != EMPTY_CELL), "")
    if is_header_line(below):
        return "headings"
    return "rows" if _goes_on_below(lines, index, delimiter) else None


def _is_broken(buffer: str, line: str, width: int) -> bool:
    """Whether a row was broken inside a cell: it began with a serial, and this line brings exactly the cells
    it lacks.
    """
    begun, more = split_line(buffer), split_line(line)
    numbered = marks.is_serial(begun[0]) and not marks.is_serial(more[0])
    return numbered and more[0] != "" and len(begun) + len(more) - 1 == width


def _goes_on(buffer: str, line: str) -> bool:
    """Whether a line continues the unfinished row before it, rather than beginning the next."""
    begun, first = (split_line(text.strip().lstrip("|"))[0] for text in (buffer, line))
    if marks.is_serial(first):
        return False
    above = marks.serial_number(begun) or marks.split_leading_serial(begun)[0]
    serial = marks.split_leading_serial(first)[0]
    return serial is None or above is None or serial != above + 1


def _is_a_row_more(begun: list[str], more: list[str], width: int) -> bool:
    """Whether two lines are too much for one row, where neither has a serial to tell: too many cells, or two
    times or fees.

    Such lines are rows whose merged cells were lost. The first cell of the second may be the end of the cell
    above it.
    """
    begun, more = ([cell for cell in cells if cell] for cells in (begun, more))
    if not begun or marks.is_serial(begun[0]) or marks.split_leading_serial(begun[0])[0] is not None:
        return False
    return len(begun) + len(more) - 1 > width or any(
        any(map(of, begun)) and any(map(of, more[1:])) for of in (marks.looks_like_time, marks.looks_like_fee)
    )
