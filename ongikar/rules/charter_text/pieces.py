"""A document as a sequence of headings, tables and lines of text, in the order printed."""

from collections.abc import Iterator

from ongikar.rules.charter_text.lines import EMPTY_CELL, LONGEST_LINE
from ongikar.rules.charter_text.sections import Heading, heading
from ongikar.rules.charter_text.streams import stream_at
from ongikar.rules.charter_text.tables import Table, table_at

Piece = Heading | Table | str


def pieces(lines: list[str]) -> Iterator[Piece]:
    """Every line ends in exactly one piece; blank lines are dropped."""
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.strip() or line == EMPTY_CELL:
            index += 1
        elif len(line) > LONGEST_LINE:
            yield line.strip()
            index += 1
        elif table := table_at(lines, index) or (None if heading(line) else stream_at(lines, index)):
            yield table
            index = table.end
        else:
            yield heading(line) or line.strip()
            index += 1
