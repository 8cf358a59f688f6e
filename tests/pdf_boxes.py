"""What stands where on the pages of a PDF: its words, with the box of each run of text on a line, and the
lines of its tables. Read by PDFium, as browsers read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

# Boxes of glyphs touch: what is shared by less than this, in points, is no overlap.
TOUCH = 1.2


@dataclass(frozen=True, slots=True)
class TextBox:
    """A run of text on one line, in points from the lower left corner of its page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    text: str

    def overlaps(self, other: "TextBox") -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        least = min(self.top - self.bottom, other.top - other.bottom)
        return self.page == other.page and wide > TOUCH and high > least * 0.35


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
