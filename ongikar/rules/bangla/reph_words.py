"""Words of offices that are written with a reph, known again where a converter has put the reph behind its
letter or too early.

A misplaced reph is often a lawful sequence of letters (মার্কেট has one behind a vowel), so only words of
this list are repaired: নিদের্শনা is নির্দেশনা because নির্দেশ stands here, and কার্ড is nobody's কাডর্.
"""

import re
from functools import lru_cache

from .bijoy import REPH
from .text import nfc

# Stems: what is put behind them (কর্তৃপক্ষের, নির্দেশনাবলি) stays as it is.
STEMS = [
    "কর্তৃপক্ষ",
    "কর্তৃক",
    "কর্মকর্তা",
    "কর্মচারী",
    "কর্মদিবস",
    "কর্মসূচি",
    "কর্মসংস্থান",
    "কর্ম",
    "কার্যালয়",
    "কার্যক্রম",
    "কার্যদিবস",
    "কার্যকর",
    "কার্যাবলি",
    "কার্য",
    "কর্তন",
    "কর্তা",
    "নির্দেশ",
    "নির্দিষ্ট",
    "নির্ধারিত",
    "নির্ধারণ",
    "নির্বাচন",
    "নির্বাহী",
    "নির্মাণ",
    "নির্ণয়",
    "নির্ভর",
    "নির্ভুল",
    "নির্যাতন",
    "সর্বোচ্চ",
    "সর্বনিম্ন",
    "সর্বশেষ",
    "সর্বমোট",
    "সর্বাত্মক",
    "সর্বসাধারণ",
    "সর্ব",
    "সার্বিক",
    "সার্জন",
    "সার্ভিস",
    "সার্ভার",
    "সার্টিফিকেট",
    "চার্টার",
    "চার্জ",
    "বর্তমান",
    "পরিবর্তন",
    "প্রবর্তন",
    "অনুবর্তী",
    "বর্ণনা",
    "বর্ণিত",
    "বর্ণ",
    "বার্ষিক",
    "আর্থিক",
    "অর্থায়ন",
    "অর্থ",
    "অর্জন",
    "উপার্জন",
    "অর্ধ",
    "ঊর্ধ্বতন",
    "উর্ধ্বতন",
    "ঊর্ধ্ব",
    "পূর্ণাঙ্গ",
    "পূর্ণ",
    "পূর্ববর্তী",
    "পূর্বক",
    "পূর্ব",
    "পরবর্তী",
    "পর্বত",
    "পর্যন্ত",
    "পর্যায়",
    "পর্যবেক্ষণ",
    "পর্যালোচনা",
    "পার্বত্য",
    "পার্শ্ব",
    "প্রার্থী",
    "প্রার্থ",
    "স্বার্থ",
    "সমর্থ",
    "শর্তাবলি",
    "শর্ত",
    "শীর্ষ",
    "ধর্ম",
    "ধার্য",
    "দীর্ঘ",
    "দুর্যোগ",
    "দুর্নীতি",
    "দুর্ঘটনা",
    "দর্শনার্থী",
    "শিক্ষার্থী",
    "বিদ্যার্থী",
    "মর্যাদা",
    "মার্চ",
    "মার্কেট",
    "বোর্ড",
    "কোর্ট",
    "রিপোর্ট",
    "পাসপোর্ট",
    "কর্পোরেশন",
    "ওয়ার্ড",
    "কার্ড",
    "রেকর্ড",
    "ফর্ম",
    "ফার্ম",
    "আন্তর্জাতিক",
    "অন্তর্ভুক্ত",
    "অন্তর্বর্তী",
    "পুনর্বাসন",
    "পূনর্বাসন",
    "পুনর্বিবেচনা",
    "তর্ক",
    "সতর্ক",
    "আকর্ষণ",
    "বর্ষ",
    "অর্পণ",
    "সম্পর্কিত",
    "সম্পর্ক",
    "সমর্পণ",
    "উত্তীর্ণ",
    "জীর্ণ",
    "মূর্তি",
    "ভর্তি",
    "ভর্তুকি",
    "কীর্তন",
    "চর্যাপদ",
    "স্পর্শ",
    "পরামর্শ",
    "আদর্শ",
    "প্রদর্শন",
    "প্রদর্শিত",
    "পরিদর্শন",
    "ঘূর্ণিঝড়",
]
ENDINGS = "িীেো"
LETTER = "[ক-হৎড়ঢ়য়]\u09bc?"
# The letter, with its conjunct and its vowel sign, that a reph has come before although it belongs to the
# next.
EARLIER = re.compile(f"({LETTER}(?:\u09cd{LETTER})*[া-ৌ]?)$")
CARRIED = re.compile(f"{REPH}({LETTER}(?:\u09cd{LETTER})*)([া-ৌ]?)")


def misplaced_rephs(word: str) -> str:
    """The word with each stem of the list restored whose rephs stand behind their letters."""
    if REPH not in word:
        return word
    known, stems = damaged_stems()
    return known.sub(lambda match: stems[match[0]], word)


@lru_cache(maxsize=1)
def damaged_stems() -> tuple[re.Pattern[str], dict[str, str]]:
    """What a converter leaves → what is written, and a pattern that finds the longest. What is itself part of
    a stem is left out.
    """
    stems = [nfc(stem) for stem in STEMS]
    pairs: dict[str, str] = {}
    for stem in sorted(stems, key=len):
        for damaged in damages_of(stem):
            pairs |= {damaged: stem} | with_endings(damaged, stem)
    pairs = {damaged: stem for damaged, stem in pairs.items() if not any(damaged in other for other in stems)}
    longest_first = sorted(pairs, key=len, reverse=True)
    return re.compile("|".join(map(as_damaged, longest_first))), pairs


def as_damaged(damaged: str) -> str:
    """A reph before a consonant may be that consonant's own (অথর্ব, কৃতকর্ম): at its end the damage shows
    only before none, or before the র of an ending (বণের্র).
    """
    # At the beginning of a word no letter is left for the reph to belong to; within a word it may be
    # lawful (মার্কেট).
    start = "(?<![ঀ-৾])" if damaged.startswith(REPH) else ""
    if not damaged.endswith(REPH):
        return start + re.escape(damaged)
    is_before_ending = damaged[: -len(REPH)].endswith(tuple(ENDINGS))
    return start + re.escape(damaged) + (f"(?!{LETTER}(?<!র)|র[ঀ-৾])" if is_before_ending else f"(?!{LETTER})")


def damages_of(stem: str) -> set[str]:
    """Every way in which at least one reph of the stem stands behind its letter, before the letter's vowel
    sign or after it, or one letter too early: কতৃর্পক্ষ, নিধার্রিত, পরার্মশ.
    """
    pieces = CARRIED.split(stem)
    # text, letter, vowel, text, letter, vowel, …, text
    made = [pieces[0]]
    for letter, vowel, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        behind = [f"{REPH}{letter}{vowel}", f"{letter}{REPH}{vowel}", f"{letter}{vowel}{REPH}"]
        made = [
            *(before + carried + text for before in made for carried in behind),
            *(
                EARLIER.sub(rf"{REPH}\1", before) + letter + vowel + text
                for before in made
                if EARLIER.search(before)
            ),
        ]
    return {nfc(each) for each in made} - {stem}


def with_endings(damaged: str, stem: str) -> dict[str, str]:
    """Of a stem that ends in the letter with its reph, the ending's vowel slips in between, too: বণের্র is
    বর্ণের.
    """
    if not damaged.endswith(REPH):
        return {}
    return {f"{damaged.removesuffix(REPH)}{vowel}{REPH}": stem + vowel for vowel in ENDINGS}
