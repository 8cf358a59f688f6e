"""A document becomes an upload: what was read in it, and what it says for showing beside."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ongikar.charter.documents import DocumentFault, blocks_of
from ongikar.rules.charter_text import read_blocks
from ongikar.rules.charter_text.blocks import Block, Paragraph

__all__ = ["DocumentFault", "TakenIn", "take_in"]

# A document is shown beside its reading, and not as a book: what is beyond stays in the file.
MOST_SHOWN = 6000
NO_SERVICES = (
    "এই দলিলে কোনো সেবার ছক বা তালিকা পাওয়া যায়নি। সিটিজেন চার্টারের ফাইলটি দিন; ছবি বা স্ক্যান হলে মূল লেখাটি দিন।",
    "No table or list of services was found in this document. Give the file of the Citizen’s Charter; of a picture or a scan, the text it was made from.",
)
Line = str | list[str]


class TakenIn(NamedTuple):
    """`shown`: the document line by line, a row of a table as its cells."""

    name: str
    sha256: str
    reading: dict[str, Any]
    shown: list[Line]


def take_in(content: bytes, name: str) -> TakenIn:
    """Raises DocumentFault where the document cannot be read, or holds no service."""
    blocks = blocks_of(content, name)
    reading = read_blocks(blocks)
    if not reading["services"]:
        raise DocumentFault(*NO_SERVICES)
    shown = [line for _, line in zip(range(MOST_SHOWN), lines_of(blocks), strict=False)]
    return TakenIn(name, hashlib.sha256(content).hexdigest(), reading, shown)


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (line.rstrip() for line in block.text.replace("\0", "").splitlines() if line.strip())
        else:
            for row in block.rows:
                cells = [cell.text.replace("\0", "") for cell in row]
                if any(cell.strip() for cell in cells):
                    yield cells
