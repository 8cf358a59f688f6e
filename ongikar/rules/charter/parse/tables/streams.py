"""Tables copied cell by cell: one cell a line or a paragraph, with or without a pipe after each, and their
headings at the front.
"""

import re
from itertools import islice

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.document.lines import EMPTY_CELL
from ongikar.rules.charter.parse.document.records import is_record
from ongikar.rules.charter.parse.document.sections import REMARK, read_heading
from ongikar.rules.charter.parse.headings.columns import holds_several_headings, is_header, read_columns
from ongikar.rules.charter.parse.headings.scores import column_kind

from .align import fit_cells, whole_rows
from .runon import run_on_at
from .table_lines import is_header_line
from .tables import ParsedTable

# A table of headings is never wider; what follows is its first row.
WIDEST = 14
INDENTED = re.compile(r" {3,8}(?=[^\s•●▪·*\d০-৯(])")
ONE_CELL = re.compile(r"\|[^|]*\|")
# A heading that is not done, and what only goes on with one: "সেবা প্রদানের সর্বোচ্চ", "মূল্য এবং"; "(নাম,
# পদবি)", "এবং প্রাপ্তিস্থান".
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
        lines = [f"{line} |" if "|" not in line and read_heading(line) else line for line in lines]
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
            open_cell = read_heading(line) is None
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
    if (
        len(labels) < 2
        or not is_header(labels)
        or any(map(holds_several_headings, labels))
        or _alternate(labels)
    ):
        return [], 0
    return labels, used


def _rows_begin(labels: list[str], cell: str) -> bool:
    """Whether a cell can be no heading beside those before it: a sentence, an occasion for complaint, an
    expectation.
    """
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


# The lines in which a table's headings must all stand: each may take a line, a pipe and a blank.
LONGEST_HEADINGS = 4 * WIDEST
# How many lines show whether a serial stands before a row or before the other numbers of the columns.
SEVERAL = 4
FIRST_HEADINGS = ("serial", "name", "when")


def stream_at(lines: list[str], start: int) -> ParsedTable | None:
    """The table whose first heading is line `start`, one cell a line; None where no headings begin there."""
    if is_record(lines[start]):
        return None
    if not _may_begin(lines[start]):
        return run_on_at(lines, start)
    first_lines = lines[start : start + LONGEST_HEADINGS]
    labels, used = headings_of(cells_of(first_lines))
    if not labels:
        return run_on_at(lines, start)
    if column_kind(labels[0]) != "serial" and "serial" in map(
        column_kind, (labels[0].split("\n")[-1], labels[1])
    ):
        # "প্রদেয় সেবার বিবরণ" is the title of the table whose first column is the serial.
        return None
    # "অভিযোগ প্রতিকার কর্মকর্তা" among the headings of columns begins no section.
    under = next((n for n in range(1, len(first_lines)) if len(cells_of(first_lines[:n])) >= used), 1)
    if any(map(is_header_line, first_lines[1:under])):
        # "সেবাসমূহ" stands above a table whose headings are one line.
        return None
    end = _region_end(lines, start, start + under)
    cells = cells_of(lines[start:end])
    labels, used = headings_of(cells)
    if not labels:
        return None
    heads, body = read_columns(labels), cells[used:]
    numbered = None
    if count := marks.numbers_from_one(body):
        while count < min(len(labels), len(body)) and not body[count]:
            count += 1
        numbered = sum(1 for cell in body[:count] if cell)
        body = body[count:]
    body = body[_empty_cells_of_no_row(body, len(labels)) :]
    labels = _without_gaps(labels, body)
    heads = read_columns(labels)
    heads = read_columns(labels, whole_rows(body, heads))
    if heads[0].kind == "serial" and not any(map(marks.is_serial, body)) and body and body[0]:
        # The serials were lost with their column; the rows still stand in order under the other headings.
        rows = [["", *row] for row in fit_cells(body, heads[1:])]
    else:
        rows = fit_cells(body, heads)
    return ParsedTable(heads, [row for row in rows if any(row)], numbered, end)


def _without_gaps(labels: list[str], body: list[str]) -> list[str]:
    """The headings without what a blank line between two of them left, where more rows are
    whole without it.
    """
    headed = [label for label in labels if label]
    gaps = len(headed) < len(labels) and len(whole_rows(body, read_columns(headed))) > len(
        whole_rows(body, read_columns(labels))
    )
    return headed if gaps else labels


def _empty_cells_of_no_row(body: list[str], width: int) -> int:
    """How many empty cells to skip: what a wide merged heading leaves behind, never the empty serial of a cut
    row.
    """
    empty = next((index for index, cell in enumerate(body) if cell), len(body))
    return empty if empty >= width else 0


def _may_begin(line: str) -> bool:
    if SENTENCE.search(line):
        return False
    return column_kind(line.strip().strip("|").strip()) in FIRST_HEADINGS


def _region_end(lines: list[str], start: int, under: int) -> int:
    """The table ends where the next section, or the next row of headings, begins."""
    rows_seen = False
    first = lines[start].strip().strip("|").strip()
    for index in range(under, len(lines)):
        line = lines[index].strip().strip("|").strip()
        rows_seen = rows_seen or marks.serial_number(line) is not None
        if is_header_line(lines[index]) or (
            read_heading(lines[index]) and not _goes_on_below(lines, index) and not _is_a_name(lines, index)
        ):
            return index
        if rows_seen and "|" not in lines[index] and REMARK.match(line):
            return index
        if line and line == first and index > start + 1:
            # The headings begin again at the top of the next page.
            return index
        if (
            rows_seen
            and column_kind(line) == "serial"
            and is_header(cells_of(lines[index : index + 3 * WIDEST])[:4])
        ):
            return index
    return len(lines)


def _is_a_name(lines: list[str], index: int) -> bool:
    """Whether a charter's title stands right under a serial: "নাগরিক সনদ" is also what a council issues."""
    heading = read_heading(lines[index])
    above = (line.strip().strip("|").strip() for line in reversed(lines[max(0, index - SEVERAL) : index]))
    return (
        heading is not None and heading.section == "title" and marks.is_serial(next(filter(None, above), ""))
    )


def _goes_on_below(lines: list[str], index: int) -> bool:
    """Whether a heading stands inside the table: a serial follows it, and the columns are
    not headed again.
    """
    next_lines = (line.strip().strip("|").strip() for line in lines[index + 1 : index + 4 * SEVERAL])
    below = list(islice(filter(None, next_lines), SEVERAL))
    # The columns numbered again are no row: their headings follow.
    return marks.is_serial(below[0] if below else "") and not marks.numbers_from_one(below)
