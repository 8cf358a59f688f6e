"""The letters of a PDF page in the order they were set, with their places and fonts, and
lines made of them.
"""

import ctypes
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ongikar.rules.charter.parse.document.blocks import TextRun

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
