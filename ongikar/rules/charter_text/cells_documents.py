"""The papers a service asks for: one cell, split into the papers it names."""

import re
from typing import Any

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text import marks

# ১. …  ২) …  (ক) …  ১। … : the numbering a clerk puts before each paper.
NUMBERED = re.compile(nfc(r"(?:^|(?<=[\s।;,.)]))\(?(?:[0-9০-৯]{1,2}|[কখগঘঙচছজঝঞ])\s*[.)।]+(?![0-9০-৯])\s*"))
BULLETS = re.compile(r"(?:^|\s)[•·●▪*]\s*")
SEPARATORS = re.compile(nfc(r"\s*;\s*|\s*।\s+(?=\S)"))
NOTHING = re.compile(nfc(r"(?:নাই|নেই|প্রযোজ্য নয়|প্রয়োজন নেই|none|nil)\s*।?"), re.IGNORECASE)


def read_documents(printed: str) -> dict[str, Any]:
    """{"items", "raw"}: the papers in the order printed, without their numbering; none for a blank or নাই."""
    raw = nfc(printed).strip()
    if marks.is_blank(raw) or NOTHING.fullmatch(raw):
        return {"items": [], "raw": printed}
    return {"items": _items(raw), "raw": printed}


def _items(raw: str) -> list[str]:
    for pattern in (NUMBERED, BULLETS):
        if len(pattern.findall(raw)) > 1 or pattern.match(raw):
            return _kept(pattern.split(raw))
    if SEPARATORS.search(raw):
        return _kept(SEPARATORS.split(raw))
    if "," in raw and "(" not in raw:
        return _kept(raw.split(","))
    return [raw]


def _kept(pieces: list[str]) -> list[str]:
    return [text for piece in pieces if (text := piece.strip(" ,;"))]
