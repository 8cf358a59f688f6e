"""What stands where on the pages of a PDF: its words, with the box of each run of text on a line, and the
lines of its tables. Read by PDFium, as browsers read it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pypdfium2

# Boxes of glyphs touch: what is shared by less than this, in points, is no overlap.
TOUCH = 1.2
LETTER = re.compile("[\u0981-\u09e3\u09f0-\u09fe]")
# A path so thin and so high, in points, is the line between two columns.
THICKEST, SHORTEST = 2, 6


@dataclass(frozen=True, slots=True)
class TextBox:
    """A run of text on one line, in points from the lower left corner of its page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def overlaps(self, other: "TextBox") -> bool:
        if self.page != other.page or self.is_piece_of(other) or other.is_piece_of(self):
            return False
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide > TOUCH and high > min(self.height, other.height) * 0.35

    def is_piece_of(self, other: "TextBox") -> bool:
        """A glyph of several Bangla letters is read once for each piece of its word on both its sides; the
        end of a word that was broken, once more by itself.
        """
        apart = min(abs(self.bottom - other.bottom), abs(self.top - other.top))
        is_one_line = apart < max(self.height, other.height) * 0.6
        # A piece reaches into the next one by that glyph at most.
        shared = min(self.right, other.right) - max(self.left, other.left)
        is_piece = shared < max(self.height, other.height) * 1.5 or shared > self.right - self.left - TOUCH
        own = set(self.text)
        # Digits and Latin letters are no pieces of a glyph.
        if is_one_line and self.text in other.text and shared > self.right - self.left - TOUCH:
            return True
        is_bangla = LETTER.search(self.text) is not None
        return is_bangla and is_one_line and is_piece and len(own & set(other.text)) * 2 >= len(own)

    def crosses(self, rule: "Rule") -> bool:
        return (
            # The box of a full stop alone is wider than its dot.
            any(map(str.isalnum, self.text))
            and self.page == rule.page
            and self.left + TOUCH < rule.x < self.right - TOUCH
            and min(self.top, rule.top) - max(self.bottom, rule.bottom) > self.height / 2
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A vertical line between two columns."""

    page: int
    x: float
    bottom: float
    top: float


class PrintedPages:
    """The pages of a PDF, read once."""

    def __init__(self, content: bytes) -> None:
        self._pages = list(pypdfium2.PdfDocument(content))

    @property
    def text(self) -> str:
        return "\n".join(page.get_textpage().get_text_range() for page in self._pages)

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        return [page.get_size() for page in self._pages]

    @cached_property
    def boxes(self) -> list[TextBox]:
        return [box for place, page in enumerate(self._pages) for box in boxes_of_page(place, page)]

    @cached_property
    def rules(self) -> list[Rule]:
        return [rule for place, page in enumerate(self._pages) for rule in rules_of_page(place, page)]

    @property
    def overlaps(self) -> list[tuple[str, str]]:
        """Each pair of runs of text that lie over each other."""
        boxes = sorted(self.boxes, key=lambda box: (box.page, box.left))
        found = []
        for place, box in enumerate(boxes):
            for other in boxes[place + 1 :]:
                if other.page != box.page or other.left > box.right:
                    break
                if box.overlaps(other):
                    found.append((box.text, other.text))
        return found

    @property
    def crossings(self) -> list[str]:
        """The runs of text that reach over the line of their column."""
        return [box.text for box in self.boxes if any(box.crosses(rule) for rule in self.rules)]

    def outside(self, margin: float) -> list[str]:
        """The runs of text that reach into the margin of their page, and so may be cut by a printer."""
        return [
            box.text
            for box in self.boxes
            if box.left < margin
            or box.right > self.sizes[box.page][0] - margin
            or box.bottom < margin / 2
            or box.top > self.sizes[box.page][1] - margin / 2
        ]


def boxes_of_page(place: int, page: pypdfium2.PdfPage) -> Iterator[TextBox]:
    words = page.get_textpage()
    for number in range(words.count_rects()):
        rect = words.get_rect(number)
        if text := words.get_text_bounded(*rect).strip():
            yield TextBox(place, *rect, text)


def rules_of_page(place: int, page: pypdfium2.PdfPage) -> Iterator[Rule]:
    for each in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_PATH,)):
        left, bottom, right, top = each.get_bounds()
        if right - left < THICKEST and top - bottom > SHORTEST:
            yield Rule(place, (left + right) / 2, bottom, top)


def text_of_pdf(content: bytes) -> str:
    """The words of all pages."""
    return PrintedPages(content).text
