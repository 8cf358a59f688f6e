"""The headings that divide a charter, known by their words: portals eat the numbers before them."""

import re
from functools import lru_cache
from typing import NamedTuple

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text.skeleton import skeleton

LONGEST_HEADING = 90
# A line that opens with a heading may go on with what stands under it, but not for ever.
LONGEST_LINE = 2_000
# A heading's own number: ২.১), .১), ০৬।, (০৪), ক).
NUMBERING = re.compile(r"^\s*[(\[]?[\s0-9০-৯.।)\]]*(?:[কখগঘঙ]\s*[).।])?\s*")


class Heading(NamedTuple):
    section: str
    text: str  # the heading itself, without its number
    rest: str  # what the same line says after the heading: "আওতাধীন কোন দপ্তর নেই।"


# Met at the start of the line, once its number is taken off; the first that fits decides.
OPENINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("vision_and_mission", ("ভিশন ও মিশন", "ভিশন এবং মিশন", "রূপকল্প ও অভিলক্ষ্য", "রূপকল্প (Vision) ও", "ভিশন (Vision) ও মিশন", "Vision and Mission")),
    ("vision", ("ভিশন", "রূপকল্প", "লক্ষ্য ও উদ্দেশ্য", "Vision")),
    ("mission", ("মিশন", "অভিলক্ষ্য", "Mission")),
    ("services_of_both", ("নাগরিক ও প্রাতিষ্ঠানিক সেবা", "ক ও খ) নাগরিক ও প্রাতিষ্ঠানিক সেবা")),
    ("citizen", ("নাগরিক সেবা", "প্রতিশ্রুত নাগরিক সেবা", "Citizen services")),
    ("institutional", ("প্রাতিষ্ঠানিক সেবা", "দাপ্তরিক সেবা", "Institutional services", "Official services")),
    ("internal", ("অভ্যন্তরীণ সেবা", "অভ্যন্তরীন সেবা", "Internal services")),
    ("subordinate", ("আওতাধীন দপ্তর", "আওতাধীন অধিদপ্তর", "আওতাধীন অফিস")),
    ("expectations", ("আপনার কাছে আমাদের প্রত্যাশা", "আমাদের প্রত্যাশা", "সেবা গ্রহীতার কাছে প্রত্যাশা")),
    ("grievances", ("অভিযোগ ব্যবস্থাপনা", "অভিযোগ প্রতিকার ব্যবস্থা", "অভিযোগ নিষ্পত্তি ব্যবস্থা", "সেবা প্রাপ্তিতে অসন্তুষ্ট হলে")),
    ("services", ("প্রতিশ্রুত সেবাসমূহ", "প্রতিশ্রুতি সেবাসমূহ", "সেবা প্রদান প্রতিশ্রুতি")),
    ("signature", ("স্বাক্ষরিত", "স্বাক্ষর", "Signed")),
    ("title", ("সিটিজেন চার্টার", "সিটিজেনস চার্টার", "সিটিজেন’স চার্টার", "সিটিজেন্স চার্টার", "সেটিজেন চার্টার", "চিটিজেন চার্টার",
               "নাগরিক সনদ", "নাগরিক অধিকার সনদ", "নাগরিক সেবা প্রতিশ্রুতি", "গ্রাহক সেবা নির্দেশিকা", "কী সেবা কীভাবে পাবেন", "Citizen Charter",
               "Citizen's Charter", "Citizens Charter")),
)  # fmt: skip
BARE_OPENINGS = tuple((section, tuple(map(skeleton, words))) for section, words in OPENINGS)

CATEGORIES = {
    "citizen": "citizen",
    "institutional": "institutional",
    "internal": "internal",
    "services_of_both": None,
}

# Where the services of a charter without a table may stand.
SERVICE_SECTIONS = frozenset({"front", "title", "services", "division", *CATEGORIES})

# A town council's charter is divided by department: "প্রকৌশল বিভাগঃ", "সাধারণ শাখাঃ".
DIVISION = re.compile(nfc(r"(?:বিভাগ|শাখা|বিভাগের সেবা\S*(?: \S+){0,3})\s*[:ঃ]?[-ঃ:]*"))
# Words that make a line of prose or a cell, though it opens as a heading does.
NOT_A_HEADING = tuple(map(skeleton, ("প্রদানের", "সংক্রান্ত", "বিষয়ে", "প্রদান করা")))


def group_heading(text: str, *, certain: bool) -> Heading | None:
    """The heading that one text across a whole table is: of a part of the charter, else of a department.

    `certain`: the table itself shows that the text is no row.
    """
    found = heading(text)
    if found and found.section in CATEGORIES:
        return found
    return Heading("division", text.strip(" :ঃ-"), "") if certain or DIVISION.search(text) else None


def heading(line: str) -> Heading | None:
    """The heading a line is, or None. Table rows are no headings, whatever they say."""
    return _heading(line) if len(line) <= LONGEST_LINE else None


@lru_cache(maxsize=4096)
def _heading(line: str) -> Heading | None:
    text = line.strip().strip("|").strip()
    if not text or "\t" in text or "|" in text:
        return None
    text = text[NUMBERING.match(text).end() :] if NUMBERING.match(text) else text  # type: ignore[union-attr]
    opening, mark, rest = _before_colon(text)
    bare = skeleton(opening)
    if not bare or len(opening) > LONGEST_HEADING:
        return None
    for section, words in BARE_OPENINGS:
        for word in words:
            if bare.startswith(word) and (mark or _stands_alone(section, bare, word)):
                return Heading(section, opening.strip(), rest)
    if len(text) < 50 and text.endswith(("ঃ", ":", "ঃ-", ":-")) and DIVISION.search(text):
        return Heading("division", text.strip(" :ঃ-"), "")
    return None


def _stands_alone(section: str, bare: str, word: str) -> bool:
    """A heading without a colon has little after its words; a sentence goes on."""
    if section in ("vision", "mission", "signature"):
        return bare == word
    if section in ("citizen", "institutional", "internal") and any(words in bare for words in NOT_A_HEADING):
        return False
    return len(bare) - len(word) <= 30


def _before_colon(text: str) -> tuple[str, str, str]:
    found = re.search(r"\s*[:ঃ]+\s*-?\s*", text)
    # A visarga inside a word (দুঃস্থ) is a letter; a colon's stand-in is followed by a space or ends the line.
    while found and found.end() < len(text) and "ঃ" in found[0] and not found[0].endswith((" ", "-")):
        found = re.compile(r"\s*[:ঃ]+\s*-?\s*").search(text, found.end())
    if not found:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :].strip()
