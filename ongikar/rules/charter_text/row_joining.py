"""Decides how a row of a table relates to the row above: its continuation, a part of the same serial, or a repetition by ঐ."""

import re
from dataclasses import dataclass, field

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.headers import Column
from ongikar.rules.charter_text.heading_scores import column_kind
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
    held: dict[str, str] = field(
        default_factory=dict
    )  # what rows above said of the kinds that it leaves empty
    cut: bool = False  # joined from two pieces
    columns: list[Column] = field(default_factory=list)
    division: str | None = None  # the department of a council whose heading stands above the table
    group: Heading | None = None  # the heading inside the table under which the rows from here stand

    def __getitem__(self, kind: str) -> str:
        return self.meant.get(kind) or self.raw.get(kind, "")


def shared_serial(row: Row, above: Row) -> int | None:
    """The serial that "(খ) …" shares with the row of "(ক) …" above it, and "(ক) …" with the numbered row that it divides."""
    mine = LETTERED.match(row.raw.get("name", ""))
    if not mine:
        return None
    before = NEXT_LETTER.get(mine[1])
    letters = FIRST_LETTER.findall(above.raw.get("name", ""))
    if begun := LETTERED.match(above.raw.get("name", "")):
        letters.append(begun[1])
    under = letters[-1] if letters else None
    return above.serial if under == before else None


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
    goes_on = at_break or LETTERED.match(row[main]) is not None or row[main].startswith("(")
    return alone and len(above.raw) > 3 and goes_on


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
        if marks.is_ditto(cell) and (said := above[kind] or above.held.get(kind)):
            row.meant[kind] = said
    for label, cell in row.extras.items():
        if marks.is_ditto(cell) and above.extras.get(label):
            row.extras[label] = above.extras[label]


def same_as_heading(row: Row) -> None:
    """A ditto in the first row, under a heading that is itself a post: "সাব-রেজিস্ট্রার, সংশ্লিষ্ট উপজেলা"."""
    for column in row.columns:
        ditto = column.kind in ("officer", "superior") and marks.is_ditto(row.raw.get(column.kind, ""))
        if ditto and column_kind(column.label) is None:
            row.meant[column.kind] = column.label


def hand_down(row: Row, above: Row | None) -> None:
    """What an empty cell does not say, but a ditto in the row below may still mean."""
    if above is None:
        return
    said = above.held | {kind: above[kind] for kind in above.raw if above[kind]}
    row.held = {kind: text for kind, text in said.items() if not row[kind]}
