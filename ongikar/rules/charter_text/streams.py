"""Parses tables copied cell by cell: one cell a line or a paragraph, with or without a pipe after each."""

from itertools import islice

from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.align import fit
from ongikar.rules.charter_text.headers import columns, is_header
from ongikar.rules.charter_text.heading_scores import column_kind
from ongikar.rules.charter_text.record_cells import is_record
from ongikar.rules.charter_text.runon import run_on_at
from ongikar.rules.charter_text.sections import REMARK, heading
from ongikar.rules.charter_text.stream_heads import SENTENCE, WIDEST, cells_of, headings_of
from ongikar.rules.charter_text.table_lines import is_header_line
from ongikar.rules.charter_text.tables import Table
from ongikar.rules.charter_text.whole_rows import whole_rows

# The lines in which a table's headings must all stand: each may take a line, a pipe and a blank.
LONGEST_HEADINGS = 4 * WIDEST
# So many lines show whether a serial stands before a row or before the other numbers of the columns.
SEVERAL = 4
FIRST_HEADINGS = ("serial", "name", "when")


def stream_at(lines: list[str], start: int) -> Table | None:
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
    heads, body = columns(labels), cells[used:]
    numbered = None
    if count := marks.numbers_from_one(body):
        while count < min(len(labels), len(body)) and not body[count]:
            count += 1
        numbered = sum(1 for cell in body[:count] if cell)
        body = body[count:]
    body = body[_empty_cells_of_no_row(body, len(labels)) :]
    labels = _without_gaps(labels, body)
    heads = columns(labels)
    heads = columns(labels, whole_rows(body, heads))
    if heads[0].kind == "serial" and not any(map(marks.is_serial, body)) and body and body[0]:
        # The serials were lost with their column; the rows still stand in order under the other headings.
        rows = [["", *row] for row in fit(body, heads[1:])]
    else:
        rows = fit(body, heads)
    return Table(heads, [row for row in rows if any(row)], numbered, end)


def _without_gaps(labels: list[str], body: list[str]) -> list[str]:
    """The headings without what a blank line between two of them left, where more rows are whole without it."""
    headed = [label for label in labels if label]
    gaps = len(headed) < len(labels) and len(whole_rows(body, columns(headed))) > len(whole_rows(body, columns(labels)))  # fmt: skip
    return headed if gaps else labels


def _empty_cells_of_no_row(body: list[str], width: int) -> int:
    """How many empty cells to skip: what a wide merged heading leaves behind, never the empty serial of a cut row."""
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
            heading(lines[index]) and not _goes_on_below(lines, index) and not _is_a_name(lines, index)
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
    found = heading(lines[index])
    above = (line.strip().strip("|").strip() for line in reversed(lines[max(0, index - SEVERAL) : index]))
    return found is not None and found.section == "title" and marks.is_serial(next(filter(None, above), ""))


def _goes_on_below(lines: list[str], index: int) -> bool:
    """Whether a heading stands inside the table: a serial follows it, and the columns are not headed again."""
    told = (line.strip().strip("|").strip() for line in lines[index + 1 : index + 4 * SEVERAL])
    below = list(islice(filter(None, told), SEVERAL))
    # The columns numbered again are no row: their headings follow.
    return marks.is_serial(below[0] if below else "") and not marks.numbers_from_one(below)
