"""Tables copied cell by cell: one cell a line or a paragraph, with or without a pipe after each."""

from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.align import fit
from ongikar.rules.charter_text.headers import Column, column_kind, columns, is_header, is_record, runs_on
from ongikar.rules.charter_text.lines import EMPTY_CELL
from ongikar.rules.charter_text.runon import run_on_at
from ongikar.rules.charter_text.sections import heading
from ongikar.rules.charter_text.tables import Table, is_header_line

# A table of headings is never wider; what follows is its first row.
WIDEST = 14
# The lines in which a table's headings must all stand: each may take a line, a pipe and a blank.
LONGEST_HEADINGS = 4 * WIDEST
FIRST_HEADINGS = ("serial", "name", "when")


def stream_at(lines: list[str], start: int) -> Table | None:
    """The table whose first heading is line `start`, one cell a line; None where no headings begin there."""
    if is_record(lines[start]):
        return None
    if not _may_begin(lines[start]):
        return run_on_at(lines, start)
    if not _headings(_cells(lines[start : start + LONGEST_HEADINGS]))[0]:
        return run_on_at(lines, start)
    end = _region_end(lines, start)
    cells = _cells(lines[start:end])
    heads, used = _headings(cells)
    if not heads:
        return None
    body = cells[used:]
    numbered = None
    if count := marks.numbers_from_one(body):
        while count < min(len(heads), len(body)) and not body[count]:
            count += 1
        numbered = sum(1 for cell in body[:count] if cell)
        body = body[count:]
    body = body[_empty_cells_of_no_row(body, len(heads)) :]
    if heads[0].kind == "serial" and not any(map(marks.is_serial, body)) and body and body[0]:
        # The serials were lost with their column; the rows still stand in order under the other headings.
        rows = [["", *row] for row in fit(body, heads[1:])]
    else:
        rows = fit(body, heads)
    return Table(heads, [row for row in rows if any(row)], numbered, end)


def _empty_cells_of_no_row(body: list[str], width: int) -> int:
    """How many empty cells to skip: what a wide merged heading leaves behind, never the empty serial of a cut row."""
    empty = next((index for index, cell in enumerate(body) if cell), len(body))
    return empty if empty >= width else 0


def _may_begin(line: str) -> bool:
    return column_kind(line.strip().strip("|").strip()) in FIRST_HEADINGS


def _region_end(lines: list[str], start: int) -> int:
    """The table ends where the next section, or the next row of headings, begins."""
    rows_seen = False
    first = lines[start].strip().strip("|").strip()
    for index in range(start + 1, len(lines)):
        line = lines[index].strip().strip("|").strip()
        rows_seen = rows_seen or marks.serial_number(line) is not None
        if is_header_line(lines[index]) or (heading(lines[index]) and not _goes_on_below(lines, index)):
            return index
        if line and line == first and index > start + 1:
            # The headings begin again at the top of the next page.
            return index
        if (
            rows_seen
            and column_kind(line) == "serial"
            and is_header(_cells(lines[index : index + 3 * WIDEST])[:4])
        ):
            return index
    return len(lines)


def _goes_on_below(lines: list[str], index: int) -> bool:
    """Whether a heading stands inside the table: a serial follows it, and the columns are not headed again."""
    below = (line.strip().strip("|").strip() for line in lines[index + 1 : index + 6])
    return marks.is_serial(next((line for line in below if line), ""))


def _cells(lines: list[str]) -> list[str]:
    """The cells of a region in reading order; an empty cell is an empty string."""
    if any("|" in line for line in lines):
        pieces = " ".join(line.strip() for line in lines).split("|")
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
        elif open_cell and by_paragraph:
            cells[-1] = f"{cells[-1]} {line.strip()}"
        else:
            cells.append(line.strip())
            open_cell = True
    return cells


def _headings(cells: list[str]) -> tuple[list[Column], int]:
    """The headings at the front of the cells, and how many cells they take."""
    labels: list[str] = []
    used = 0
    while used < len(cells) and len(labels) < WIDEST:
        cell = cells[used]
        if labels and cell and cell == labels[0]:
            break
        if marks.serial_number(cell) is not None or (len(labels) > 1 and marks.split_leading_serial(cell)[0]):
            break
        if labels and _belongs_to_last(labels[-1], cell):
            labels[-1] = f"{labels[-1]} {cell}"
        elif cell and column_kind(cell) is None and not _headings_go_on(cells, used):
            break
        else:
            labels.append(cell)
        used += 1
    while labels and not labels[-1]:
        labels.pop()
    if len(labels) < 2 or not is_header(labels) or any(map(runs_on, labels)):
        return [], 0
    return columns(labels), used


def _belongs_to_last(label: str, cell: str) -> bool:
    """A heading broken over two cells: "দায়িত্ব কর্মকর্তা /" and "কর্মচারীর পদবী", "কোর্ট" and "ফি"."""
    if not cell or not label:
        return False
    return label.endswith("/") or (column_kind(label) is None and column_kind(f"{label} {cell}") == "fee")


def _headings_go_on(cells: list[str], index: int) -> bool:
    """An unknown heading stands among known ones; the first cell of a row does not."""
    ahead: list[str] = []
    for cell in cells[index + 1 :]:
        if marks.serial_number(cell) is not None:
            # The first serial ends the headings: everything before it is one of them.
            return len(ahead) <= 3
        if column_kind(cell):
            return True
        if cell:
            ahead.append(cell)
        if len(ahead) > 1:
            return False
    return False
