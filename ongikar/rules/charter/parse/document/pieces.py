"""Splits a document into headings, tables and lines of text, in the order printed."""

from collections.abc import Iterable, Iterator

from ongikar.rules.charter.parse.tables.grids import Frame, pieces_of
from ongikar.rules.charter.parse.tables.streams import stream_at
from ongikar.rules.charter.parse.tables.tables import ParsedTable, table_at

from .blocks import Block, Paragraph
from .lines import EMPTY_CELL, LONGEST_LINE, MOST_LINES, clean_lines
from .sections import Heading, read_heading

Piece = Heading | ParsedTable | str


def split_pieces(lines: list[str]) -> Iterator[Piece]:
    """Every line ends in exactly one piece; blank lines are dropped."""
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.strip() or line == EMPTY_CELL:
            index += 1
        elif len(line) > LONGEST_LINE or index >= MOST_LINES:
            yield line.strip()
            index += 1
        elif table := table_at(lines, index) or (None if read_heading(line) else stream_at(lines, index)):
            yield table
            index = table.end
        else:
            yield read_heading(line) or line.strip()
            index += 1


class Flow:
    """The blocks of a document as pieces; paragraphs side by side are lines of one text, in which a table may
    be typed.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.pieces: list[Piece] = []
        self.lines: list[str] = []  # every line that stands in no table, cleaned
        self.text: list[str] = []  # the same as printed
        self._before: Frame | None = None
        self._open: list[str] = []
        self._follow(blocks)
        self._close()

    def _follow(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._open.append(block.text)
                continue
            self._close()
            found, frame = pieces_of(block, self._before)
            for piece in found:
                if isinstance(piece, list):
                    self._follow(piece)
                else:
                    self._close()
                    self.pieces.append(piece)
            self._before = frame or self._before

    def _close(self) -> None:
        """What was said between two grids; a heading, or a table typed there, ends the one before."""
        text, self._open = "\n".join(self._open), []
        lines = clean_lines(text)
        found = list(split_pieces(lines))
        if any(not isinstance(piece, str) for piece in found):
            self._before = None
        self.text.append(text)
        self.lines += lines
        self.pieces += found
