"""Scores the words of one heading: for each column that it may mean, how strongly."""

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.fuzzy_regex import skeleton

from .words import ALONE, GLUE, KNOWN, LIFTED, SERIAL_WORDS, WHOLE_WORDS, WORDS

# No heading is as long as this; a paragraph that mentions a heading's words is not one.
LONGEST_HEADING = 220
# A value, though it holds the word মূল্য.
FREE = tuple(map(skeleton, ("বিনামূল্য", "বিনা খরচ", "বিনা মাশুল", "বিনা ফি", "বিনা ব্যয়", "ফ্রি", "free")))
WORD_BREAK = re.compile(r"[^\u0980-\u09ffA-Za-z]+")
# "(নাম, পদবি, ফোন ও ই-মেইল)" tells what to write in the column, and only half tells which column it is.
BRACKETS = re.compile(r"\([^()]*\)|\([^()]*$")
IN_BRACKETS = 0.5
# A heading counts nothing; what counts is a value.
DIGIT = re.compile("[0-9০-৯]")
# Each further word of the same column makes it a little surer.
ALSO = 0.1
ALONE_WEIGHT = 4.5
SERIAL_WEIGHT = 8.0
# "কাগজপত্র ও প্রাপ্তিস্থান" is two columns in one; "কাগজপত্র প্রাপ্তিস্থান" is where the papers are had.
BOTH = re.compile(
    nfc(r"(?:ও|এবং|সহ|&|/|,|\band)\s*(?:প্রাপ্তি|পাপ্তি|কোথা|তা পাওয়ার|পাওয়ার|\bwhere|\bplace|\bsource)"),
    re.IGNORECASE,
)


def _list(words: str) -> list[str]:
    return [bare for word in words.split(",") if (bare := skeleton(word))]


class Stem(NamedTuple):
    bare: str
    kind: str
    weight: float
    opens_word: bool  # "যে সেবা" also stands in "সময়ে সেবা": so short a first word must begin one


SHORT = 3
STEMS = [
    Stem(skeleton(phrase), kind, weight, len(skeleton(phrase.split()[0])) <= SHORT)
    for kind, weights in WORDS.items()
    for weight, words in weights.items()
    for phrase in words.split(",")
    if skeleton(phrase)
]
WHOLE = {
    skeleton(word): (kind, weight)
    for kind, weights in WHOLE_WORDS.items()
    for weight, words in weights.items()
    for word in words.split()
}
BARE_ALONE = {bare: kind for kind, words in ALONE.items() for bare in _list(words)}
# One look for all of them, since most cells hold none.
ANY_STEM = re.compile("|".join(re.escape(stem.bare) for stem in STEMS))


@lru_cache(maxsize=8192)
def heading_scores(cell: str) -> dict[str, float]:
    """Kind of column → weight of the words that speak for it; empty for words that head no column."""
    if not cell or len(cell) > LONGEST_HEADING:
        return {}
    bare = skeleton(cell)
    if cell.strip() in ("#", "№"):
        return {"serial": SERIAL_WEIGHT}
    if not bare or bare.isdecimal() or bare.startswith(FREE):
        return {}
    words = [skeleton(word) for word in WORD_BREAK.split(cell)]
    if bare in SERIAL_WORDS or all(word in SERIAL_WORDS for word in words if word):
        return {"serial": SERIAL_WEIGHT}
    if bare in BARE_ALONE:
        return {BARE_ALONE[bare]: ALONE_WEIGHT}
    outside = BRACKETS.sub(" ", cell)
    if not skeleton(outside):
        return _of(cell)
    if DIGIT.search(outside):
        return {}
    scores = _of(outside)
    if kind := BARE_ALONE.get(skeleton(outside)):
        scores[kind] = max(scores.get(kind, 0.0), ALONE_WEIGHT)
    if scores and all(
        word.startswith(GLUE) for word in map(skeleton, WORD_BREAK.split(outside)) if len(word) > 1
    ):
        best = max(scores, key=lambda kind: (scores[kind], kind != "name"))
        scores[best] = max(scores[best], LIFTED)
    for kind, weight in _of(" ".join(BRACKETS.findall(cell))).items():
        scores[kind] = max(scores.get(kind, 0.0) + ALSO, weight * IN_BRACKETS)
    if scores.get("documents") and scores.get("place") and BOTH.search(nfc(outside)):
        scores["documents_and_place"] = scores["documents"] + scores["place"]
    return scores


def _of(text: str) -> dict[str, float]:
    bare = skeleton(text)
    scores: dict[str, float] = {}
    words = list(map(skeleton, WORD_BREAK.split(text)))
    if ANY_STEM.search(bare):
        starts = list(accumulate(map(len, words), initial=0))
        for stem, kind, weight, opens_word in STEMS:
            if stem in bare and (not opens_word or any(bare.startswith(stem, start) for start in starts)):
                scores[kind] = max(scores.get(kind, 0.0), weight) + (ALSO if kind in scores else 0.0)
    for word in words:
        if word in WHOLE:
            kind, weight = WHOLE[word]
            scores[kind] = max(scores.get(kind, 0.0), weight)
    return scores


def column_kind(cell: str) -> str | None:
    """The column a heading means by its own words, or None where they are not enough to tell."""
    scores = heading_scores(cell)
    if not scores:
        return None
    kind = max(scores, key=scores.__getitem__)
    return kind if scores[kind] >= KNOWN else None
