"""Parses the facts of a record: each line or cell as a label and its value."""

import re
from itertools import pairwise
from typing import NamedTuple

from ongikar.rules.bangla import latin_digits, nfc
from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.heading_scores import column_kind

CELLS = re.compile(r"\s*[|\t]\s*")
# What parts a label from its value; a hyphen only between spaces, since words have hyphens of their own.
PARTED = re.compile(
    r"\s*(?P<label>.{2,60}?)\s*(?:[:ঃ]\s*[-–—]?|\s[-–—]\s|=|[:ঃ]?[-–—](?=\s))\s*(?P<value>\S.*)"
)
LONGEST_RECORD = 4_000
LONGEST_LABEL = 80
# What ends in a verb is told of a label and is no label, unless it asks as one: "কোথায় যেতে হবে".
LONGEST_TOLD = 40
SENTENCE = re.compile(nfc(r"(?:করতে|দিতে|জানাতে|নিতে)?\s*(?:হবে|হয়|যাবে|পারবেন|থাকে|করুন)\s*।\s*$"))
BULLET = re.compile(r"\s*(?:[·•●▪*➢✓‣◦]\s*|[-–]\s+)")
# "সেবা-1:", "Service No. 2", "সেবা নং ৩ -": the name of the service stands behind it.
NUMBERED_SERVICE = re.compile(nfc(r"\s*(?:সেবা|service)\s*(?:নং|নম্বর|no\.?)?\s*[-–:#.]?\s*\(?(\d{1,3})\)?\s*[:ঃ.।)–—-]+\s*"), re.IGNORECASE)  # fmt: skip
# "১.২ সেবার মূল্য: …" is the second fact of the first service.
WITHIN = re.compile(r"\s*(\d{1,2})[.।]\d{1,2}[.।)]?\s+(?=\D)")
NAME = "সেবার নাম"


# Where a line may go on with the next fact: "সময়: ৭ দিন   ফি: ২০/-"; an officer's name and post are one.
NEXT_FACT = re.compile(nfc(r"(?<=\s{3})(?=((?!পদ)[^\s,;।:ঃ|(][^,;।:ঃ|]{0,30}?)\s?[:ঃ]\s)"))
TOLD_ON = ("time", "fee", "officer", "superior", "documents", "place", "method")


class Cell(NamedTuple):
    text: str
    kind: str | None  # of a label; None for a value


def label_and_value(cell: str) -> list[str]:
    """A heading and what stands behind its colon, "সময়সীমা: ৭ দিন"; any other text is one piece."""
    found = PARTED.fullmatch(cell) if len(cell) <= LONGEST_RECORD else None
    return [found["label"], found["value"]] if found and column_kind(found["label"]) else [cell]


def is_record(line: str) -> bool:
    """Whether a line tells one fact of a service: a heading, and then its value in the second of two cells or behind a colon."""
    cells = [cell for cell in CELLS.split(line.strip().strip("|")) if cell]
    told = cells_of_fact(cells[0]) if len(cells) == 1 else [Cell(cell, column_kind(cell)) for cell in cells]
    return len(told) == 2 and told[0].kind not in (None, "serial") and told[1].kind is None


def cells_of_fact(text: str) -> list[Cell]:
    """The label and the value of one line or cell, or what it is alone."""
    if len(text) <= LONGEST_RECORD and (service := NUMBERED_SERVICE.match(latin_digits(text))):
        return [Cell(NAME, "name"), Cell(f"{service[1]}. {text[service.end() :]}", None)]
    bare = text[bullet.end() :] if (bullet := BULLET.match(text)) else text
    within = WITHIN.match(latin_digits(bare))
    serial, rest = (int(within[1]), bare[within.end() :]) if within else marks.split_leading_serial(bare)
    pair = label_and_value(rest)
    if len(pair) == 1 and len(bare) > LONGEST_TOLD and SENTENCE.search(nfc(bare)):
        return [Cell(bare, None)]
    if len(pair) == 2:
        kind = column_kind(pair[0])
        value = f"{serial}. {pair[1]}" if serial and kind == "name" else pair[1]
        return [Cell(pair[0], kind), Cell(value, None)]
    return [Cell(bare, column_kind(bare) if len(bare) < LONGEST_LABEL else None)]


def facts(line: str) -> list[str]:
    """The facts of one line, each with its label; a label begins one where wide spaces part it from the one before."""
    if len(line) > LONGEST_RECORD:
        return [line]
    starts = [match.start() for match in NEXT_FACT.finditer(line) if column_kind(match[1]) in TOLD_ON]
    return [line[start:end] for start, end in pairwise([0, *starts, len(line)])]
