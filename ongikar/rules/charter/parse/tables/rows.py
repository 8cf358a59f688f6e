"""Rows of a table made whole: a row cut by a page break is joined again, ঐ takes the cell above it."""

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.document.lines import squeeze
from ongikar.rules.charter.parse.document.sections import Heading, group_heading
from ongikar.rules.charter.parse.headings.columns import TableColumn
from ongikar.rules.charter.parse.headings.scores import column_kind

from .tables import ParsedTable

LETTERED = re.compile(r"\(?([কখগঘঙচছজ])[.)।]")
# "০৪ … (ক) সাধারণ", and under it "(খ) ব্যবসায়িক": both are of number 4.
FIRST_LETTER = re.compile(nfc(r"(?:^|[\s।])\(?([কখগঘঙচছ])\)"))
NEXT_LETTER = dict(zip("খগঘঙচছজ", "কখগঘঙচছ", strict=True))


@dataclass
class TableRow:
    """One row by column kind. `meant` holds what a ditto stands for; `raw` what is printed."""

    serial: int | None
    raw: dict[str, str]
    meant: dict[str, str] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)
    fees: list[tuple[str, str]] = field(
        default_factory=list
    )  # (heading, text) where fees have several columns
    held: dict[str, str] = field(
        default_factory=dict
    )  # what rows above said of the kinds that it leaves empty
    cut: bool = False  # joined from two pieces
    columns: list[TableColumn] = field(default_factory=list)
    division: str | None = None  # the department of a council whose heading stands above the table
    group: Heading | None = None  # the heading inside the table under which the rows from here stand

    def __getitem__(self, kind: str) -> str:
        return self.meant.get(kind) or self.raw.get(kind, "")


def shared_serial(row: TableRow, above: TableRow) -> int | None:
    """The serial that "(খ) …" shares with the row of "(ক) …" above it, and "(ক) …" with the numbered row that
    it divides.
    """
    mine = LETTERED.match(row.raw.get("name", ""))
    if not mine:
        return None
    before = NEXT_LETTER.get(mine[1])
    letters = FIRST_LETTER.findall(above.raw.get("name", ""))
    if begun := LETTERED.match(above.raw.get("name", "")):
        letters.append(begun[1])
    under = letters[-1] if letters else None
    return above.serial if under == before else None


def continues_row(row: TableRow, above: TableRow, *, at_break: bool) -> bool:
    """Whether a row is the rest of the row above: no serial, and no name, or at a page break little more than
    one.
    """
    if row.serial is not None or marks.is_serial(row.raw.get("serial", "")):
        return False
    filled = [kind for kind, cell in row.raw.items() if cell and kind != "serial"]
    if not filled and not row.extras:
        return False
    main = "name" if "name" in above.raw else "when"
    if not row.raw.get(main):
        return True
    alone = len(filled) == 1 and not row.extras
    goes_on = at_break or LETTERED.match(row[main]) is not None or row[main].startswith("(")
    return alone and len(above.raw) > 3 and goes_on


def join_rows(above: TableRow, rest: TableRow) -> None:
    """The rest of a row added to its beginning."""
    above.cut = True
    letter = LETTERED.match(rest.raw.get("name", ""))
    if letter and not LETTERED.match(above.raw.get("name", "")):
        # "খ. …" goes on where "ক. …" began, whatever column the copy dropped it in.
        for cells in (above.raw, above.extras):
            for key, cell in cells.items():
                if LETTERED.match(cell):
                    cells[key] = f"{cell} {rest.raw['name']}"
                    return
    for mine, more in ((above.raw, rest.raw), (above.extras, rest.extras)):
        for key, cell in more.items():
            mine[key] = f"{mine.get(key, '')} {cell}".strip()


def resolve_ditto(row: TableRow, above: TableRow | None) -> None:
    """What each ঐ of the row stands for, from the row above."""
    if above is None:
        return
    for kind, cell in row.raw.items():
        if marks.is_ditto(cell) and (said := above[kind] or above.held.get(kind)):
            row.meant[kind] = said
    for label, cell in row.extras.items():
        if marks.is_ditto(cell) and above.extras.get(label):
            row.extras[label] = above.extras[label]


def same_as_heading(row: TableRow) -> None:
    """A ditto in the first row, under a heading that is itself a post: "সাব-রেজিস্ট্রার, সংশ্লিষ্ট উপজেলা"."""
    for column in row.columns:
        ditto = column.kind in ("officer", "superior") and marks.is_ditto(row.raw.get(column.kind, ""))
        if ditto and column_kind(column.label) is None:
            row.meant[column.kind] = column.label


def hand_down(row: TableRow, above: TableRow | None) -> None:
    """What an empty cell does not say, but a ditto in the row below may still mean."""
    if above is None:
        return
    said = above.held | {kind: above[kind] for kind in above.raw if above[kind]}
    row.held = {kind: text for kind, text in said.items() if not row[kind]}


# A name ends here: "নমুনা সনদঃ-".
NAME_END = re.compile(r"\s*(?:ঃ\s*[-–]|:\s*[-–]?|[-–]{2,}|(?<=[\u0995-\u09ce])ঃ)\s*$")


def rows_of_table(table: ParsedTable, above: TableRow | None, *, repeated: bool) -> list[TableRow]:
    """The rows of a table. `above` is the last row before a page break repeated the headings; it is joined in
    place.
    """
    rows: list[TableRow] = []
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
        if previous and not group and continues_row(row, previous, at_break=at_break):
            join_rows(previous, row)
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
    cells: list[str], following: list[str] | None, columns: list[TableColumn], *, at_break: bool
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


def _row(columns: list[TableColumn], cells: list[str]) -> TableRow:
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
    return TableRow(serial, raw, columns=columns, extras=extras, fees=kept)
