"""A PDF as blocks, page by page: the text of each ruled cell, and the lines of text between the tables."""

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from ongikar.charter.documents.faults import BROKEN, PASSWORD, SCAN, TOO_MANY_PAGES, DocumentFault
from ongikar.charter.documents.pdf_lines import has_picture, ruled_lines
from ongikar.rules.charter.parse.document.blocks import Block, Grid, GridCell, Paragraph, TextRun
from ongikar.rules.charter.parse.tables.ruled_lines import RuledTable, ruled_tables

from .faults import LAKH, Measure
from .pdf_letters import PdfLetter, page_letters, text_lines
from .pdf_lines import without_furniture

MOST_PAGES = 300
# Letters are placed one by one, so fewer are taken than of a text.
MOST_LETTERS = 8 * LAKH
# A line that ends inside an e-mail or web address: the next line is its rest, and no space was lost.
ADDRESS_GOES_ON = re.compile(
    r"(?:\bwww\.|[\w.+-]+@[\w.-]*(?<!\.bd)(?<!\.com)(?<!\.org)(?<!\.net)(?<!\.edu)(?<!\.gov))$", re.A
)
# What a scanner's program prints on each picture of a page is no text of the page.
FEWEST_LETTERS = 60
# The browser's own maker of PDFs, by which a page of the portal is printed to a file.
GAPS_LIE = "Skia"


def blocks(source: bytes | Path) -> list[Block]:
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as fault:
        raise _why_not() from fault
    measure = Measure(MOST_LETTERS)
    try:
        pages = len(document)
        if pages > MOST_PAGES:
            raise TOO_MANY_PAGES.fault(pages=pages, most=MOST_PAGES)
        gaps_lie = GAPS_LIE in document.get_metadata_value("Producer")
        found = [list(_page(document, at, measure, gaps_lie=gaps_lie)) for at in range(pages)]
        if not any(found) or (measure.letters < FEWEST_LETTERS * pages and all(map(has_picture, document))):
            raise SCAN.fault()
    except pypdfium2.PdfiumError as fault:
        raise BROKEN.fault(kind="PDF") from fault
    finally:
        document.close()
    return without_furniture(found)


def _why_not() -> DocumentFault:
    return (
        PASSWORD.fault()
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        else BROKEN.fault(kind="PDF")
    )


def _page(
    document: pypdfium2.PdfDocument, number: int, measure: Measure, *, gaps_lie: bool
) -> Iterator[Block]:
    """The blocks of one page from the top down; the page is closed again before the next is opened."""
    page = document[number]
    try:
        turn = _Turn(page)
        ruled = ruled_tables(ruled_lines(page, turn))
        outside: list[PdfLetter] = []
        cells: dict[tuple[int, int], list[PdfLetter]] = {}
        at: tuple[int, int] | None = None
        last: PdfLetter | None = None
        for letter in page_letters(page, turn, gaps_lie=gaps_lie):
            measure.add(letter.text)
            if letter.has_place and (last is None or not last.runs_into(letter)):
                at = _cell_at(ruled, letter)
            last = letter if letter.has_place or letter.text.isspace() else last
            (outside if at is None else cells.setdefault(at, [])).append(letter)
    finally:
        page.close()
    placed: list[tuple[float, Block]] = [(line.top, Paragraph(line.runs)) for line in text_lines(outside)]
    for index, table in enumerate(ruled):
        if any(key[0] == index for key in cells):
            placed.append((table.ys[0], _grid(table, index, cells)))
    yield from (block for _, block in sorted(placed, key=lambda item: item[0]))


def _cell_at(ruled: list[RuledTable], letter: PdfLetter) -> tuple[int, int] | None:
    for index, table in enumerate(ruled):
        box = table.box_at(letter.x, letter.y)
        if box is not None:
            return index, box
    # A word too long for its cell juts out of the last column.
    for index, table in enumerate(ruled):
        if (
            table.ys[0] < letter.y < table.ys[-1]
            and (box := table.box_at(table.xs[-1] - 1, letter.y)) is not None
        ):
            return index, box
    return None


def _grid(table: RuledTable, index: int, cells: dict[tuple[int, int], list[PdfLetter]]) -> Grid:
    rows: list[list[GridCell]] = [[] for _ in range(len(table.ys) - 1)]
    for number, box in enumerate(table.boxes):
        lines = list(text_lines(cells.get((index, number), [])))
        runs: list[TextRun] = []
        for line in lines:
            runs += [TextRun(" ")] if runs and not ADDRESS_GOES_ON.search(runs[-1].text) else []
            runs += line.runs
        rows[box.row].append(GridCell((Paragraph(tuple(runs)),) if runs else (), box.columns, box.rows))
    return Grid(tuple(map(tuple, rows)))


class _Turn:
    """From the page's own coordinates to those of its reader: y downwards, and turned as the
    page is shown.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        box = (ctypes.c_float * 4)()
        left, bottom, right, top = page.get_mediabox() or box
        self.left, self.bottom = left, bottom
        self.width, self.height = right - left, top - bottom
        self.rotation = page.get_rotation()

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        if self.rotation == 90:
            return y, x
        if self.rotation == 180:
            return self.width - x, y
        if self.rotation == 270:
            return self.height - y, self.width - x
        return x, self.height - y
