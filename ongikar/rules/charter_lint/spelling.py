"""Finds misspelt words of published charters and gives the standard form (rules of Bangla Academy, 2012)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ongikar.rules.bangla import nfc
from ongikar.rules.bangla_conversion_damage import damage_of, find_damage
from ongikar.rules.charter_lint.findings import Finding, finding

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
def variants(text: str) -> tuple[tuple[str, str, str], ...]:
    """(code, printed form, standard form) for each misspelling in the text, each once.

    Remembered: a charter under review is judged anew at each decision, and all its cells but one are as they were.
    """
    return tuple(_variants(nfc(text)))


def _variants(text: str) -> Iterator[tuple[str, str, str]]:
    for damage in {each.printed: each for each in find_damage(text)}.values():
        yield FONT_SCAR, damage.printed, corrected(damage.repaired)
        # The word is told once, as a damaged one.
        text = text.replace(damage.printed, " ")
    for wrong, right, pattern in TABLE:
        # Looking for plain letters first is ten times quicker than any pattern.
        if wrong in text and pattern.search(text):
            yield "spelling.variant", wrong, right
            # A longer form is listed before the shorter one it contains.
            text = pattern.sub(" ", text)


def corrected(text: str) -> str:
    """The text with every listed misspelling in its standard form. Damaged letters are left to a person."""
    text = nfc(text)
    for wrong, right, pattern in TABLE:
        if wrong in text:
            text = pattern.sub(right, text)
    return text


def word_finding(code: str, where: str, printed: str, standard: str) -> Finding:
    """The finding of a misspelling; of a damaged word also by which rule the suggestion was made, and how sure it is in percent."""
    found = finding(code, where, printed, standard)
    if code == FONT_SCAR and (damage := damage_of(printed)):
        found |= {"confidence": round(damage.confidence * 100), "rules": list(damage.rules)}
    return found
