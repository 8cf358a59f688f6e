"""A row of a table, and how it stands to the row above: as its rest, under its serial, or repeating it by ঐ."""

import re
from dataclasses import dataclass, field

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.headers import Column
from ongikar.rules.charter_text.sections import Heading

LETTERED = re.compile(r"\(?([কখগঘঙচছজ])[.)।]")
# "০৪ … (ক) সাধারণ", and under it "(খ) ব্যবসায়িক": both are of number 4.
FIRST_LETTER = re.compile(nfc(r"(?:^|[\s।])\(?([কখগঘঙচছ])\)"))
NEXT_LETTER = dict(zip("খগঘঙচছজ", "কখগঘঙচছ", strict=True))


@dataclass
class Row:
    """One row by column kind. `meant` holds what a ditto stands for; `raw` what is printed."""

    serial: int | None
    raw: dict[str, str]
    meant: dict[str, str] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)
    fees: list[tuple[str, str]] = field(
        default_factory=list
    )  # (heading, text) where fees have several columns
    cut: bool = False  # joined from two pieces
    columns: list[Column] = field(default_factory=list)
    division: str | None = None  # the department of a council whose heading stands above the table
    group: Heading | None = None  # the heading inside the table under which the rows from here stand

    def __getitem__(self, kind: str) -> str:
        return self.meant.get(kind) or self.raw.get(kind, "")


def shared_serial(row: Row, above: Row) -> int | None:
    """The serial that "(খ) …" shares with the row of "(ক) …" above it."""
    mine = LETTERED.match(row.raw.get("name", ""))
    letters = FIRST_LETTER.findall(above.raw.get("name", ""))
    return above.serial if mine and letters and letters[-1] == NEXT_LETTER.get(mine[1]) else None


def continues(row: Row, above: Row, *, at_break: bool) -> bool:
    """Whether a row is the rest of the row above: no serial, and no name, or at a page break little more than one."""
    if row.serial is not None or marks.is_serial(row.raw.get("serial", "")):
        return False
    filled = [kind for kind, cell in row.raw.items() if cell and kind != "serial"]
    if not filled and not row.extras:
        return False
    main = "name" if "name" in above.raw else "when"
    if not row.raw.get(main):
        return True
    alone = len(filled) == 1 and not row.extras
    return alone and len(above.raw) > 3 and (at_break or LETTERED.match(row[main]) is not None)


def join(above: Row, rest: Row) -> None:
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


def resolve_ditto(row: Row, above: Row | None) -> None:
    """What each ঐ of the row stands for, from the row above."""
    if above is None:
        return
    for kind, cell in row.raw.items():
        if marks.is_ditto(cell) and above[kind]:
            row.meant[kind] = above[kind]
    for label, cell in row.extras.items():
        if marks.is_ditto(cell) and above.extras.get(label):
            row.extras[label] = above.extras[label]
