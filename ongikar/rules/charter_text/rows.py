"""Completes the rows of a table: joins a row cut by a page break, and replaces ঐ by the cell above."""

import re
from itertools import zip_longest

from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.headers import Column
from ongikar.rules.charter_text.lines import squeeze
from ongikar.rules.charter_text.row_joining import (
    LETTERED,
    Row,
    continues,
    hand_down,
    join,
    resolve_ditto,
    same_as_heading,
    shared_serial,
)
from ongikar.rules.charter_text.sections import Heading, group_heading
from ongikar.rules.charter_text.tables import Table

# A name ends here: "নমুনা সনদঃ-".
NAME_END = re.compile(r"\s*(?:ঃ\s*[-–]|:\s*[-–]?|[-–]{2,}|(?<=[\u0995-\u09ce])ঃ)\s*$")


def rows_of(table: Table, above: Row | None, *, repeated: bool) -> list[Row]:
    """The rows of a table. `above` is the last row before a page break repeated the headings; it is joined in place."""
    rows: list[Row] = []
    at_break, group = repeated, None
    made = [[squeeze(cell) for cell in cells] for cells in table.rows]
    # A row of dashes says nothing.
    made = [cells for cells in made if not all(map(marks.is_blank, cells))]
    for cells, following in zip_longest(made, made[1:]):
        if marks.is_number_row(cells):
            # The columns are numbered again at the top of every page.
            at_break = bool(rows) or repeated
            continue
        if heading := _group(cells, following, table.columns, at_break=at_break):
            group = heading
            continue
        row = _row(table.columns, cells)
        previous = rows[-1] if rows else above if repeated else None
        if previous and not group and continues(row, previous, at_break=at_break):
            join(previous, row)
        else:
            row.group, group = group, None
            if previous and row.serial is None:
                row.serial = shared_serial(row, previous)
            rows.append(row)
        at_break = False
    # A serial with nothing beside it, where the page lost the row's words, is no service.
    rows = [row for row in rows if any(map(_says, row.raw.items())) or any(row.extras.values())]
    for row, before in zip(rows, [above, *rows], strict=False):
        if before is None:
            same_as_heading(row)
        resolve_ditto(row, before)
        hand_down(row, before)
    return rows


def _says(cell: tuple[str, str]) -> bool:
    return cell[0] != "serial" and not marks.is_blank(cell[1])


def _group(
    cells: list[str], following: list[str] | None, columns: list[Column], *, at_break: bool
) -> Heading | None:
    """The heading of a group of rows: one text across the table, and under it a row with a serial."""
    filled = [(column.kind, cell) for column, cell in zip(columns, cells, strict=True) if cell]
    if (
        len(filled) != 1
        or filled[0][0] not in ("serial", "name")
        or following is None
        or filled[0][1][0] == "("
    ):
        return None
    text = filled[0][1]
    numbered = columns[0].kind == "serial" and marks.serial_number(following[0]) is not None
    if marks.serial_number(text) is not None or (LETTERED.match(text) and not numbered):
        return None
    return group_heading(text, certain=numbered and not at_break)


def _row(columns: list[Column], cells: list[str]) -> Row:
    raw: dict[str, str] = {}
    extras: dict[str, str] = {}
    fees: list[tuple[str, str]] = []
    for column, cell in zip(columns, cells, strict=True):
        if column.kind == "fee":
            fees.append((squeeze(column.label), cell))
        elif column.kind == "extra":
            if cell and column.label:
                extras[squeeze(column.label)] = cell
            elif cell:
                raw["name"] = f"{raw.get('name', '')} {cell}".strip()
        else:
            raw[column.kind] = f"{raw.get(column.kind, '')} {cell}".strip()
    if fees:
        raw["fee"] = " ".join(cell for _, cell in fees if cell)
    if raw.get("serial") and not marks.is_serial(raw["serial"]):
        # A row cut down to its first cell has its text where the serial stands.
        raw["name"] = f"{raw['serial']} {raw.get('name', '')}".strip()
        raw["serial"] = ""
    serial = marks.serial_number(raw.get("serial", ""))
    if serial is None and "name" in raw:
        serial, raw["name"] = marks.split_leading_serial(raw["name"])
    elif serial is None and "when" in raw:
        serial, raw["when"] = marks.split_leading_serial(raw["when"])
    if "name" in raw:
        raw["name"] = NAME_END.sub("", raw["name"])
    kept = [fee for fee in fees if fee[1]] if len(fees) > 1 else []
    return Row(serial, raw, columns=columns, extras=extras, fees=kept)
