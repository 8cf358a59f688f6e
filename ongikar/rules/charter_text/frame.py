"""What stands around the tables of a charter: title, vision, mission, expectations, signature."""

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text.marks import serial_number, split_leading_serial

# The lines of text under each section, as printed.
Texts = dict[str, list[str]]

PLACED = ("title", "vision", "mission", "vision_and_mission", "subordinate", "expectations", "signature")
NONE_THERE = tuple(map(nfc, ("নেই", "নাই", "প্রযোজ্য নয়", "none", "N/A")))
SIGNATURE = ("name", "post", "place")


def title(texts: Texts) -> str | None:
    return texts["title"][0].strip(" ঃ:-") if texts.get("title") else None


def paragraph(texts: Texts, *sections: str) -> str | None:
    """The text of the first of the sections that has any."""
    return next((" ".join(texts[section]) for section in sections if texts.get(section)), None)


def subordinate_offices(texts: Texts) -> list[str]:
    """What section 3 names; nothing where it says that there is none."""
    return [line for line in texts.get("subordinate", []) if not any(word in line for word in NONE_THERE)]


def expectations(texts: Texts) -> list[str]:
    return [split_leading_serial(line)[1] for line in texts.get("expectations", [])]


def signatory(texts: Texts) -> dict[str, str] | None:
    """Name, post and place under "স্বাক্ষরিত"; None where nobody has signed."""
    lines = [line for line in texts.get("signature", []) if line.strip("/= ")]
    return dict(zip(SIGNATURE, lines, strict=False)) if lines else None


def unplaced(texts: Texts) -> list[str]:
    """Lines that belong to no part of the reading; they are kept as findings, so that nothing is dropped."""
    lines = [line for section, kept in texts.items() if section not in PLACED for line in kept]
    lines += texts.get("title", [])[1:] + texts.get("signature", [])[len(SIGNATURE) :]
    # A number row printed before its headings says nothing.
    return [line for line in lines if serial_number(line.strip("| ")) is None and line.strip("| ")]
