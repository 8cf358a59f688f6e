"""The sheets of an XLSX, and the words, the fonts and the kinds of numbers that they refer to by number."""

import re
from typing import NamedTuple

from ongikar.charter.documents.archive import Archive, Source
from ongikar.charter.documents.faults import BROKEN
from ongikar.rules.charter.parse.document.blocks import Block, Grid, GridCell, Paragraph, TextRun
from ongikar.rules.charter.parse.tables.grid_heads import MOST_COLUMNS

from .faults import Measure

# What is read aloud above the letters of other scripts is no part of the cell.
UNSEEN = frozenset({"rPh", "phoneticPr"})


class Strings:
    def __init__(self, archive: Archive, measure: Measure) -> None:
        self._strings: list[tuple[TextRun, ...]] = []
        self._runs: list[TextRun] = []
        self._font: str | None = None
        self._in_text = False
        self._unseen = 0
        self._measure = measure
        archive.walk("xl/sharedStrings.xml", self._start, self._end, self._text)

    def at(self, number: str) -> tuple[TextRun, ...]:
        """The string of that number; nothing where the file has none."""
        index = int(number) if number.isdecimal() and len(number) < 9 else -1
        return self._strings[index] if 0 <= index < len(self._strings) else ()

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag in UNSEEN:
            self._unseen += 1
        elif tag == "si":
            self._runs = []
        elif tag == "r":
            self._font = None
        elif tag == "rFont":
            self._font = said.get("val")
        elif tag == "t" and not self._unseen:
            self._in_text = True

    def _text(self, text: str) -> None:
        if self._in_text:
            self._measure.add(text)
            self._runs.append(TextRun(text, self._font))

    def _end(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "r":
            self._font = None
        elif tag == "si":
            self._strings.append(tuple(self._runs))


class Fonts:
    """The font of a cell by the number of its style."""

    def __init__(self, archive: Archive) -> None:
        self._fonts: list[str | None] = []
        self._styles: list[int] = []
        self._inside: list[str] = []
        archive.walk("xl/styles.xml", self._start, self._end, lambda text: None)

    def of(self, style: str | None) -> str | None:
        index = int(style) if style and style.isdecimal() and len(style) < 9 else 0
        if index >= len(self._styles) or self._styles[index] >= len(self._fonts):
            return None
        return self._fonts[self._styles[index]]

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "font" and self._inside[-1:] == ["fonts"]:
            self._fonts.append(None)
        elif tag == "name" and self._inside[-2:] == ["fonts", "font"]:
            self._fonts[-1] = said.get("val")
        elif tag == "xf" and self._inside[-1:] == ["cellXfs"]:
            font = said.get("fontId", "0")
            self._styles.append(int(font) if font.isdecimal() and len(font) < 9 else 0)
        self._inside.append(tag)

    def _end(self, tag: str) -> None:
        self._inside.pop()


# The formats of days that every workbook has without saying so (ECMA-376, 18.8.30); in those that it says,
# what stands in quotes, in brackets or after a backslash is no sign of a day.
DAY_FORMATS = frozenset({14, 15, 16, 17, 22})
LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
# The first day of the count that old Macs brought, in that of all others.
DAYS_TO_1904 = 1462
NUMBER = re.compile(r"\d{1,6}(\.\d+)?")


class Days:
    """Which styles show a number as a day. Asked only of a workbook that counts its days from 1904: in every
    other one a day is the number that stands there.
    """

    def __init__(self, archive: Archive) -> None:
        self.from_1904 = False
        self._formats: dict[str, str] = {}
        self._styles: list[str] = []
        self._inside: list[str] = []
        archive.walk("xl/workbook.xml", self._setting, lambda tag: None, lambda text: None)
        if self.from_1904:
            archive.walk("xl/styles.xml", self._start, self._end, lambda text: None)

    def in_usual_count(self, number: str, style: str | None) -> str:
        """The number of a cell; where it is a day that is counted from 1904, as all others count it."""
        if not self.from_1904 or not NUMBER.fullmatch(number) or not self._is_day(style):
            return number
        whole, point, rest = number.partition(".")
        return f"{int(whole) + DAYS_TO_1904}{point}{rest}"

    def _is_day(self, style: str | None) -> bool:
        index = int(style) if style and style.isdecimal() and len(style) < 9 else 0
        name = self._styles[index] if index < len(self._styles) else "0"
        signs = LITERAL.sub("", self._formats.get(name, "")).lower()
        is_known = name.isdecimal() and len(name) < 9 and int(name) in DAY_FORMATS
        return is_known or "d" in signs or "yy" in signs

    def _setting(self, tag: str, said: dict[str, str]) -> None:
        if tag == "workbookPr":
            self.from_1904 = said.get("date1904", "") in ("1", "true")

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "numFmt":
            self._formats[said.get("numFmtId", "")] = said.get("formatCode", "")
        elif tag == "xf" and self._inside[-1:] == ["cellXfs"]:
            self._styles.append(said.get("numFmtId", "0"))
        self._inside.append(tag)

    def _end(self, tag: str) -> None:
        self._inside.pop()


REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
SHEET = re.compile(r"xl/worksheets/(?:\D*)(\d*)\.xml")
WHOLE = re.compile(r"(-?\d+)\.0+")

Runs = tuple[TextRun, ...]
At = tuple[int, int]  # row, column, from 0


def blocks(source: Source) -> list[Block]:
    with Archive(source, "XLSX") as archive:
        sheets = _sheets(archive)
        if not sheets:
            raise BROKEN.fault(kind="XLSX")
        measure = Measure()
        strings, fonts, days = Strings(archive, measure), Fonts(archive), Days(archive)
        return [
            grid
            for name in sheets
            if (grid := _Sheet(archive, name, strings, fonts, days, measure).grid()).rows
        ]


def _sheets(archive: Archive) -> list[str]:
    """The sheets in the order of their tabs; by their numbers where the workbook does not say."""
    return [part for _, part in _tabs(archive)] or sorted(
        (name for name in archive.names if SHEET.fullmatch(name)), key=lambda name: (len(name), name)
    )


def _tabs(archive: Archive) -> list[tuple[str, str]]:
    """The name of each tab that is shown, and where its sheet lies."""
    named: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def tab(tag: str, said: dict[str, str]) -> None:
        if tag == "sheet" and said.get("state", "visible") == "visible":
            named.append((said.get("name", ""), said.get("id", "")))

    def relation(tag: str, said: dict[str, str]) -> None:
        if tag == "Relationship":
            target = said.get("Target", "")
            targets[said.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

    for name, start in (("xl/workbook.xml", tab), ("xl/_rels/workbook.xml.rels", relation)):
        archive.walk(name, start, lambda tag: None, lambda text: None)
    return [(name, targets[of]) for name, of in named if targets.get(of) in archive.names]


def cell_place(reference: str) -> At | None:
    """B3 as (2, 1)."""
    match = REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


class _Sheet:
    def __init__(
        self, archive: Archive, name: str, strings: Strings, fonts: Fonts, days: Days, measure: Measure
    ) -> None:
        self.strings, self.fonts, self.days, self.measure = strings, fonts, days, measure
        self.cells: dict[At, Runs] = {}
        self.spans: dict[At, tuple[int, int]] = {}
        self.row = self.column = -1
        self.value_type, self.font = "n", None  # type: str, str | None
        self.style: str | None = None
        self.value = ""
        self.in_value = False
        archive.walk(name, self._start, self._end, self._text)

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "row":
            number = said.get("r", "")
            self.row = int(number) - 1 if number.isdecimal() else self.row + 1
            self.column = -1
        elif tag == "c":
            at = cell_place(said.get("r", "")) or (self.row, self.column + 1)
            self.row, self.column = at
            self.value_type, self.style, self.value = said.get("t", "n"), said.get("s"), ""
            self.font = self.fonts.of(self.style)
        elif tag in ("v", "t"):
            self.in_value = True
        elif tag == "mergeCell":
            first, _, last = said.get("ref", "").partition(":")
            start, end = cell_place(first), cell_place(last)
            if start and end and end >= start:
                self.spans[start] = (end[0] - start[0] + 1, max(1, end[1] - start[1] + 1))

    def _text(self, text: str) -> None:
        if self.in_value:
            self.value += text
            self.measure.add(text)

    def _end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self.in_value = False
        elif tag == "c" and self.value and self.column < MOST_COLUMNS:
            self.measure.add_cell()
            self.cells[self.row, self.column] = self._runs()

    def _runs(self) -> Runs:
        if self.value_type == "s":
            runs = self.strings.at(self.value)
            self.measure.add("".join(run.text for run in runs))
            return tuple(TextRun(run.text, run.font or self.font) for run in runs)
        if self.value_type != "n":
            return (TextRun(self.value, self.font),)
        whole = WHOLE.fullmatch(self.value)
        number = self.days.in_usual_count(whole[1] if whole else self.value, self.style)
        return (TextRun(number, self.font),)

    def grid(self) -> Grid:
        """The rows that hold anything; a cell hanging over rows that hold nothing hangs over so
        many fewer.
        """
        kept = sorted({row for row, _ in self.cells})
        covered = {
            (row, column)
            for (first, left), (down, across) in self.spans.items()
            for row in kept
            if first <= row < first + down
            for column in range(left, min(left + across, MOST_COLUMNS))
        } - set(self.spans)
        width = 1 + max((column for _, column in self.cells), default=-1)
        return Grid(tuple(self._row(row, width, covered, kept) for row in kept))

    def _row(self, row: int, width: int, covered: set[At], kept: list[int]) -> tuple[GridCell, ...]:
        cells = []
        for column in range(width):
            if (row, column) in covered:
                continue
            down, across = self.spans.get((row, column), (1, 1))
            if down > 1:
                down = sum(1 for other in kept if row <= other < row + down)
            runs = self.cells.get((row, column))
            cells.append(GridCell((Paragraph(runs),) if runs else (), across, down))
        return tuple(cells)


def named_sheet_cells(source: Source) -> dict[str, dict[At, str]]:
    """As `sheet_cells`, under the names of the tabs: for workbooks whose sheets are known by them."""
    with Archive(source, "XLSX") as archive:
        tabs = _tabs(archive)
        if not tabs:
            raise BROKEN.fault(kind="XLSX")
        measure = Measure()
        strings, fonts, days = Strings(archive, measure), Fonts(archive), Days(archive)
        read = {name: _Sheet(archive, part, strings, fonts, days, measure) for name, part in tabs}
    return {
        name: {at: "".join(run.text for run in runs) for at, runs in sheet.cells.items()}
        for name, sheet in read.items()
    }


class RawSheet(NamedTuple):
    """The cells of a sheet that hold anything, with their fonts, and by their first cell how many rows and
    columns a merged one covers.
    """

    cells: dict[At, Runs]
    spans: dict[At, tuple[int, int]]


def raw_sheets(source: Source) -> list[RawSheet]:
    """Each sheet that holds anything, for readers to whom fonts and merged cells matter."""
    with Archive(source, "XLSX") as archive:
        sheets = _sheets(archive)
        if not sheets:
            raise BROKEN.fault(kind="XLSX")
        measure = Measure()
        strings, fonts, days = Strings(archive, measure), Fonts(archive), Days(archive)
        read = [_Sheet(archive, name, strings, fonts, days, measure) for name in sheets]
    return [RawSheet(sheet.cells, sheet.spans) for sheet in read if sheet.cells]


def sheet_cells(source: Source) -> list[dict[At, str]]:
    """The cells of each sheet that hold anything, as text, by row and column from 0: for tables whose columns
    are found by their headings.

    Read as far as a document is read, and no further: rows that hold nothing cost nothing. A formula is never
    run; what it came to when the file was saved is what stands in the cell.
    """
    return [
        {at: "".join(run.text for run in runs) for at, runs in sheet.cells.items()}
        for sheet in raw_sheets(source)
    ]
