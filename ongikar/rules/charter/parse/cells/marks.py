"""Recognises the content of a single cell before its column is known: a serial, a time, a fee, a dash."""

import re
from collections.abc import Callable
from functools import lru_cache

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.fuzzy_regex import fuzzy_pattern, fuzzy_source

# ৷ stands in many pages where । is meant.
SERIAL = re.compile(r"\(?(\d{1,4})\)?\s*[.।৷):]{0,2}")
LONGEST_SERIAL = 20
TWO_NUMBERS = re.compile(nfc(r"\(?(\d{1,2})\)?\s*(?:ও|এবং|,|\+|/|&|-|–|and)\s*\(?(\d{1,2})\)?"))
LETTERS = ("কখগঘঙচছজঝঞটঠডঢ", "abcdefghijklmn")
# A serial that names no number of the row, or one with a letter after it: ক. (খ) ০১।ক).
LETTER_SERIAL = re.compile(
    nfc(r"(?:\(?(\d{1,3})\)?\s*[.।৷):-]{0,2}\s*)?\(?[কখগঘঙচছজঝঞটঠডঢa-h]\s*[.।৷):]{1,2}")
)
LEADING_SERIAL = re.compile(
    nfc(r"\s*\(?(\d{1,3})\s*(?:[.।৷)]+|\)\.?)\s+(?=\S)|\s*(\d{1,3})[।৷.)](?=[^\d\s])")
)
BLANK = re.compile(r"[\s\-–—_.…|]*")
DITTO = re.compile(
    nfc(r"[\"”“'‘’\-–]*\s*(?:ঐ|Do|ditto|same)\s*[\"”“'‘’।.\-–]*|[\"”“'‘’′″〃]{1,2}"), re.IGNORECASE
)

TIME_LIKE = re.compile(
    fuzzy_source(
        r"\d+\s*(?:\([^)]*\)\s*)?(?:(?:-|–|থেকে|হতে|হইতে|/)\s*\d+\s*)?(?:\([^)]*\)\s*)?[-–\s]*(?:ম\s*"
        r"|য়\s*|র্থ\s*)?(?:কার্য|কর্ম|কায্য|দিন|ঘা?[নণ]্টা?|মিনিট|মিঃ|সপ্তাহ|মাস|বছর|বৎসর|days?|hours?"
        r"|working)(?!\s*মেয়াদ)|বিজ্ঞপ্তি(?!র\s*মাধ্যমে)|সময়"
        r"|তা[ৎত][্ত]?ক্ষ[ণন]িক|সাথে সাথে|নির্দেশনা|শুনানী"
        r" সাপেক্ষে|তারিখ|সপ্তাহে|বছরব্যাপী|মৌসুম|প্রতি\s*(?:বছর|মাস|সপ্তাহ|সোম|মঙ্গল|বুধ|বৃহ|শনি|রবি)"
        r"|জানুয়ারি|ফেব্রুয়ারি|ফাল্গুন|চৈত্র|বৈশাখ|আষাঢ়|এপ্রিল|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর"
        r"|ডিসেম্বর|অফিস"
        r" সময়|কার্যদিবস|সঙ্গে সঙ্গে|সংগে সংগে|চাহিবা|(?:একই|ওই|ঐ) (?:কর্ম|কার্য)?দিন|on the"
        r" spot|immediate|same day|instant|\btime\b|within"
    ),
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\([^()]*\)")
FEE_LIKE = re.compile(
    fuzzy_source(
        r"বিনা\s*(?:মূল্য|খরচ|মাশুল|ফি)|টাকা|\d\s*/\s*[-=]|\d+\s*/$|৳|Tk\.?|^\d+(?:\.\d+)?$|ফ্রি|free"
        r"|(?:সরকার|সরকারি|সরকারী)\s*নি(?:র্ধা|দ্ধা|ধা)রি?ত|নির্ধারিত\s*(?:ফি|মূল্য|হার)|গেজেট|বিধি"
        r" মোতাবেক|\d+\s*%|Determined|প্রতি বর্গ|রেটে|^(?:নাই|নেই|nil)$|As per (?:the )?schedule|তফসিল"
    ),
    re.IGNORECASE,
)
OFFICER_LIKE = re.compile(
    fuzzy_source(
        r"কর্মকর্তা|অফিসার|সহকারী|পরিচালক|প্রকৌশলী|চেয়ারম্যান|সচিব|রেজিস্ট্রার|কমিশনার|প্রশাসক|প্রধান"
        r"|রক্ষক|মেয়র|কাউন্সিলর|প্রোগ্রামার|পরিদর্শক|তত্ত্বাবধায়ক|ব্যবস্থাপক|ইন্সট্রাক্টর|চিকিৎসক|@|ফোন"
        r"|মোবা|Officer|Commissioner"
    ),
    re.IGNORECASE,
)

WHEN_LIKE = re.compile(
    nfc(
        r"(?:না পারলে|ব্যর্থ হলে|না দিলে|অসন্তুষ্ট হলে|সন্তুষ্ট না হলে|না পেলে|না"
        r" করলে)|\bfail(?:s|ed|ure)\b|dissatisfied|not satisfied|does not (?:solve|respond|reply)"
    )
)


# Words that make a cell papers, the place where they are had, or the way to ask.
TEXT_LIKE = {
    kind: fuzzy_pattern(words)
    for kind, words in (
        ("documents", r"আবেদনপত্র|পরিচয়পত্র|কপি|ছবি|দলিল|কাগজ|রশিদ|প্রত্যয়ন|photo|copy|application form"),
        ("place", r"ডেস্ক|ওয়েব\s*সাইট|সেন্টার|কার্যালয়|দপ্তর|অফিসে|website|www\.|desk"),
        ("method", r"সরাসরি|অনলাইনে|ডাকযোগে|মাধ্যমে|online|directly|by post"),
    )
}


def looks_like_text_of(cell: str, kind: str) -> bool:
    """Whether the cell reads as papers, a place or a way, whichever the kind asks for."""
    return kind in TEXT_LIKE and TEXT_LIKE[kind].search(nfc(cell)) is not None


def serial_number(cell: str) -> int | None:
    """The printed serial where the cell holds nothing else: ১, ০১., (১), ১।."""
    return _serial(cell)[0] if len(cell) <= LONGEST_SERIAL else None


def is_letter_serial(cell: str) -> bool:
    return len(cell) <= LONGEST_SERIAL and LETTER_SERIAL.fullmatch(latin_digits(cell).strip()) is not None


def is_serial(cell: str) -> bool:
    """Whether the cell holds a serial and nothing else, be it a number or a letter: ০১।, (ক), ০১।ক)."""
    return len(cell) <= LONGEST_SERIAL and _serial(cell)[1]


@lru_cache(maxsize=4096)
def _serial(cell: str) -> tuple[int | None, bool]:
    """The number of a serial, and whether the cell is one at all. Every way of reading asks it of the same
    few cells.
    """
    text = latin_digits(cell).strip()
    match = SERIAL.fullmatch(text) or LETTER_SERIAL.fullmatch(text)
    return int(match[1]) if match and match[1] else None, match is not None


def split_leading_serial(cell: str) -> tuple[int | None, str]:
    """The serial printed inside a name ("১. নমুনা সনদ"), and the name without it."""
    match = LEADING_SERIAL.match(latin_digits(cell))
    if not match:
        return None, cell.strip()
    return int(match[1] or match[2]), cell[match.end() :].strip()


def is_blank(cell: str) -> bool:
    return BLANK.fullmatch(cell) is not None


def is_ditto(cell: str) -> bool:
    return DITTO.fullmatch(cell.strip()) is not None


def looks_like_time(cell: str) -> bool:
    """Whether the cell tells a time, and not only in brackets behind a name: "মাতৃত্বকালীন ছুটি (৬ মাস)"."""
    text = latin_digits(nfc(cell))
    outside = IN_BRACKETS.sub(" ", text)
    return TIME_LIKE.search(outside if outside.strip() else text) is not None


def looks_like_fee(cell: str) -> bool:
    return FEE_LIKE.search(latin_digits(nfc(cell)).strip()) is not None


def looks_like_when(cell: str) -> bool:
    """Whether the cell is a grievance table's "when": somebody failed to settle the matter."""
    return WHEN_LIKE.search(nfc(cell)) is not None


def looks_like_officer(cell: str) -> bool:
    return OFFICER_LIKE.search(nfc(cell)) is not None


def is_number_row(cells: list[str]) -> bool:
    """Whether a row only numbers its columns: (১) (২) (৩), in whatever order the columns stand."""
    filled = [cell for cell in cells if cell]
    numbers = all(serial_number(cell) is not None or _number_of_two(cell) for cell in filled)
    return len(filled) > 2 and (numbers or _counts(filled, _letter_number) == len(filled))


def numbers_from_one(cells: list[str]) -> int:
    """How many cells, from the first, number the columns ১, ২, ৩ … or ক, খ, গ …; empty cells between do not
    interrupt.
    """
    return max(_counts(cells, serial_number), _counts(cells, _letter_number))


def _number_of_two(cell: str) -> tuple[int, int] | None:
    """Two columns made one, "৪ ও ৫" or "(৪+৫)", have the numbers of both."""
    match = TWO_NUMBERS.fullmatch(latin_digits(cell).strip()) if len(cell) <= LONGEST_SERIAL else None
    return (int(match[1]), int(match[2])) if match else None


def _letter_number(cell: str) -> int | None:
    """Which letter of the alphabet a cell of one letter is: ক, (খ), c."""
    bare = cell.strip(" ().।").lower()
    return next((letters.index(bare) + 1 for letters in LETTERS if len(bare) == 1 and bare in letters), None)


def _counts(cells: list[str], number: Callable[[str], int | None]) -> int:
    expected, length = 1, 0
    for index, cell in enumerate(cells):
        if number(cell) == expected:
            expected, length = expected + 1, index + 1
        elif _number_of_two(cell) == (expected, expected + 1):
            expected, length = expected + 2, index + 1
        elif cell.strip():
            break
    return length if expected > 3 else 0
