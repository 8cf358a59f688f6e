"""Words that a converter from SutonnyMJ (Bijoy) to Unicode has damaged, with the repair that each suggests.

The converters most used for portals draw three signs of the font wrongly (্ল as স্ন, ু as ম্ন, ্ত as ত্ম),
leave letters of the font standing amid Bangla (ÿ for ক্ষ), put a reph behind its letter (নিদের্শ for
নির্দেশ), and leave a vowel sign before it. Nothing is repaired here: each word is returned with a
suggestion, the rule that made it and how sure that rule is, for a person to decide.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from .bijoy import GLYPHS, HASANTA, REPH
from .reph_words import misplaced_rephs
from .text import nfc

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
