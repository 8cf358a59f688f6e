"""Parses what is printed outside the tables of a charter: title, vision, mission, expectations, signature."""

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.cells.marks import is_blank, serial_number, split_leading_serial
from ongikar.rules.charter.parse.cells.time_words import MONTH
from ongikar.rules.charter.parse.fuzzy_regex import fuzzy_pattern

from .lines import says_when_published

# What the official form itself says; nothing in it is of this office.
OF_THE_FORM = fuzzy_pattern(
    r"গণপ্রজাতন্ত্রী\s*বাংলাদেশ\s*সরকার|(?:\S+\s+){0,12}?দায়িত্বপ্রাপ্ত\s*কর্মকর্তার\s*(?:সঙ্গে|সাথে)\s*যোগাযোগ\s*কর(?:ুন"
    r"|বেন).{0,80}?(?:নিম্নোক্ত|নিচের|নিম্নের)\s*পদ্ধতিতে.{0,80}"
)
# All that a line says which names the day or the version and nothing besides.
OF_THE_DAY = fuzzy_pattern(
    rf"{MONTH}|সর্বশেষ|হাল\s*-?\s*নাগাদ(?:ের|কৃত|করণ)?|প্রকাশ(?:ের|িত|কাল)?|কার্যকর|সংস্করণ|তারিখ(?:ে|ের)?|থেকে|হতে|সাল"
    r"|খ্রি(?:স্টাব্দ|ষ্টাব্দ)?|বঙ্গাব্দ|ইং"
    r"|\b(?:last|updated|published|effective|in"
    r" force|from|on|version|edition|revised|date|of|st|nd|rd|th)\b|[\W\d]+"
)
# The lines of text under each section, as printed.
Texts = dict[str, list[str]]

PLACED = ("title", "vision", "mission", "vision_and_mission", "subordinate", "expectations", "signature")
NONE_THERE = tuple(map(nfc, ("নেই", "নাই", "প্রযোজ্য নয়", "none", "N/A")))
SIGNATURE = ("name", "post", "place")


def charter_title(texts: Texts) -> str | None:
    return texts["title"][0].strip(" ঃ:-") if texts.get("title") else None


def section_text(texts: Texts, *sections: str) -> str | None:
    """The text of the first of the sections that has any."""
    said = ([line for line in texts.get(section, []) if not is_blank(line)] for section in sections)
    return next((" ".join(lines).lstrip(" :ঃ–-") for lines in said if lines), None)


def subordinate_offices(texts: Texts) -> list[str]:
    """What section 3 names; nothing where it says that there is none."""
    return [line for line in texts.get("subordinate", []) if not any(word in line for word in NONE_THERE)]


def read_expectations(texts: Texts) -> list[str]:
    return [split_leading_serial(line)[1] for line in texts.get("expectations", [])]


def signatory(texts: Texts) -> dict[str, str] | None:
    """Name, post and place under "স্বাক্ষরিত"; None where nobody has signed."""
    lines = [line for line in texts.get("signature", []) if line.strip("/= ")]
    return dict(zip(SIGNATURE, lines, strict=False)) if lines else None


def is_boilerplate(line: str) -> bool:
    """Words of the official form, and the day or version of the charter, which is looked for by itself."""
    return bool(OF_THE_FORM.fullmatch(line.strip())) or (
        says_when_published(line) and not OF_THE_DAY.sub("", latin_digits(line)).strip()
    )


def unplaced_lines(texts: Texts) -> list[str]:
    """Lines that belong to no part of the reading; they are kept as findings, so that nothing is dropped."""
    lines = [line for section, kept in texts.items() if section not in PLACED for line in kept]
    lines += texts.get("title", [])[1:] + texts.get("signature", [])[len(SIGNATURE) :]
    lines = [line for line in lines if not is_boilerplate(line)]
    # A number row printed before its headings says nothing.
    return [line for line in lines if serial_number(line.strip("| ")) is None and line.strip("| ")]
