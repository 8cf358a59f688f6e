"""Parses a published charter into data, as its words state it, before anybody has edited it."""

from collections.abc import Iterable

from ongikar.rules.charter.parse.document.blocks import Block, make_paragraph
from ongikar.rules.charter.reading_types import CharterReading

__all__ = ["read_blocks", "read_text"]


def read_blocks(blocks: Iterable[Block]) -> CharterReading:
    """The reading of a charter given as blocks, whatever the format they came from, with findings for every
    fault.

    Never raises for any blocks: what is not understood is kept in `raw` or named in a finding. Columns are
    known by their headings, never by their place. Contents are NFC, single-spaced and trimmed. Letters of a
    Bijoy font are converted, and each cell so converted has a finding.
    """
    # Its patterns take a quarter of a second to make: a program that reads no charter starts without them.
    from ongikar.rules.charter.parse.document.reading import DocumentReading

    return DocumentReading().of(blocks)


def read_text(text: str) -> CharterReading:
    """The reading of a charter given as plain text."""
    return read_blocks([make_paragraph(text)])
