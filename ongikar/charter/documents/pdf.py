"""A PDF as blocks, page by page: the text of each ruled cell, and the lines of text between the tables."""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, cast

import pypdfium2
import pypdfium2.raw as pdfium

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.document.blocks import Block, Grid, GridCell, Paragraph, TextRun
from ongikar.rules.charter.parse.tables.grids import RuledLine, RuledTable, ruled_tables

from .faults import BROKEN, LAKH, PASSWORD, SCAN, TOO_MANY_PAGES, DocumentFault, Measure

Turn = Callable[[float, float], tuple[float, float]]

LONGEST_NAME = 200
HASANTA = "\u09cd"
# Vowels whose own shape stands before the consonant's.
SHAPED_BEFORE = frozenset("\u09c7\u09c8\u09cb\u09cc")
# How far beyond the shape that pdfium measured a syllable may reach, in parts of the size of the type; a
# space is 0.26.
WIDEST_OF_ONE, WIDEST_OF_SEVERAL = 0.28, 0.9


class PdfLetter(NamedTuple):
    text: str
    x: float = 0.0  # its middle
    y: float = 0.0
    left: float = 0.0
    right: float = 0.0
    height: float = 0.0
    font: str | None = None
    has_place: bool = True  # a sign that hangs on the letter before, or a space that was not set, has none

    def runs_into(self, other: "PdfLetter") -> bool:
        """Whether the other is the next letter of the same word, which may jut out of its cell."""
        near = 0.4 * max(self.height, other.height)
        return self.has_place and abs(other.left - self.right) < near and abs(other.y - self.y) < 2 * near


def page_letters(page: pypdfium2.PdfPage, turn: Turn, *, gaps_lie: bool = False) -> Iterator[PdfLetter]:
    """The letters of a page. `gaps_lie` where the maker of the file draws syllables in a way that leaves
    false gaps.
    """
    text_page = page.get_textpage()
    try:
        raw = text_page.raw
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        fonts: dict[int, str | None] = {}
        gap_after: int | None = None
        last: PdfLetter | None = None
        cluster = ""
        for index in range(pdfium.FPDFText_CountChars(raw)):
            code = pdfium.FPDFText_GetUnicode(raw, index)
            if not code or code in (0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
                continue
            letter = chr(code)
            if letter.isspace():
                # A gap that pdfium took for a space is looked at again, when the next letter tells how wide
                # it is.
                generated = gaps_lie and letter == " " and pdfium.FPDFText_IsGenerated(raw, index) == 1
                gap_after = index - 1 if generated and last is not None and gap_after is None else gap_after
                if not generated:
                    # The end of a line that pdfium saw is no space that was set.
                    ends = letter in "\r\n"
                    yield PdfLetter("\n" if ends else " ", has_place=False)
                continue
            if letter == "\x02":
                # How pdfium says that a word was parted at the end of a line.
                letter = "-"
            pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
            x0, y0 = turn(left.value, top.value)
            x1, y1 = turn(right.value, bottom.value)
            hangs = unicodedata.category(letter)[0] == "M" or (x0 == x1 and y0 == y1)
            this = PdfLetter(
                letter,
                (x0 + x1) / 2,
                (y0 + y1) / 2,
                min(x0, x1),
                max(x0, x1),
                abs(y1 - y0),
                _font(raw, index, fonts),
                not hangs,
            )
            if (
                gap_after is not None
                and last is not None
                and not _is_one_word(raw, gap_after, cluster, last, this)
            ):
                yield PdfLetter(" ", has_place=False)
            gap_after = None
            cluster = cluster + letter if hangs or cluster.endswith(HASANTA) else letter
            last = this
            yield this
    finally:
        text_page.close()


def _is_one_word(raw: object, before: int, cluster: str, last: PdfLetter, this: PdfLetter) -> bool:
    """Whether a gap only looks like a space, because a syllable of several shapes is as wide as its first for
    pdfium.
    """
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, before, matrix)
    em = pdfium.FPDFText_GetFontSize(raw, before) * max(abs(matrix.d), abs(matrix.b))
    if len(cluster) < 2 or em <= 0 or abs(this.y - last.y) > em:
        return False
    widest = WIDEST_OF_SEVERAL if not SHAPED_BEFORE.isdisjoint(cluster) else WIDEST_OF_ONE
    return -em < this.left - last.right < widest * em


def _font(raw: object, index: int, fonts: dict[int, str | None]) -> str | None:
    """The name of the letter's font, asked once for each piece of text that is set in it."""
    piece = pdfium.FPDFText_GetTextObject(raw, index)
    key = ctypes.addressof(piece.contents) if piece else 0
    if key not in fonts:
        name = ctypes.create_string_buffer(LONGEST_NAME)
        font = pdfium.FPDFTextObj_GetFont(piece) if piece else None
        length = pdfium.FPDFFont_GetBaseFontName(font, name, LONGEST_NAME) if font else 0
        fonts[key] = name.value.decode("utf-8", "replace") if 0 < length <= LONGEST_NAME else None
    return fonts[key]


# A gap this many times as wide as letters are high parts columns that no line parts.
COLUMN_GAP = 2.0


class TextLine(NamedTuple):
    top: float
    runs: tuple[TextRun, ...]


def text_lines(set_letters: Iterable[PdfLetter]) -> Iterator[TextLine]:
    """Lines in the order set: a letter that stands lower, or far to the left of the last, begins another."""
    line: list[PdfLetter] = []
    last: PdfLetter | None = None
    for letter in set_letters:
        if letter.has_place:
            if last is not None and _begins_line(last, letter):
                yield from _line(line)
                line = []
            elif last is not None and letter.left - last.right > COLUMN_GAP * max(last.height, letter.height):
                line.append(PdfLetter("  ", has_place=False))
            last = letter
        elif last is not None and letter.right:
            # A sign that hangs on the letter widens it.
            last = last._replace(right=max(last.right, letter.right))
        line.append(letter)
    yield from _line(line)


def _begins_line(last: PdfLetter, letter: PdfLetter) -> bool:
    height = max(last.height, letter.height, 1.0)
    return abs(letter.y - last.y) > 0.8 * height or letter.right < last.left - 2 * height


def _line(line: list[PdfLetter]) -> Iterator[TextLine]:
    placed = [letter for letter in line if letter.has_place]
    if not placed:
        return
    while line[-1].text == "\n":
        line = line[:-1]
    runs: list[TextRun] = []
    for letter in line:
        if letter.text == "\n":
            letter = letter._replace(text=" ")
        font = letter.font if letter.text.strip() or not runs else runs[-1].font
        if runs and runs[-1].font == font:
            runs[-1] = TextRun(runs[-1].text + letter.text, font)
        else:
            runs.append(TextRun(letter.text, font))
    yield TextLine(min(letter.y - letter.height / 2 for letter in placed), tuple(runs))


Matrix = tuple[float, float, float, float, float, float]
AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)
# A filled box no thicker than this is a line.
THICKEST = 3.0
# Shorter strokes are parts of letters and of pictures.
SHORTEST = 4.0
# A drawing of a map or a seal has thousands of strokes; no table does.
MOST_LINES = 6_000
DEEPEST = 4
Point = tuple[float, float]


def ruled_lines(page: pypdfium2.PdfPage, turn: Turn) -> list[RuledLine]:
    """Upright and level lines of a page, or none where there are so many that the page is a drawing."""
    lines: list[RuledLine] = []
    for start, end in _segments(page, turn):
        (x0, y0), (x1, y1) = start, end
        level, upright = abs(y1 - y0) <= 1.0, abs(x1 - x0) <= 1.0
        if level != upright and max(abs(x1 - x0), abs(y1 - y0)) >= SHORTEST:
            lines.append(RuledLine(x0, y0, x1, y1))
            if len(lines) > MOST_LINES:
                return []
    return lines


def _segments(page: pypdfium2.PdfPage, turn: Turn) -> Iterator[tuple[Point, Point]]:
    raw = page.raw
    for index in range(pdfium.FPDFPage_CountObjects(raw)):
        yield from _of_object(pdfium.FPDFPage_GetObject(raw, index), AS_IT_IS, turn, 0)


def _of_object(item: object, outer: Matrix, turn: Turn, depth: int) -> Iterator[tuple[Point, Point]]:
    object_type = pdfium.FPDFPageObj_GetType(item)
    if object_type not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM):
        return
    matrix = _product(_matrix(item), outer)
    if object_type == pdfium.FPDF_PAGEOBJ_FORM:
        if depth < DEEPEST:
            for index in range(max(0, pdfium.FPDFFormObj_CountObjects(item))):
                yield from _of_object(pdfium.FPDFFormObj_GetObject(item, index), matrix, turn, depth + 1)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    parts = [[turn(*_transform_point(point, matrix)) for point in part] for part in _parts(item)]
    for part in parts:
        xs, ys = [x for x, _ in part], [y for _, y in part]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if fill.value and min(wide, high) <= THICKEST and len(part) > 2:
            middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            if wide >= high:
                yield (min(xs), middle_y), (max(xs), middle_y)
            else:
                yield (middle_x, min(ys)), (middle_x, max(ys))
        elif stroke.value:
            yield from pairwise(part)


def _parts(path: object) -> Iterator[list[Point]]:
    """The straight parts of a path, each closed where it says so; curves end a part."""
    part: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(max(0, pdfium.FPDFPath_CountSegments(path)), MOST_LINES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(part) > 1:
                yield part
            part = []
        part.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(part) > 1:
            yield [*part, part[0]]
            part = []
    if len(part) > 1:
        yield part


def _matrix(item: object) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return AS_IT_IS
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _transform_point(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return point[0] * a + point[1] * c + e, point[0] * b + point[1] * d + f


def has_picture(page: pypdfium2.PdfPage) -> bool:
    raw = page.raw
    objects = (pdfium.FPDFPage_GetObject(raw, at) for at in range(pdfium.FPDFPage_CountObjects(raw)))
    return any(pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE for item in objects)


# “পৃষ্ঠা ১, মোট ৫”, “Page 1 of 5”, “পাতা-২”: at the end of a line, whatever stands before it.
PAGE_NUMBER = re.compile(
    nfc(r"(?:পৃষ্ঠা|পাতা|page)\s*[:ঃ-]?\s*\d+(?:\s*(?:,|of|/)?\s*(?:মোট)?\s*\d+)?\s*$"), re.IGNORECASE
)
NUMBERS = re.compile(r"\d+")


def without_furniture(pages: Sequence[Sequence[Block]]) -> list[Block]:
    """The blocks of all pages. The first and the last line of each goes where it ends in a page number;
    where every page has it, but for the figures in it, it stays once, since it may be the only title.
    """
    written = [page for page in pages if page]
    ends = Counter(shape for page in written for shape in {_shape(page[0]), _shape(page[-1])})
    repeated = {shape for shape, times in ends.items() if shape and times == len(written) > 2}
    kept: list[Block] = []
    said: set[str] = set()
    for page in pages:
        for place, block in enumerate(page):
            shape = _shape(block) if place in (0, len(page) - 1) else ""
            if not shape or (
                shape not in said and not PAGE_NUMBER.search(latin_digits(nfc(cast(Paragraph, block).text)))
            ):
                kept.append(block)
            said |= {shape} & repeated
    return kept


def _shape(block: Block) -> str:
    return NUMBERS.sub("#", latin_digits(block.text)).strip() if isinstance(block, Paragraph) else ""


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
        blocks = [list(_page(document, at, measure, gaps_lie=gaps_lie)) for at in range(pages)]
        if not any(blocks) or (measure.letters < FEWEST_LETTERS * pages and all(map(has_picture, document))):
            raise SCAN.fault()
    except pypdfium2.PdfiumError as fault:
        raise BROKEN.fault(kind="PDF") from fault
    finally:
        document.close()
    return without_furniture(blocks)


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
