"""The words of a column heading, and the column they mean. Two offices of one department print different orders,
so a column is known by its words and never by its place."""

import re
from functools import lru_cache
from typing import NamedTuple

from ongikar.rules.charter_text.skeleton import skeleton


class Column(NamedTuple):
    kind: (
        str  # a word of EXACT or CONTAINS below, or "extra" where the heading is known to us only as printed
    )
    label: str


def _bare(*phrases: str) -> tuple[str, ...]:
    return tuple(skeleton(phrase) for phrase in phrases)


# Headings so short that they may only be met whole.
EXACT: dict[str, tuple[str, ...]] = {
    "serial": _bare("ক্রমিক নং", "ক্রমিক", "ক্রম", "ক্রম নং", "ক্রমিক নম্বর", "ক্র নং", "ক্র", "ক্রঃ/নং", "নং", "রমিক নং", "মিক",
                    "মিক নং", "Sl", "Sl No", "SL. No.", "Serial", "Serial No", "No", "#"),
    "name": _bare("সেবা", "বিষয়", "বিবরণ", "কার্যক্রম", "কাজের প্রকৃতি", "কাজের সংক্ষিপ্ত বিবরণ", "সেবা/সেবাসমূহ", "Service", "Services"),
    "time": _bare("সময়", "চার্টার", "সময় সীমা", "Time", "Duration"),
    "fee": _bare("ফি", "মূল্য", "ফি/চার্জ", "Fee", "Fees", "Cost", "কোর্ট ফি", "কোর্টফি"),
    "officer": _bare("যোগাযোগ", "কর্মকর্তা", "Officer", "Contact"),
    "extra": _bare("স্থান", "মন্তব্য", "কক্ষ নং", "রুম নং", "Remarks"),
}  # fmt: skip

# Longer headings, met anywhere in the cell; the first line that fits decides.
CONTAINS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("when", _bare("কখন যোগাযোগ")),
    ("whom", _bare("কার সঙ্গে যোগাযোগ করবেন", "কার সাথে যোগাযোগ করবেন")),
    ("address", _bare("যোগাযোগের ঠিকানা")),
    ("expectation", _bare("সেবা প্রাপ্তির লক্ষ্যে করণীয়", "সেবা প্রাপ্তির লক্ষে করণীয়")),
    ("extra", _bare("বিকল্প দায়িত্বপ্রাপ্ত", "সেবা গ্রহীতা", "সেবাগ্রহীতা", "সেবা গ্রহনকারী", "করণীয়", "আইন", "বিধিবিধান",
                    "প্রদানের স্থান", "প্রদানে স্থান", "প্রাপ্তির স্থান ও", "প্রদান কার্যালয়", "প্রদানে কার্যালয়", "প্রদানের কার্যালয়", "শাখার কাজ", "ইউনিটের নাম", "শর্ত",
                    "নাগরিকের দায়িত্ব", "সেবা প্রাপ্তির স্থান", "সেবাপ্রাপ্তি স্থান", "গ্রহণ করা", "গ্রহণকারী", "Rules & regulations", "Rules and regulations", "recipient")),
    ("superior", _bare("উর্ধ্বতন", "উর্দ্ধতন", "উর্ধতন", "Superior")),
    ("remedy", _bare("প্রতিকার", "ব্যর্থ হলে", "ব্যত্যয়", "সেবা না পেলে", "If the failure", "failure to provide")),
    ("time", _bare("সময়সীমা", "সয়মসীমা", "সর্বোচ্চ সময়", "সবোচ্চ সময়", "সময়কাল", "প্রয়োজনীয় সময়", "সম্ভাব্য সময়", "কত সময়",
                   "প্রদানের সময়", "প্রদানে সময়", "প্রাপ্তির সময়", "প্রাপ্তিয় সময়", "নির্ধারিত সময়", "নির্দিষ্ট সময়", "Time of service",
                   "Time to", "time limit", "Time required", "Timeline")),
    ("documents_and_place", _bare("কাগজপত্র এবং প্রাপ্তি", "কাগজপত্র ও প্রাপ্তি", "দলিলাদি/প্রাপ্তিস্থান", "দলিলাদি ও প্রাপ্তিস্থান",
                                  "কাগজপত্রাদি ও প্রাপ্তি", "কাগজপত্রসহ প্রাপ্তি")),
    ("place", _bare("প্রাপ্তিস্থান", "প্রাপ্তির স্থান", "পাপ্তিস্থান", "প্রাপ্তির ঠিকানা", "কোথায় পাওয়া যাবে", "where to get")),
    ("documents", _bare("কাগজপত্র", "কাগজাদি", "দলিলাদি", "প্রমাণাদি", "Papers", "Documents")),
    ("fee", _bare("মূল্য", "সেবমূল্য", "খরচ", "প্রদেয় ফি", "প্রয়োজনীয় ফি", "ফি/ট্যাক্স", "নির্ধারিত ফি", "চার্জ", "Fees", "Expenses",
                  "Service charge")),
    ("method", _bare("প্রদান পদ্ধতি", "প্রদানের পদ্ধতি", "প্রদানে পদ্ধতি", "সেবা পদ্ধতি", "সেবা দান পদ্ধতি", "পদ্দতি", "প্রক্রিয়া",
                     "The way to provide", "Method", "Process")),
    ("officer", _bare("দায়িত্বপ্রাপ্ত", "দায়িতবপ্রাপ্ত", "দায়িত্ব কর্মকর্তা", "দারিত্ব", "প্রদানকারী", "প্রদান কারী", "দানকারী",
                      "কার সাথে যোগাযোগ", "কার সঙ্গে যোগাযোগ", "কর্মকর্তার পদবি", "কর্মকর্তার নাম", "Focal point", "Responsible officer")),
    ("name", _bare("সেবার নাম", "সেবাসমূহ", "সেবা সূমহ", "সেবার বিবরণ", "সেবাসমূহের বিবরণ", "প্রদেয় সেবা", "প্রদত্ত সেবা", "সেবার ধরন",
                   "সেবার খাত", "সেবা খাত", "সেবা প্রদানের বিবরণ", "সেবার তালিকা", "সংক্ষিপ্ত বিবরণ", "Service name", "Name of service",
                   "Name of the service")),
)  # fmt: skip

# One look for all of them, since most cells hold none.
ANY_OF_CONTAINS = re.compile("|".join(heading for _, headings in CONTAINS for heading in headings))
TO_COLON = re.compile(r"\s*([^:ঃ]{2,60}?)\s*[:ঃ]\s*(.+)")
LONGEST_RECORD = 4_000
# A value, though it holds the word মূল্য.
FREE = skeleton("বিনামূল্য")
# Too short to be looked for inside other words ("ফি" stands in "অফিস"): met as a whole word only.
WHOLE_WORDS = {skeleton("ফি"): "fee", skeleton("সময়"): "time"}
WORD_BREAK = re.compile(r"[^\u0980-\u09ffA-Za-z]+")

# No heading is as long as this; a paragraph that mentions a heading's words is not one.
LONGEST_HEADING = 220
# "সেবা প্রদানের নূন্যতম সময় সীমা" promises the least time, where a promise must name the most.
LEAST_TIME = ("নূন্যতম", "ন্যূনতম", "নুন্যতম", "minimum")


def column_kind(cell: str) -> str | None:
    """The column a heading means, or None where the words are not a heading known to us."""
    return _column_kind(cell) if len(cell) <= LONGEST_HEADING else None


@lru_cache(maxsize=4096)
def _column_kind(cell: str) -> str | None:
    bare = skeleton(cell)
    if not bare or bare.isdecimal() or bare.startswith(FREE):
        return None
    for kind, headings in EXACT.items():
        if bare in headings:
            return kind
    if ANY_OF_CONTAINS.search(bare):
        for kind, headings in CONTAINS:
            if any(heading in bare for heading in headings):
                return kind
    return next(
        (WHOLE_WORDS[word] for word in map(skeleton, WORD_BREAK.split(cell)) if word in WHOLE_WORDS), None
    )


def label_and_value(cell: str) -> list[str]:
    """A heading and what stands behind its colon, "সময়সীমা: ৭ দিন"; any other text is one piece."""
    found = TO_COLON.fullmatch(cell) if len(cell) <= LONGEST_RECORD else None
    return [found[1], found[2]] if found and column_kind(found[1]) else [cell]


def is_record(line: str) -> bool:
    """Whether a line tells one fact of a service: a heading, and then its value in the second of two cells or behind a colon."""
    cells = [cell for cell in re.split(r"\s*[|\t]\s*", line.strip().strip("|")) if cell]
    cells = label_and_value(cells[0]) if len(cells) == 1 else cells
    return len(cells) == 2 and column_kind(cells[0]) not in (None, "serial") and column_kind(cells[1]) is None


def runs_on(cell: str) -> bool:
    """Whether a cell holds several headings, because the spaces between the columns were lost."""
    bare = skeleton(cell)
    met = {kind for kind, headings in CONTAINS if any(heading in bare for heading in headings)}
    return {"name", "time"} <= met and len(met) > 2


def is_header(cells: list[str]) -> bool:
    """Whether a row of cells is a row of headings: one names the service or the tier, and most are known."""
    filled = [cell for cell in cells if cell.strip()]
    kinds = [column_kind(cell) for cell in filled]
    known = [kind for kind in kinds if kind]
    anchored = {"name", "when", "serial"} & set(known)
    return len(known) >= 2 and len(known) >= 0.6 * len(filled) and bool(anchored) and len(set(known)) >= 2


def columns(cells: list[str]) -> list[Column]:
    """The columns under a row of headings. An unknown heading next to the serial names the service; others are extras."""
    kinds = [column_kind(cell) or "extra" for cell in cells]
    if "when" in kinds:
        kinds = [{"time": "limit", "officer": "whom"}.get(kind, kind) for kind in kinds]
        if "address" not in kinds and kinds.count("whom") == 2:
            kinds[len(kinds) - 1 - kinds[::-1].index("whom")] = "address"
    elif "name" not in kinds and "expectation" not in kinds and "extra" in kinds:
        kinds[kinds.index("extra")] = "name"
    if "documents" not in kinds:
        # One merged column for papers and place goes to the papers.
        merged = [i for i, cell in enumerate(cells) if kinds[i] == "place" and "কাগজ" in cell]
        merged += [i for i, kind in enumerate(kinds) if kind == "documents_and_place"]
        for i in merged[:1]:
            kinds[i] = "documents"
    kinds = ["place" if kind == "documents_and_place" else kind for kind in kinds]
    for i, kind in enumerate(kinds):
        if kind not in ("extra", "fee") and kind in kinds[:i]:
            kinds[i] = "extra"
    return [Column(kind, cell) for kind, cell in zip(kinds, cells, strict=True)]
