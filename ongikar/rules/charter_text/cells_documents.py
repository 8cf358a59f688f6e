"""The papers a service asks for: one cell, split into the papers it names."""

import re
from typing import Any

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.lines import LONGEST_CELL

# ১. …  ২) …  (ক) …  ১। …  ii) … : the numbering a clerk puts before each paper.
NUMBERED = re.compile(
    nfc(
        r"(?:^|(?<=[\s।;,.)]))(?:\(?(?:[0-9০-৯]{1,2}|[কখগঘঙচছজঝঞ])\s*[.)।]+(?![0-9০-৯])|\(?(?:i{1,3}|iv|vi{0,3}|ix|x)\s*[.)]+)\s*"
    )
)
BULLETS = re.compile(r"(?:^|(?<=\s))[·•●▪*➢✓–-]\s+|[·•●▪➢✓]\s*")
SENTENCES = re.compile(r"\s*।\s+(?=\S)")
SEPARATORS = re.compile(r"\s*;\s*|\s*।\s+(?=\S)")
NOTHING = re.compile(nfc(r"(?:নাই|নেই|প্রযোজ্য\s*(?:নয়|নহে)|প্রয়োজন\s*নেই|none|nil|n/a)\s*।?"), re.IGNORECASE)
EDGES = " ,;।"


def read_documents(printed: str) -> dict[str, Any]:
    """{"items", "raw"}: the papers in the order printed, without their numbering; none for a blank or নাই."""
    raw = nfc(printed).strip()
    if marks.is_blank(raw) or NOTHING.fullmatch(raw):
        return {"items": [], "raw": printed}
    return {"items": _items(raw) if len(raw) <= LONGEST_CELL else [raw], "raw": printed}


def _items(raw: str) -> list[str]:
    for pattern in (NUMBERED, BULLETS):
        if len(pattern.findall(raw)) > 1 or pattern.match(raw):
            pieces = pattern.split(raw)
            # A second sentence under one number is a paper, or a condition, of its own.
            return _kept(sentence for piece in pieces for sentence in SENTENCES.split(piece))
    if SEPARATORS.search(raw):
        return _kept(SEPARATORS.split(raw))
    return _kept(_outside_brackets(raw))


def _outside_brackets(raw: str) -> list[str]:
    """The text parted at its commas, but for those inside brackets."""
    pieces, depth = [""], 0
    for letter in raw:
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if letter == "," and not depth:
            pieces.append("")
        else:
            pieces[-1] += letter
    return pieces if not depth else [raw]


def _kept(pieces: Any) -> list[str]:
    return [text for piece in pieces if (text := _trimmed(piece))]


def _trimmed(piece: str) -> str:
    text = piece.strip(EDGES)
    # A full stop ends the paper; one inside an abbreviation stays.
    return text[:-1] if text.endswith(".") and not text[:-1].endswith((".", " ")) else text
