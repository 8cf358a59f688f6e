"""Papers that a cell names each on a line of its own: the lines are lost in a table's text, and are what parts them."""

import re
from collections.abc import Iterable
from typing import Any

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text.blocks import Block, Cell, Paragraph
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
                    if papers := _papers(cell):
                        found[" ".join(papers)] = papers
    return found


def _papers(cell: Cell) -> list[str]:
    lines = [squeeze(line) for line in INVISIBLE.sub("", nfc(cell.text)).split("\n")]
    lines = [line for line in lines if line]
    whole = len(lines) > 1 and not any(map(GOES_ON.search, lines[:-1]))
    return lines if whole and all(line.count("(") == line.count(")") for line in lines) else []


def set_apart(documents: dict[str, Any], papers: dict[str, list[str]]) -> None:
    """The items of a cell that nothing but its lines parts."""
    if documents["items"] == [documents["raw"]]:
        documents["items"] = papers.get(documents["raw"], documents["items"])
