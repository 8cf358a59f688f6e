"""Words that a converter from SutonnyMJ (Bijoy) to Unicode has damaged, with the repair that each suggests.

The converters most used for portals draw three signs of the font wrongly (্ল as স্ন, ু as ম্ন, ্ত as ত্ম),
leave letters of the font standing amid Bangla (ÿ for ক্ষ), put a reph behind its letter (নিদের্শ for
নির্দেশ), and leave a vowel sign before it. Nothing is repaired here: each word is returned with a
suggestion, the rule that made it and how sure that rule is, for a person to decide.

A misplaced reph is often a lawful sequence of letters (মার্কেট has one behind a vowel), so only words of a
list are repaired: নিদের্শনা is নির্দেশনা because নির্দেশ stands there, and কার্ড is nobody's কাডর্.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from .bijoy import GLYPHS, HASANTA, REPH
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


CONSONANT_LETTER = "[ক-হৎড়ঢ়য়]"
CONSONANT = f"{CONSONANT_LETTER}\u09bc?"
CLUSTER = f"{CONSONANT}(?:{HASANTA}{CONSONANT})*"
BEFORE = "[িেৈ]"
# Letters of the font that no Bangla text has: the Latin-1 letters, and the few signs that draw a form below
# or above.
STRAY = "À-ÖØ-öø-ÿ¦®¯¤©¶µšŠ›œŸ"
BANGLA = "ঀ-৾"
# Signs that are punctuation everywhere else: part of a word only between its letters, or in the two words
# where a rule knows them.
IN_WORD = f"\u0980-\u09e3ৰৱ{STRAY}‚^"
INSIDE = (
    f"(?<=[{IN_WORD}])[‚^](?=[{IN_WORD}])",
    nfc("(?<=বাস)-(?=বায়)"),
    f"(?<=ক্রান)-(?![{BANGLA}])",
)
PIECE = "|".join((f"[{BANGLA}\u200c\u200d{STRAY}]", *INSIDE))
WORD = re.compile(f"(?:{PIECE})*[{BANGLA}](?:{PIECE})*")
# No word was damaged so often; what goes on for longer is no word.
MOST_REPAIRS = 20
ASCII = re.compile("[A-Za-z]")


class Damage(NamedTuple):
    """`start`: where the word begins in the NFC text. `rules`: what made the repair, by name; `confidence`:
    of the least sure, 0 to 1.
    """

    start: int
    printed: str
    repaired: str
    rules: tuple[str, ...]
    confidence: float


class RepairRule(NamedTuple):
    name: str
    confidence: float
    repair: Callable[[str], str]


def replace_with(pattern: str, instead: str) -> Callable[[str], str]:
    compiled = re.compile(nfc(pattern))
    return lambda word: compiled.sub(nfc(instead), word)


def replace_stray_letters(word: str) -> str:
    """Letters of the font as what they draw; a reph goes before its letter, a form below joins the letter
    before.
    """
    word = HALF_THEN_VOWEL.sub(r"\1\3\2", word)
    for stray, glyph in STRAYS.items():
        if stray not in word:
            continue
        if glyph.part == "R":
            word = re.sub(f"({CLUSTER}(?:[া-ৌ])?){stray}", REPH + r"\1", word)
        elif glyph.part == "S":
            word = re.sub(f"({CONSONANT})([া-ৌ]?){stray}", r"\1" + glyph.text + r"\2", word)
        word = word.replace(stray, glyph.text)
    return word.replace(HASANTA * 2, HASANTA)


# An ending that a space has parted from its word is no vowel in the wrong place: ল্যাব ের.
ENDING = re.compile(nfc("ের(?:া|ও|ই|কে)?|ে[ইও]?|ি|িত|িক|িয়াল|ির|িতে"))
FIRST_VOWEL = re.compile(f"(^|[অ-ঔ])({BEFORE})({CLUSTER})")


def move_vowels_behind(word: str) -> str:
    return word if ENDING.fullmatch(word) else FIRST_VOWEL.sub(r"\1\3\2", word)


STRAYS = {
    drawn: glyph for drawn, glyph in GLYPHS.items() if len(drawn) == 1 and re.fullmatch(f"[{STRAY}]", drawn)
}
# A vowel sign between a half letter and what is written below it belongs behind both: বি¯ৃÍত is বিস্তৃত.
HALF_THEN_VOWEL = re.compile(
    "([{}])([া-ৌ])([{}])".format(*("".join(d for d, g in STRAYS.items() if g.part == part) for part in "HS"))
)
RULES = (
    # Of the letters of the font only ক্ষ is met often; the others are read as the font's own table has them.
    RepairRule("kssa_left_as_ÿ", 0.98, lambda word: word.replace("ÿ", "ক্ষ")),
    RepairRule("letter_of_the_font", 0.8, replace_stray_letters),
    RepairRule("uu_left_as_low_quote", 0.8, replace_with(f"(?<={CONSONANT_LETTER})‚(?=[অ-হ])", "ূ")),
    # The font's own form below ব, left behind the one that was converted: স্ব^াক্ষর.
    RepairRule("va_below_twice", 0.85, replace_with(r"(?<=ব)\^(?=[া-ৌক-হ])", "")),
    # ্ত drawn as ত্ম below ন and স: দন্ত্ম, বাস্ত্মবায়ন; with its half letter lost: তদমত্ম,
    # বাসত্মবায়ন, শাসিত্ম, চিনত্মা, অধিদপত্মর.
    RepairRule("ta_as_tma_below", 0.98, replace_with(r"(ন্|স্)ত্ম", r"\1ত")),
    RepairRule("nta_as_ma_tma", 0.97, replace_with(r"ম([িে]?)ত্ম", r"ন্ত\1")),
    RepairRule("nta_as_na_tma", 0.95, replace_with(r"ন([িে]?)ত্ম", r"ন্ত\1")),
    RepairRule("sta_as_sa_tma", 0.96, replace_with(r"স([িে]?)ত্ম", r"স্ত\1")),
    # Not of পত্মী, which is পত্নী mistyped, nor below another letter: সম্পত্মি is সম্পত্তি.
    RepairRule("pta_as_pa_tma", 0.9, replace_with(r"(?<!্)প([িে]?)ত্ম(?!ী)", r"প্ত\1")),
    RepairRule("ntu_as_mu_ta", 0.85, replace_with("আগমুতক", "আগন্তুক")),
    RepairRule("stu_as_stta", 0.95, replace_with(r"স্ত্ত(?=ত)", "স্তু")),
    # ্ত left as a hyphen. A hyphen is a lawful sign, so only in the two words it was seen in.
    RepairRule("ta_left_as_hyphen", 0.8, replace_with(r"(?<=বাস)-(?=বায়)|(?<=ক্রান)-", "্ত")),
    # ু drawn as ম্ন, met behind র only: রম্নম, দ্রম্নত, জরম্নরি.
    RepairRule("ru_as_ra_mna", 0.96, replace_with("রম্ন", "রু")),
    RepairRule("bhu_as_bha_ha", 0.85, replace_with("ভহক্ত", "ভুক্ত")),
    # ্ল drawn as স্ন behind the letters that ল is written below: সংশিস্নষ্ট, পস্নাবন, পলস্নী. Not of
    # স্নাতক, স্নেহ, স্নায়ু, স্নান.
    RepairRule("la_below_as_sna", 0.93, replace_with(r"([কগপফবমশহল])([িে]?)স্ন(?!াতক|েহ|িগ্ধ|ায়ু|ান)", r"\1্ল\2")),
    # Other converters' ক্ষ. খড়্গ and বড়্গাছি are words, and so are আত্মগত, একাত্মগণ.
    RepairRule("kssa_as_rga", 0.85, replace_with(r"(?<!খ)(?<!ব)ড়্গ", "ক্ষ")),
    RepairRule("kssa_as_tma_ga", 0.85, replace_with(r"(?<![আা্])ত্ম([েি]?)গ(্য)?", r"ক্ষ\2\1")),
    # No Bangla word has া behind ই, nor স্হ, nor জ্ঞ at these places.
    RepairRule("kra_left_as_i", 0.8, replace_with("(?<=[ক-হংঃ])ই(?=া)", "ক্র")),
    RepairRule("stha_as_sha", 0.9, replace_with("স্হ|(?<=স্বা)সহ(?=্য)", "স্থ")),
    RepairRule("nja_as_jna", 0.85, replace_with("(?<=সর)জ্ঞ(?=াম)", "ঞ্জ")),
    RepairRule("bba_in_two", 0.85, replace_with("চবিবশ", "চব্বিশ")),
    RepairRule("tsa_with_a_strange_letter", 0.85, replace_with("ৱ(?=স)", "ৎ")),
    RepairRule("ja_lost_behind_reph", 0.9, replace_with(r"কার্ালয়", "কার্যালয়")),
    RepairRule("reph_and_vowel_crossed", 0.9, replace_with(r"সবের্মাট", "সর্বমোট")),
    RepairRule("rbo_in_pieces", 0.85, replace_with("সবেবার্চ(?:্চ)?", "সর্বোচ্চ")),
    RepairRule("reph_out_of_its_place", 0.9, misplaced_rephs),
    # What no Bangla word can begin with, nor have behind a vowel letter: িশক্ষা, অিফস.
    RepairRule("vowel_before_its_letter", 0.85, move_vowels_behind),
    # No vowel sign stands twice, nor has a hasanta, and ও behind a letter of its own is no sign.
    RepairRule("vowel_sign_twice", 0.9, replace_with(r"([া-ৌ])\1+|(?<=াঁ)া", r"\1")),
    RepairRule(
        "hasanta_behind_a_vowel",
        0.85,
        replace_with(r"(?<=[ক-হ়][া-ৌ])্(?!য)|(?<=[অ-ঔ])্(?!য)|(?<=[ক-হ])্(?=[ংঃ])", ""),
    ),
    RepairRule("vowel_letter_in_two", 0.95, replace_with("অা", "আ")),
    RepairRule("o_as_a_sign", 0.85, replace_with(r"(?<=[আ-ঔ])ো", "ও")),
)


def find_damage(text: str) -> list[Damage]:
    """Every damaged word of the text, in order. A word with Latin letters of its own (café) is nobody's
    damage.
    """
    return list(_find(nfc(text)))


@lru_cache(maxsize=1024)
def _find(text: str) -> tuple[Damage, ...]:
    """Remembered: a charter under review is judged anew at each decision, and all its cells but one are as
    they were.
    """
    damages = []
    for match in WORD.finditer(text):
        beside = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if ASCII.search(beside):
            continue
        if damage := damage_of(match[0]):
            damages.append(damage._replace(start=match.start()))
    return tuple(damages)


@lru_cache(maxsize=8192)
def damage_of(word: str) -> Damage | None:
    """The repair of one word; None where nothing is wrong with it."""
    rules: list[RepairRule] = []
    repaired, before = word, ""
    # One repair may bring the next damage to light: what comes out is whole.
    while repaired != before and len(rules) < MOST_REPAIRS:
        before = repaired
        for rule in RULES:
            then = rule.repair(repaired)
            if then != repaired and (then := nfc(then)) != repaired:
                repaired = then
                rules.append(rule)
    if repaired == word:
        return None
    return Damage(
        0,
        word,
        repaired,
        tuple(dict.fromkeys(rule.name for rule in rules)),
        min(rule.confidence for rule in rules),
    )


def apply_repairs(text: str) -> str:
    """The text with every suggestion taken: for trying them out, never for keeping them unasked."""
    text = nfc(text)
    for damage in reversed(find_damage(text)):
        text = text[: damage.start] + damage.repaired + text[damage.start + len(damage.printed) :]
    return text
