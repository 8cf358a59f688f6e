"""The lines ruled on a PDF page: strokes, the sides of drawn boxes, and thin filled boxes that stand for
lines.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import cast

import pypdfium2
import pypdfium2.raw as pdfium

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.document.blocks import Block, Paragraph
from ongikar.rules.charter.parse.tables.ruled_lines import RuledLine

Turn = Callable[[float, float], tuple[float, float]]
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
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return AS_IT_IS
    return found.a, found.b, found.c, found.d, found.e, found.f


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
