"""Recognises the headings that divide a charter, by their words, because portals drop the numbers before
them.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.fuzzy_regex import skeleton

LONGEST_HEADING = 90
# A line that opens with a heading may go on with what stands under it, but not for ever.
LONGEST_LINE = 2_000
# A heading's own number: ২.১), .১), ০৬।, (০৪), ক).
NUMBERING = re.compile(r"^\s*[(\[]?[\s0-9০-৯.।)\]]*(?:(?:[কখগঘঙA-Ga-g]|[ivxIVX]{1,4})\s*[).।])?\s*")


class Heading(NamedTuple):
    section: str
    text: str  # the heading itself, without its number
    rest: str  # what the same line says after the heading: "আওতাধীন কোন দপ্তর নেই।"


# Met at the start of the line, once its number is taken off.
OPENINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "vision_and_mission",
        (
            "ভিশন ও মিশন",
            "ভিশন মিশন",
            "রূপকল্প অভিলক্ষ্য",
            "রূপকল্প (Vision) অভিলক্ষ্য",
            "ভিশন এবং মিশন",
            "রূপকল্প ও অভিলক্ষ্য",
            "রূপকল্প (Vision) ও",
            "ভিশন (Vision) ও মিশন",
            "Vision and Mission",
            "Vision & Mission",
        ),
    ),
    ("vision", ("ভিশন", "রূপকল্প", "লক্ষ্য ও উদ্দেশ্য", "Vision")),
    ("mission", ("মিশন", "অভিলক্ষ্য", "Mission")),
    ("services_of_both", ("নাগরিক ও প্রাতিষ্ঠানিক সেবা", "ক ও খ) নাগরিক ও প্রাতিষ্ঠানিক সেবা")),
    (
        "citizen",
        (
            "নাগরিক সেবা",
            "প্রতিশ্রুত নাগরিক সেবা",
            "নাগরিকদের জন্য সেবা",
            "নাগরিকদের জন্য",
            "জনগণের জন্য সেবা",
            "জনসাধারণের জন্য সেবা",
            "সাধারণ নাগরিকের সেবা",
            "নাগরিক পর্যায়ের সেবা",
            "Citizen services",
            "Citizens services",
            "Services for citizens",
            "Services to citizens",
            "Services to the public",
            "Public services",
        ),
    ),
    (
        "institutional",
        (
            "প্রাতিষ্ঠানিক সেবা",
            "দাপ্তরিক সেবা",
            "প্রাতিষ্ঠানিক পর্যায়ের সেবা",
            "প্রতিষ্ঠানের জন্য সেবা",
            "অন্যান্য দপ্তরের জন্য সেবা",
            "সরকারি দপ্তরের জন্য সেবা",
            "Institutional services",
            "Official services",
            "Services for institutions",
            "Services to institutions",
        ),
    ),
    (
        "internal",
        (
            "অভ্যন্তরীণ সেবা",
            "অভ্যন্তরীন সেবা",
            "আভ্যন্তরীণ সেবা",
            "আভ্যন্তরীন সেবা",
            "অভ্যন্তরীণ পর্যায়ের সেবা",
            "কর্মকর্তা-কর্মচারীদের জন্য সেবা",
            "নিজস্ব কর্মকর্তা কর্মচারীদের সেবা",
            "Internal services",
            "Services to staff",
            "Services for employees",
        ),
    ),
    (
        "subordinate",
        (
            "আওতাধীন দপ্তর",
            "আওতাধীন অধিদপ্তর",
            "আওতাধীন অফিস",
            "আওতাধীন সংস্থা",
            "অধীনস্থ দপ্তর",
            "অধীনস্ত দপ্তর",
            "Subordinate offices",
            "Attached offices",
        ),
    ),
    (
        "expectations",
        (
            "আপনার কাছে আমাদের প্রত্যাশা",
            "আমাদের প্রত্যাশা",
            "সেবা গ্রহীতার কাছে প্রত্যাশা",
            "সেবা গ্রহীতার নিকট প্রত্যাশা",
            "সেবাগ্রহীতার কাছে আমাদের প্রত্যাশা",
            "নাগরিকের কাছে প্রত্যাশা",
            "Expectations from",
            "Our expectations",
            "What we expect",
            "Expectations",
        ),
    ),
    (
        "grievances",
        (
            "অভিযোগ ব্যবস্থাপনা",
            "অভিযোগ প্রতিকার ব্যবস্থা",
            "অভিযোগ নিষ্পত্তি ব্যবস্থা",
            "সেবা প্রাপ্তিতে অসন্তুষ্ট হলে",
            "অভিযোগ প্রতিকার",
            "অভিযোগ জানানোর ব্যবস্থা",
            "অভিযোগ জানানোর পদ্ধতি",
            "অভিযোগ করার পদ্ধতি",
            "অভিযোগ দাখিল পদ্ধতি",
            "অভিযোগ দাখিলের পদ্ধতি",
            "অভিযোগ ও প্রতিকার",
            "অভিযোগ গ্রহণ ও নিষ্পত্তি",
            "অভিযোগ নিষ্পত্তি পদ্ধতি",
            "অভিযোগ নিষ্পত্তির পদ্ধতি",
            "অভিযোগ ও আপিল",
            "অভিযোগ ও পরামর্শ",
            "Grievance redress",
            "Grievance management",
            "Complaint management",
            "Complaints and grievances",
            "GRS",
        ),
    ),
    (
        "services",
        (
            "প্রতিশ্রুত সেবাসমূহ",
            "প্রতিশ্রুতি সেবাসমূহ",
            "সেবা প্রদান প্রতিশ্রুতি",
            "প্রদেয় সেবাসমূহ",
            "Services we promise",
            "Promised services",
            "Our services",
        ),
    ),
    ("signature", ("স্বাক্ষরিত", "স্বাক্ষর", "Signed")),
    (
        "title",
        (
            "সিটিজেন চার্টার",
            "সিটিজেনস চার্টার",
            "সিটিজেন’স চার্টার",
            "সিটিজেন্স চার্টার",
            "সেটিজেন চার্টার",
            "চিটিজেন চার্টার",
            "সিটেজেন চার্টার",
            "সিটিজেন চাটার",
            "সিটিজেনস চাটার",
            "নাগরিক সনদ",
            "নাগরিক অধিকার সনদ",
            "নাগরিক সেবা প্রতিশ্রুতি",
            "গ্রাহক সেবা নির্দেশিকা",
            "গ্রাহক সেবা সনদ",
            "গ্রাহক সেবা প্রতিশ্রুতি",
            "নাগরিক সেবা সনদ",
            "সেবা সনদ",
            "সেবা প্রতিশ্রুতি",
            "সেবা প্রদানের অঙ্গীকার",
            "সেবার অঙ্গীকার",
            "সেবা ও প্রতিশ্রুতি",
            "Service charter",
            "Client charter",
            "কী সেবা কীভাবে পাবেন",
            "Citizen Charter",
            "Citizen's Charter",
            "Citizens Charter",
        ),
    ),
)
# The longest that fits decides: "নাগরিক সেবা প্রতিশ্রুতি" is a title, "নাগরিক সেবা" a part.
BARE_OPENINGS = sorted(
    ((skeleton(word), section) for section, words in OPENINGS for word in words),
    key=lambda pair: -len(pair[0]),
)

# So short that only a number before or a colon behind, and nothing more, makes them headings: "২.৩ অভ্যন্তরীণ".
NUMBERED_ALONE = {
    skeleton(word): section
    for section, words in (
        ("citizen", ("নাগরিক", "নাগরিকদের", "Citizen", "Citizens")),
        ("institutional", ("প্রাতিষ্ঠানিক", "দাপ্তরিক", "Institutional")),
        ("internal", ("অভ্যন্তরীণ", "আভ্যন্তরীণ", "Internal")),
        ("services", ("সেবাসমূহ", "সেবা সমূহ")),
        ("expectations", ("প্রত্যাশা", "প্রত্যাশাসমূহ", "Expectation")),
        ("grievances", ("অভিযোগ", "Grievances")),
    )
    for word in words
}

# "সেবা প্রদান (Citizen’s Charter)": whatever stands before it, it is the title.
IN_BRACKETS = re.compile(r"\(\s*(?:citizen\W?s?|সিটিজেন\S*)\s*(?:charter|চার্টার)\s*\)\W*$", re.IGNORECASE)

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
# A department alone on its line, without a colon; known for one only by what stands under it.
DEPARTMENT = re.compile(
    nfc(
        r"[^0-9০-৯|\t,;।:ঃ]{3,50}(?:বিভাগ|শাখা|অনুবিভাগ|অধিশাখা|দপ্তর|কার্যালয়|ইউনিট|সেকশন|অফিস|সেবা)(?:\s*সমূহ)?\s*[:ঃ]?-?"
    )
)
# A remark under a table: "বিঃদ্রঃ …", "অভিযোগ: পরিচালক …"; it is no part of the last row.
REMARK = re.compile(
    nfc(
        r"\s*(?:বি\s*[:ঃ.]?\s*দ্র\s*[:ঃ.]|বিশেষ\s*দ্রষ্টব্য|দ্রষ্টব্য|নোট\s*[:ঃ]|note\s*:|n\.?b\.?\s*:|(?:যেকোনো\s*|যে"
        r" কোন\s*)?অভিযোগ(?:ের জন্য|\s*জানাতে)?\s*[:ঃ]\s*\S)"
    ),
    re.IGNORECASE,
)
# "নাগরিক সনদপত্র" is the certificate that a council issues; only "নাগরিক সনদ" may be the charter.
CERTIFICATE = re.compile(nfc(r"\s*নাগরিক\s*সনদ\s*(?:পত্র|প্রদান|প্রত্যয়ন|ইস্যু)"))
# Words that make a line of prose or a cell, though it opens as a heading does.
NOT_A_HEADING = tuple(
    map(skeleton, ("প্রদানের", "সংক্রান্ত", "বিষয়ে", "প্রদান করা", "সেবার নাম", "সেবার ধর", "সেবার শিরোনাম"))
)


def group_heading(text: str, *, certain: bool) -> Heading | None:
    """The heading that one text across a whole table is: of a part of the charter, else of a department.

    `certain`: the table itself shows that the text is no row.
    """
    heading = read_heading(text)
    if heading and heading.section in CATEGORIES:
        return heading
    return Heading("division", text.strip(" :ঃ-"), "") if certain or DIVISION.search(text) else None


def read_heading(line: str) -> Heading | None:
    """The heading a line is, or None. Table rows are no headings, whatever they say."""
    return _heading(line) if len(line) <= LONGEST_LINE else None


@lru_cache(maxsize=4096)
def _heading(line: str) -> Heading | None:
    text = line.strip().strip("|").strip()
    if not text or "\t" in text or "|" in text:
        return None
    number = NUMBERING.match(text)
    numbered = number is not None and any(letter.isdecimal() for letter in number[0])
    text = text[number.end() :] if number else text
    opening, mark, rest = _before_colon(text)
    bare = skeleton(opening)
    if not bare or len(opening) > LONGEST_HEADING:
        return None
    if (numbered or mark) and not rest and bare in NUMBERED_ALONE:
        return Heading(NUMBERED_ALONE[bare], opening.strip(), rest)
    for word, section in BARE_OPENINGS:
        if section == "title" and CERTIFICATE.match(nfc(opening)):
            continue
        if bare.startswith(word) and (mark or _stands_alone(section, bare, word)):
            return Heading(section, opening.strip(), rest)
    if len(text) < LONGEST_HEADING and IN_BRACKETS.search(text):
        return Heading("title", text, "")
    if len(text) < 50 and text.endswith(("ঃ", ":", "ঃ-", ":-")) and DIVISION.search(text):
        return Heading("division", text.strip(" :ঃ-"), "")
    return None


def _stands_alone(section: str, bare: str, word: str) -> bool:
    """A heading without a colon has little after its words; a sentence goes on."""
    if section in ("vision", "mission", "signature"):
        return not _beside(bare, section)
    if section in ("citizen", "institutional", "internal") and any(words in bare for words in NOT_A_HEADING):
        return False
    return len(_beside(bare, section)) <= 30


def _beside(bare: str, section: str) -> str:
    """What a line says besides the words of its part: "নাগরিক সনদ বা সেবা প্রদান প্রতিশ্রুতি (সিটিজেনস চার্টার)"
    names one title thrice.
    """
    same = {"title", "services"} if section in ("title", "services") else {section}
    for word, other in BARE_OPENINGS:
        if other in same:
            bare = bare.replace(word, "")
    return bare


def _is_of_a_word(text: str, mark: re.Match[str]) -> bool:
    inside = text.count("(", 0, mark.start()) > text.count(")", 0, mark.start())
    return inside or (mark.end() < len(text) and not mark[0].endswith((" ", "-")))


def _before_colon(text: str) -> tuple[str, str, str]:
    match = re.search(r"\s*[:ঃ]+\s*-?\s*", text)
    # A visarga inside a word (দুঃস্থ) is a letter, in a bracket a shortening (সিঃ চাঃ); a colon's
    # stand-in is followed by a space or ends the line.
    while match and "ঃ" in match[0] and _is_of_a_word(text, match):
        match = re.compile(r"\s*[:ঃ]+\s*-?\s*").search(text, match.end())
    if not match:
        return text, "", ""
    return text[: match.start()], match[0], text[match.end() :].strip()
