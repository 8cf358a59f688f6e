"""An ODS (or ODT) as blocks: sheets and tables with their merged and repeated cells, and the font of each
run.
"""

from ongikar.charter.documents.archive import Archive, Source
from ongikar.charter.documents.faults import BROKEN, PASSWORD
from ongikar.rules.charter.parse.document.blocks import Block
from ongikar.rules.charter.parse.tables.grid_heads import MOST_COLUMNS

from .builder import Builder, read_span

CONTENT = "content.xml"
PRINTED = {"tab": "\t", "line-break": "\n"}
PARAGRAPHS = frozenset({"p", "h"})
# Remarks pinned to a cell, and what was struck out.
UNSEEN = frozenset({"annotation", "tracked-changes"})


def blocks(source: Source) -> list[Block]:
    with Archive(source, "ODS/ODT") as archive:
        if CONTENT not in archive.names:
            raise BROKEN.fault(kind="ODS/ODT")
        if any(b"encryption-data" in chunk for chunk in archive.chunks("META-INF/manifest.xml")):
            raise PASSWORD.fault()
        walk = _Walk()
        archive.walk(CONTENT, walk.start, walk.end, walk.text)
        return walk.builder.finish()


class _Walk:
    def __init__(self) -> None:
        self.builder = Builder()
        self.fonts: dict[str, str] = {}
        self.style: str | None = None
        self.inner: list[str | None] = []  # the fonts of the paragraph and the spans that are open
        self.cell_font: str | None = None
        self.repeated = 1
        self.unseen = 0
        self.written = ""

    def start(self, tag: str, said: dict[str, str]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        if self.unseen:
            return
        if tag == "style":
            self.style = said.get("name")
        elif (
            tag == "text-properties"
            and self.style
            and (font := said.get("font-name") or said.get("font-family"))
        ):
            self.fonts[self.style] = font
        elif tag == "table":
            self.builder.start_grid()
        elif tag == "table-row":
            self.builder.start_row()
        elif tag == "table-cell":
            self._start_cell(said)
        elif tag in PARAGRAPHS or tag == "span":
            outer = self.inner[-1] if self.inner else self.cell_font
            self.inner.append(self.fonts.get(said.get("style-name", "")) or outer)
        elif self.inner and tag in PRINTED:
            self.text(PRINTED[tag])
        elif self.inner and tag == "s":
            self.text(" " * min(read_span(said.get("c")), 100))

    def _start_cell(self, said: dict[str, str]) -> None:
        self.builder.start_cell(
            read_span(said.get("number-columns-spanned")), read_span(said.get("number-rows-spanned"))
        )
        self.cell_font = self.fonts.get(said.get("style-name", ""))
        self.repeated = min(read_span(said.get("number-columns-repeated")), MOST_COLUMNS)
        self.written = ""

    def text(self, text: str) -> None:
        if self.inner and not self.unseen:
            self.builder.text(text, self.inner[-1])
            self.written += text if self.repeated > 1 else ""

    def end(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen -= 1
        if self.unseen:
            return
        if tag == "style":
            self.style = None
        elif tag == "table":
            self.builder.end_grid()
        elif tag == "table-cell":
            self.builder.end_cell()
            for _ in range(self.repeated - 1):
                self.builder.start_cell()
                if self.written:
                    self.builder.text(self.written, self.cell_font)
                self.builder.end_cell()
            self.repeated, self.cell_font = 1, None
        elif (tag in PARAGRAPHS or tag == "span") and self.inner:
            self.inner.pop()
            if tag != "span":
                self.builder.end_paragraph(even_empty=True)
