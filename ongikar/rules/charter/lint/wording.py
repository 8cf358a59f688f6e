"""Faults of the words themselves: spellings met in published charters, names that have changed, and when two
texts say the same.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ongikar.rules.bangla.conversion_damage import damage_of, find_damage
from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.reading_types import CharterText, Finding

from .findings import make_finding, service_path


@lru_cache(maxsize=4096)
def fold_letters(text: str | None) -> str:
    """Letters, marks and digits only."""
    if not text:
        return ""
    return "".join(
        letter
        for letter in latin_digits(correct_spelling(nfc(text))).casefold()
        if letter.isalnum() or "\u0980" <= letter <= "\u09ff"
    )


def are_distinct(one: str | None, other: str | None) -> bool:
    """Whether two posts are surely not one: সচিব and সচিব, ইউনিয়ন পরিষদ may be."""
    a, b = fold_letters(one), fold_letters(other)
    return bool(a and b) and a not in b and b not in a


FONT_SCAR = "text.font_scar"

VARIANTS: tuple[tuple[str, str], ...] = (
    ("সবোচ্চ", "সর্বোচ্চ"),
    ("প্রয়োজ্য", "প্রযোজ্য"),
    ("তাৎক্ষনিক", "তাৎক্ষণিক"),
    ("তাত্ক্ষনিক", "তাৎক্ষণিক"),
    ("উর্ধ্বতন", "ঊর্ধ্বতন"),
    ("উর্দ্ধতন", "ঊর্ধ্বতন"),
    ("ঊর্দ্ধতন", "ঊর্ধ্বতন"),
    ("ঊর্ধ্বত ন", "ঊর্ধ্বতন"),
    ("উধ্বতন", "ঊর্ধ্বতন"),
    ("নিদিষ্ট", "নির্দিষ্ট"),
    ("নিবাচিত", "নির্বাচিত"),
    ("পযন্ত", "পর্যন্ত"),
    ("কাজিত", "কাঙ্ক্ষিত"),
    ("অন্যাবশ্যক", "অনাবশ্যক"),
    ("আধাসরকারী", "আধাসরকারি"),
    ("সরকারী", "সরকারি"),
    ("কোম্পানী", "কোম্পানি"),
    ("শুনানী", "শুনানি"),
    ("আপীল", "আপিল"),
    ("পদবী", "পদবি"),
    ("ট্রেজারী", "ট্রেজারি"),
    ("জরুরী", "জরুরি"),
    ("ধরণ", "ধরন"),
    ("ঘন্টা", "ঘণ্টা"),
    ("নিস্পত্তি", "নিষ্পত্তি"),
    ("কাগজ পত্র", "কাগজপত্র"),
    ("কার্য দিবস", "কার্যদিবস"),
    ("কর্ম দিবস", "কর্মদিবস"),
    ("কায্যদিবস", "কার্যদিবস"),
    ("কর্মসং স্থান", "কর্মসংস্থান"),
    ("মানব সম্পদ", "মানবসম্পদ"),
    ("কর্ম সম্পাদন", "কর্মসম্পাদন"),
    ("জ্ঞান সম্পন্ন", "জ্ঞানসম্পন্ন"),
    ("স্বয়ং সম্পূর্ণ", "স্বয়ংসম্পূর্ণ"),
    ("ওয়েব সাইট", "ওয়েবসাইট"),
    ("সেন্টার গুলোকে", "সেন্টারগুলোকে"),
    ("অফিস সমূহে", "অফিসসমূহে"),
    ("সেবা সমূহ", "সেবাসমূহ"),
    ("ল্যাব এর", "ল্যাবের"),
    ("অধিযাচন এর", "অধিযাচনের"),
    ("দিবস এর", "দিবসের"),
    ("যুবক- যুবতী", "যুবক-যুবতী"),
    ("ছাত্র- ছাত্রী", "ছাত্র-ছাত্রী"),
    ("আধা- সরকারি", "আধা-সরকারি"),
    ("কোন দপ্তর নেই", "কোনো দপ্তর নেই"),
    ("উদযাপন", "উদ্‌যাপন"),
    ("ইলেক্ট্রনিক", "ইলেকট্রনিক"),
    ("সেবমূল্য", "সেবামূল্য"),
    ("মুল্য", "মূল্য"),
    ("পদ্দতি", "পদ্ধতি"),
    ("দারিত্ব", "দায়িত্ব"),
    ("সয়মসীমা", "সময়সীমা"),
    ("নূন্যতম", "ন্যূনতম"),
    ("সংশিষ্ট", "সংশ্লিষ্ট"),
    ("মন্ত্রীপরিষদ", "মন্ত্রিপরিষদ"),
    ("সেটিজেন চার্টার", "সিটিজেন চার্টার"),
    ("চিটিজেন চার্টার", "সিটিজেন চার্টার"),
    ("কাযসম্পাদন", "কার্যসম্পাদন"),
    ("নিধারিত", "নির্ধারিত"),
    ("আনুসাংগিক", "আনুষঙ্গিক"),
    ("পাপ্তিস্থান", "প্রাপ্তিস্থান"),
    ("দায়িতবপ্রাপ্ত", "দায়িত্বপ্রাপ্ত"),
    ("সূমহ", "সমূহ"),
    ("প্ৰতিশ্ৰুতি", "প্রতিশ্রুতি"),
)

# A letter before or a long ī after a variant makes it another word: "ধরণী" is not "ধরণ".
BEFORE, AFTER = "(?<![\u0985-\u09b9\u09cd])", "(?!\u09c0)"
TABLE = tuple(
    (nfc(wrong), nfc(right), re.compile(BEFORE + re.escape(nfc(wrong)) + AFTER)) for wrong, right in VARIANTS
)


@lru_cache(maxsize=1024)
def misspellings(text: str) -> tuple[tuple[str, str, str], ...]:
    """(code, printed form, standard form) for each misspelling in the text, each once.

    Remembered: a charter under review is judged anew at each decision, and all its cells but one are as they
    were.
    """
    return tuple(_variants(nfc(text)))


def _variants(text: str) -> Iterator[tuple[str, str, str]]:
    for damage in {each.printed: each for each in find_damage(text)}.values():
        yield FONT_SCAR, damage.printed, correct_spelling(damage.repaired)
        # The word is told once, as a damaged one.
        text = text.replace(damage.printed, " ")
    for wrong, right, pattern in TABLE:
        # Looking for plain letters first is ten times quicker than any pattern.
        if wrong in text and pattern.search(text):
            yield "spelling.variant", wrong, right
            # A longer form is listed before the shorter one it contains.
            text = pattern.sub(" ", text)


def correct_spelling(text: str) -> str:
    """The text with every listed misspelling in its standard form. Damaged letters are left to a person."""
    text = nfc(text)
    for wrong, right, pattern in TABLE:
        if wrong in text:
            text = pattern.sub(right, text)
    return text


def word_finding(code: str, where: str, printed: str, standard: str) -> Finding:
    """The finding of a misspelling; of a damaged word also by which rule the suggestion was made, and how
    sure it is in percent.
    """
    finding = make_finding(code, where, printed, standard)
    if code == FONT_SCAR and (damage := damage_of(printed)):
        finding |= {"confidence": round(damage.confidence * 100), "rules": list(damage.rules)}
    return finding


class Rename(NamedTuple):
    """`beside`: a word that must stand in the same text, where the old name alone could mean
    something else.
    """

    code: str
    old: str
    new: str | None  # None where the new official name is not known: it stays a setting with its history
    since: date  # the first day of the year, calendar or fiscal, where only that is known
    source: str
    beside: str = ""

    def stands_in(self, text: str) -> bool:
        return self.old in text and self.beside in text


GPMS = nfc("সরকারি কর্মসম্পাদন পরিবীক্ষণ পদ্ধতি (GPMS)")
RENAMES: tuple[Rename, ...] = (
    Rename(
        "post.renamed",
        nfc("সহকারী প্রোগ্রামার"),
        nfc("উপজেলা আইসিটি অফিসার"),
        date(2024, 8, 12),
        "press, August 2024",
    ),
    Rename(
        "post.renamed",
        nfc("প্রোগ্রামার"),
        nfc("জেলা আইসিটি অফিসার"),
        date(2024, 8, 12),
        "press, August 2024",
        nfc("জেলা কার্যালয়"),
    ),
    Rename(
        "place.renamed",
        nfc("শেখ রাসেল ডিজিটাল ল্যাব"),
        None,
        date(2025, 1, 1),
        "press, 2025: such names were removed elsewhere",
    ),
    Rename(
        "scheme.renamed",
        nfc("বার্ষিক কর্ম সম্পাদন চুক্তি"),
        GPMS,
        date(2025, 7, 1),
        "circular of 19 October 2025 for FY 2025-26, by press",
    ),
    Rename(
        "scheme.renamed",
        nfc("বার্ষিক কর্মসম্পাদন চুক্তি"),
        GPMS,
        date(2025, 7, 1),
        "circular of 19 October 2025 for FY 2025-26, by press",
    ),
    Rename(
        "scheme.renamed",
        nfc("সচিবালয় নির্দেশমালা ২০১৪"),
        nfc("সচিবালয় নির্দেশমালা ২০২৪"),
        date(2024, 1, 1),
        "bdservicerules.com: instructions of 2024",
    ),
    Rename(
        "scheme.renamed",
        nfc("সচিবালয় নির্দেশমালা, ২০১৪"),
        nfc("সচিবালয় নির্দেশমালা ২০২৪"),
        date(2024, 1, 1),
        "bdservicerules.com: instructions of 2024",
    ),
)


@lru_cache(maxsize=1024)
def old_names_in(text: str, today: date | None = None) -> tuple[Rename, ...]:
    """Every old name in the text whose day has come; without a day, every one. A longer name hides what it
    contains.

    Remembered, as the misspellings are.
    """
    text = nfc(text)
    renames: list[Rename] = []
    for rename in RENAMES:
        if rename.stands_in(text) and (today is None or rename.since <= today):
            renames.append(rename)
            text = text.replace(rename.old, " ")
    return tuple(renames)


def judge_words(reading: CharterText, today: date | None = None) -> Iterator[Finding]:
    """Misspellings, and names that are old on a day, each once in a cell."""
    for where, text in _texts(reading):
        for code, printed, standard in misspellings(text):
            yield word_finding(code, where, printed, standard)
        for rename in old_names_in(text, today):
            yield make_finding(rename.code, where, rename.old, rename.new)


def _texts(reading: CharterText) -> Iterator[tuple[str, str]]:
    for part in ("title", "vision", "mission"):
        yield part, reading[part] or ""
    for service in reading["services"]:
        where = service_path(service)
        yield f"{where}/name", service["name"]
        yield f"{where}/method", service["method"] or ""
        for cell in ("time", "documents", "fee", "responsible", "superior"):
            yield f"{where}/{cell}", service[cell]["raw"]
        yield f"{where}/form_source", service["form_source"] or ""
        for label, text in service["extras"].items():
            yield f"{where}/extras", f"{label} {text}"
    for number, expectation in enumerate(reading["expectations"], start=1):
        yield f"expectations/{number}", expectation
    for tier in reading["grievance_tiers"]:
        for cell_of_tier in ("when", "officer", "address"):
            yield f"tiers/{tier['tier']}/{cell_of_tier}", tier[cell_of_tier] or ""
    signatory = reading["signatory"] or {}
    yield "signatory", " ".join(filter(None, signatory.values()))
