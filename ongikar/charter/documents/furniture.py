"""What every page of a PDF repeats above or below its text: the office's name, the page number. No part of the charter."""

import re
from collections import Counter
from collections.abc import Sequence

from ongikar.rules.bangla import latin_digits, nfc
from ongikar.rules.charter_text.blocks import Block, Paragraph

# “পৃষ্ঠা ১, মোট ৫”, “Page 1 of 5”, “পাতা-২”: at the end of a line, whatever stands before it.
PAGE_NUMBER = re.compile(
    nfc(r"(?:পৃষ্ঠা|পাতা|page)\s*[:ঃ-]?\s*\d+(?:\s*(?:,|of|/)?\s*(?:মোট)?\s*\d+)?\s*$"), re.IGNORECASE
)
NUMBERS = re.compile(r"\d+")


def without_furniture(pages: Sequence[Sequence[Block]]) -> list[Block]:
    """The blocks of all pages. The first and the last line of each goes where it ends in a page number; where every page
    has it, but for the figures in it, it stays once, since it may be the only title.
    """
    written = [page for page in pages if page]
    ends = Counter(shape for page in written for shape in {_shape(page[0]), _shape(page[-1])})
    repeated = {shape for shape, times in ends.items() if shape and times == len(written) > 2}
    kept: list[Block] = []
    said: set[str] = set()
    for page in pages:
        for place, block in enumerate(page):
            shape = _shape(block) if place in (0, len(page) - 1) else ""
            if not shape or (shape not in said and not PAGE_NUMBER.search(latin_digits(nfc(block.text)))):
                kept.append(block)
            said |= {shape} & repeated
    return kept


def _shape(block: Block) -> str:
    return NUMBERS.sub("#", latin_digits(block.text)).strip() if isinstance(block, Paragraph) else ""
