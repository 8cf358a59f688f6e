"""What an office wrote of what it wants to buy, line by line: a thing and how many of it."""

import re
from dataclasses import dataclass

from ongikar.rules.bangla.text import latin_digits, nfc

# ৩টি, 3 pcs, ০৩ খানা, 12
PIECES = r"(?:টি|টা|খানা|সেট|জোড়া|পিস|pcs?\.?|pieces?|sets?|nos?\.?|units?)"
AT_END = re.compile(rf"^(?P<name>.*?)[\s,;:–—\-(×xX]+(?P<count>\d{{1,5}})\s*{PIECES}?\s*[).।]*$", re.I)
AT_START = re.compile(rf"^(?P<count>\d{{1,5}})\s*{PIECES}\s*[,:]?\s*(?P<name>.+)$", re.I)
NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)।]\s+|[•*\-–—]\s*)")
MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class WantedItem:
    """One thing and how many; `count` is None where no number was said."""

    name: str
    count: int | None


def parse_item(line: str) -> WantedItem | None:
    """What one line asks for; None of a line without words."""
    told = NUMBERED.sub("", nfc(line)).strip()
    if not any(sign.isalnum() for sign in told):
        return None
    figures = latin_digits(told)
    for pattern in (AT_END, AT_START):
        found = pattern.match(figures)
        if found and any(sign.isalpha() for sign in found["name"]):
            # Cut from what was written: its own figures stay in its own script.
            first, last = found.span("name")
            name = told[first:last].strip(" \t,;:–—-(")
            count = int(found["count"])
            return WantedItem(name[:MOST_NAME], count or None)
    return WantedItem(told[:MOST_NAME], None)


def parse_items(words: str) -> list[WantedItem]:
    return [item for line in words.splitlines() if (item := parse_item(line))]
