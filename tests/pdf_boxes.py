"""What stands where on the pages of a PDF: its words, with the box of each run of text on a line, and the
lines of its tables. Read by PDFium, as browsers read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

# Boxes of glyphs touch: what is shared by less than this, in points, is no overlap.
TOUCH = 1.2
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
        """A glyph of several Bangla letters is read once for each piece of its word on both its sides."""
        is_one_line = abs(self.bottom - other.bottom) < max(self.height, other.height) * 0.6
        own = set(self.text)
        return is_one_line and len(own & set(other.text)) * 2 >= len(own)

    def crosses(self, rule: "Rule") -> bool:
        return (
            self.page == rule.page
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


def text_of_pdf(content: bytes) -> str:
    """The words of all pages."""
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def boxes_of_pdf(content: bytes) -> list[TextBox]:
    return [
        box for place, page in enumerate(pypdfium2.PdfDocument(content)) for box in boxes_of_page(place, page)
    ]


def boxes_of_page(place: int, page: pypdfium2.PdfPage) -> Iterator[TextBox]:
    words = page.get_textpage()
    for number in range(words.count_rects()):
        rect = words.get_rect(number)
        if text := words.get_text_bounded(*rect).strip():
            yield TextBox(place, *rect, text)


def overlaps_of_pdf(content: bytes) -> list[tuple[str, str]]:
    """Each pair of runs of text that lie over each other."""
    boxes = sorted(boxes_of_pdf(content), key=lambda box: (box.page, box.left))
    found = []
    for place, box in enumerate(boxes):
        for other in boxes[place + 1 :]:
            if other.page != box.page or other.left > box.right:
                break
            if box.overlaps(other):
                found.append((box.text, other.text))
    return found


def rules_of_pdf(content: bytes) -> list[Rule]:
    paths = (pypdfium2.raw.FPDF_PAGEOBJ_PATH,)
    found = []
    for place, page in enumerate(pypdfium2.PdfDocument(content)):
        for each in page.get_objects(filter=paths):
            left, bottom, right, top = each.get_bounds()
            if right - left < THICKEST and top - bottom > SHORTEST:
                found.append(Rule(place, (left + right) / 2, bottom, top))
    return found


def crossings_of_pdf(content: bytes) -> list[str]:
    """The runs of text that reach over the line of their column."""
    rules = rules_of_pdf(content)
    return [box.text for box in boxes_of_pdf(content) if any(box.crosses(rule) for rule in rules)]


def outside_of_pdf(content: bytes, margin: float) -> list[str]:
    """The runs of text that reach into the margin of their page, and so may be cut by a printer."""
    pages = pypdfium2.PdfDocument(content)
    return [
        box.text
        for box in boxes_of_pdf(content)
        if box.left < margin
        or box.right > pages[box.page].get_width() - margin
        or box.bottom < margin / 2
        or box.top > pages[box.page].get_height() - margin / 2
    ]
