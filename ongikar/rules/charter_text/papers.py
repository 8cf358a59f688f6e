"""Keeps apart papers that a cell names on separate lines, because the text of a table loses its lines."""

import re
from collections.abc import Iterable
from typing import Any

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text.blocks import Block, Paragraph
from ongikar.rules.charter_text.lines import INVISIBLE, squeeze

# A line that ends so goes on in the next: somebody pressed Enter inside a sentence.
GOES_ON = re.compile(nfc(r"(?:[,/(–-]|(?:^|\s)(?:ও|এবং|বা|অথবা|এর|হতে|থেকে))$"))


def on_lines(blocks: Iterable[Block]) -> dict[str, list[str]]:
    """Each cell's text as a reading keeps it, with the papers it names, for cells of several whole lines."""
    found: dict[str, list[str]] = {}
    for block in blocks:
        if not isinstance(block, Paragraph):
            for row in block.rows:
                for cell in row:
                    found |= on_lines(cell.blocks)
                    if papers := _papers(cell.text):
                        found[" ".join(papers)] = papers
    return found


def on_lines_of(rows: Iterable[Iterable[str]]) -> dict[str, list[str]]:
    """The same for the rows of a table typed as text."""
    found = (papers for row in rows for text in row if "\n" in text and (papers := _papers(text)))
    return {" ".join(papers): papers for papers in found}


def _papers(text: str) -> list[str]:
    lines = [squeeze(line) for line in INVISIBLE.sub("", nfc(text)).split("\n")]
    lines = [line for line in lines if line]
    whole = len(lines) > 1 and not any(map(GOES_ON.search, lines[:-1]))
    return lines if whole and all(line.count("(") == line.count(")") for line in lines) else []


def set_apart(documents: dict[str, Any], papers: dict[str, list[str]]) -> None:
    """The items of a cell that nothing but its lines parts."""
    if documents["items"] == [documents["raw"]]:
        documents["items"] = papers.get(documents["raw"], documents["items"])
