"""The rows of a workbook that list devices: headings found wherever they stand, merged cells filled, Bijoy
read as Bangla.

A list is written for people: a title over it, a head of two rows, one cell for a lab and beside it twenty
devices. All of that is read; what is no list of devices is left alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from ongikar.charter.documents import faults
from ongikar.charter.documents.faults import DocumentFault, FaultText
from ongikar.charter.documents.xlsx import At, RawSheet, raw_sheets
from ongikar.rules.bangla.bijoy import BANGLA, is_bijoy_font, looks_like_bijoy, to_unicode
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import nfc

from .headings import COLUMN_OF, LATIN_COLUMNS, NEEDED

MOST_BYTES, MOST_ROWS = 5_000_000, 6_000
# Over the list stand the names of the ministry, the department and the office, and a date.
MOST_ROWS_ABOVE = 20
# What one merged cell may say for many devices; a number on a label is of one alone.
SHARED = frozenset({"kind", "maker", "model", "place", "eiin", "source", "warranty_until", "state"})
SAMPLE = 20_000
ZIP = b"PK"

NOT_XLSX = FaultText(
    "এটি XLSX ফাইল নয়। এক্সেলে খুলে XLSX হিসেবে সংরক্ষণ করে দিন।",
    "This is no XLSX file. Open it in a spreadsheet program and save it as XLSX.",
)
TOO_LARGE = FaultText(
    "ফাইলটি {most} MB-এর চেয়ে বড়; ভাগ করে আনুন।", "The file is larger than {most} MB; bring it in parts."
)
TOO_MANY_ROWS = FaultText(
    "তালিকায় {most}-এর বেশি সারি; ভাগ করে আনুন।", "The list has more than {most} rows; bring it in parts."
)
NO_TABLE = FaultText(
    "কোনো পাতায় “যন্ত্র” শিরোনামের কলাম পাওয়া যায়নি। নমুনা ফাইলটি নিয়ে তাতে লিখুন।",
    "No sheet has a column called “Device”. Take the sample file and fill it in.",
)
NO_ROWS = FaultText(
    "তালিকায় কোনো সারি নেই; শিরোনামের নিচে যন্ত্রগুলো লিখুন।",
    "The list has no rows; enter the devices below its headings.",
)
HEADING_TWICE = FaultText(
    "“{words}” শিরোনামের দুটি কলাম; একটি রাখুন।", "Two columns are headed “{words}”; keep one of them."
)


class CellText(NamedTuple):
    """What stands in a cell, and what it reads as where it may be Bijoy."""

    typed: str
    read: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as the spreadsheet counts it, and by column what its cells say; empty ones are left out."""

    sheet: int
    number: int
    cells: Mapping[str, CellText]


def read_list(upload: Any) -> list[SheetRow]:
    """The rows of an uploaded workbook. Raises DocumentFault, which says what is wrong with the file."""
    if upload.size > MOST_BYTES:
        raise TOO_LARGE.fault(most=MOST_BYTES // faults.MEGABYTE)
    content = upload.read()
    if not content.startswith(ZIP):
        raise NOT_XLSX.fault()
    try:
        readers = [ListReader(sheet) for sheet in raw_sheets(content)]
        rows = list(rows_of(readers))
    except (MemoryError, RecursionError, ValueError, KeyError, IndexError) as fault:
        raise faults.BROKEN.fault(kind="XLSX") from fault
    if not rows:
        raise (NO_ROWS if any(reader.columns for reader in readers) else NO_TABLE).fault()
    return rows


def rows_of(readers: list["ListReader"]) -> Iterator[SheetRow]:
    count = 0
    for place, reader in enumerate(readers):
        for number, cells in reader.rows():
            if (count := count + 1) > MOST_ROWS:
                raise TOO_MANY_ROWS.fault(most=MOST_ROWS)
            yield SheetRow(place, number + 1, cells)


class ListReader:
    """One sheet. Without the headings of a list it has no rows."""

    def __init__(self, sheet: RawSheet) -> None:
        self.sheet = sheet
        sample = "\n".join(
            run.text for runs in sheet.cells.values() for run in runs if not is_bijoy_font(run.font)
        )
        self.looks_bijoy = looks_like_bijoy(sample[:SAMPLE])
        # A cell merged downwards says the same for every row that it covers.
        self.anchors: dict[int, dict[int, int]] = {}
        covered = 0
        for (first, column), (down, _) in sheet.spans.items():
            if down < 2 or (first, column) not in sheet.cells:
                continue
            if (covered := covered + min(down, MOST_ROWS)) > faults.MOST_CELLS:
                raise faults.BOMB.fault()
            for row in range(first + 1, first + min(down, MOST_ROWS)):
                self.anchors.setdefault(row, {})[column] = first
        self.head, self.columns = self.find_headings()

    def text_at(self, at: At) -> CellText:
        """Of a cell, or of the one that covers it from above; empty where nothing stands."""
        runs = self.sheet.cells.get(at)
        if runs is None:
            first = self.anchors.get(at[0], {}).get(at[1])
            runs = self.sheet.cells.get((first, at[1]), ()) if first is not None else ()
        typed = squeeze_spaces("".join(run.text for run in runs))
        read = squeeze_spaces(
            "".join(as_bangla(run.text) if is_bijoy_font(run.font) else run.text for run in runs)
        )
        if read == typed and self.looks_bijoy and not BANGLA.search(typed):
            read = squeeze_spaces(as_bangla(typed, sure=False))
        return CellText(typed, read)

    def find_headings(self) -> tuple[int, dict[int, str]]:
        """The row of the headings and the columns by where they stand; (-1, {}) where there are none."""
        rows = sorted({row for row, _ in self.sheet.cells})[:MOST_ROWS_ABOVE]
        width = 1 + max((column for _, column in self.sheet.cells), default=-1)
        best: tuple[int, dict[int, str]] = (-1, {})
        for row in rows:
            found = {at: name for at in range(width) if (name := self.heading_at((row, at)))}
            if NEEDED in found.values() and len(found) > max(1, len(best[1])):
                best = (row, found)
        doubled = [name for name, count in Counter(best[1].values()).items() if count > 1]
        if doubled:
            at = next(at for at, name in best[1].items() if name == doubled[0])
            words = self.text_at((best[0], at)).read
            raise DocumentFault(*(text.format(words=words) for text in HEADING_TWICE))
        return best

    def heading_at(self, at: At) -> str | None:
        text = self.text_at(at)
        return COLUMN_OF.get(fold(text.read)) or COLUMN_OF.get(fold(as_bangla(text.typed)))

    def rows(self) -> Iterator[tuple[int, dict[str, CellText]]]:
        if not self.columns:
            return
        for row in sorted({row for row, _ in self.sheet.cells if row > self.head}):
            own = {name for at, name in self.columns.items() if (row, at) in self.sheet.cells}
            cells = {
                name: plain(name, text)
                for at, name in self.columns.items()
                if (name in own or name in SHARED) and (text := self.text_at((row, at))).typed
            }
            own &= cells.keys()
            # A total has a number alone, a title over a group the name of its lab alone.
            if own - {"count"} and own - {"place", "eiin"} and not self.repeats_headings(cells):
                yield row, cells

    def repeats_headings(self, cells: Mapping[str, CellText]) -> bool:
        """Long lists have their head again on every page."""
        return COLUMN_OF.get(fold(cells[NEEDED].read)) == NEEDED if NEEDED in cells else False


def plain(name: str, text: CellText) -> CellText:
    return CellText(text.typed, text.typed) if name in LATIN_COLUMNS else text


def squeeze_spaces(text: str) -> str:
    return " ".join(nfc(text).split())


@lru_cache(maxsize=4096)
def as_bangla(text: str, *, sure: bool = True) -> str:
    return to_unicode(text, sure=sure).text
