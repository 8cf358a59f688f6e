"""The key by which words are put in the order of a Bangla dictionary, the same in every database.

Order of the Bangla Academy: ং ঃ ঁ after ঔ and before ক, ড় ঢ় য় each a letter of its own behind ড ঢ য, a
letter with a vowel sign behind the bare letter, and a conjunct behind all signs. Numbers in either script
stand by their value. Bangla before Latin. It is the order of ICU's `bn` with the rules `&ড<ড়&ঢ<ঢ়&য<য়` and
numbers by value, which the tests hold it to; kept as a key of our own it needs no ICU, which SQLite has not,
and a newer ICU never puts an index out of order unseen.
"""

import unicodedata
from collections.abc import Iterator
from itertools import takewhile

from .text import nfc

# Letters of a word that count, and the length of the longest key; behind these, words stand as they come.
MOST_LETTERS, LONGEST = 80, 250
NUKTA, HOSHONTO, KHANDA_TO = "\u09bc", "\u09cd", "ৎ"
SIGNS = "\t\n _-–—,;:!?.·।॥'‘’\"“”()[]{}§@*/\\&#%•৽`^°\u09fa©®+÷×<=>|~$£¥৲৳৻€"
NUMBER = "0"
FRACTIONS = "৴৵৶৷৸৹"
BANGLA = (
    "ঀ অ আ ই ঈ উ ঊ ঋ ৠ ঌ ৡ এ ঐ ও ঔ ং ঃ ঁ ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ড় ঢ ঢ় ণ ত থ দ ধ ন প ফ ব ভ ম য য় র ৰ ল ৱ"
    " শ ষ স হ ঽ া ি ী ু ূ ৃ ৄ ৢ ৣ ে ৈ ো ৌ ্ ৗ"
)
LATIN = "abcdefghijklmnopqrstuvwxyz"
FIGURES = "0123456789abcdefghijklmnopqrstuvwxyz"
# What ends a level; and the weights, of two figures each, none of which begins with it.
BETWEEN = "0"
WEIGHTS = {
    nfc(letter): FIGURES[1 + place // 36] + FIGURES[place % 36]
    for place, letter in enumerate([*SIGNS, NUMBER, *FRACTIONS, *BANGLA.split(), *LATIN])
}
BEYOND = "zz"
WITH_NUKTA = frozenset(letter for letter in WEIGHTS if letter.endswith(NUKTA) and letter != NUKTA)
PLAIN, OTHER = "1", "2"


def sort_key(text: str) -> str:
    """At most LONGEST figures and small Latin letters, so that any collation compares it alike.

    Its levels, as in the Unicode collation algorithm: the letters; then nukta on other letters, and accents;
    then capitals, and ৎ behind ত্. Joiners count nowhere.
    """
    letters, marks, shapes = [], [], []
    for letter, mark, shape in units(nfc(text[:MOST_LETTERS])):
        letters.append(letter)
        marks.append(PLAIN + mark)
        shapes.append(shape)
    levels = ["".join(letters), "".join(marks).rstrip(PLAIN), "".join(shapes).rstrip(PLAIN)]
    while levels and not levels[-1]:
        levels.pop()
    return BETWEEN.join(levels)[:LONGEST]


def units(text: str) -> Iterator[tuple[str, str, str]]:
    """What counts as one letter, in turn: its weight, its marks, and its shape among those of its weight."""
    place = 0
    while place < len(text):
        letter = text[place]
        if digit_of(letter) is not None:
            figures = "".join(takewhile(str.isdigit, (digit_of(each) or "" for each in text[place:])))
            yield number_weight(figures.lstrip("0")), "", PLAIN
            place += len(figures)
            continue
        place += 1
        if letter == KHANDA_TO:
            yield WEIGHTS["ত"], "", OTHER
            yield WEIGHTS[HOSHONTO], "", OTHER
            continue
        marks = "".join(takewhile(is_mark, text[place:]))
        place += len(marks)
        if letter + marks[:1] in WITH_NUKTA:
            letter, marks = letter + marks[:1], marks[1:]
        if letter in WEIGHTS:
            yield WEIGHTS[letter], marks_key(marks), PLAIN
        elif not is_unseen(letter):
            yield from foreign_units(letter, marks)


def foreign_units(letter: str, marks: str) -> Iterator[tuple[str, str, str]]:
    """A capital, a letter with an accent, a ligature: its plain letters; what has none stands at the end."""
    plain = [each for each in unicodedata.normalize("NFKD", letter).lower() if not is_mark(each)]
    accents = "".join(each for each in unicodedata.normalize("NFKD", letter) if is_mark(each)) + marks
    shape = OTHER if letter != letter.lower() else PLAIN
    for place, each in enumerate(plain):
        weight = WEIGHTS.get(each) or f"{BEYOND}{ord(each):06x}"
        yield weight, marks_key(accents) if place == len(plain) - 1 else "", shape


def digit_of(letter: str) -> str | None:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else None


def number_weight(figures: str) -> str:
    """By value: the longer number is the greater."""
    return WEIGHTS[NUMBER] + FIGURES[1 + len(figures) // 36] + FIGURES[len(figures) % 36] + figures


def is_mark(letter: str) -> bool:
    """A nukta, an accent: what alters the letter before it and is no letter of the order."""
    return unicodedata.category(letter) == "Mn" and letter not in WEIGHTS


def is_unseen(letter: str) -> bool:
    """A joiner, a mark of direction, a mark without its letter."""
    return unicodedata.category(letter) in ("Cf", "Cc", "Mn")


def marks_key(marks: str) -> str:
    return "".join(chr(ord("a") + int(figure, 16)) for mark in marks for figure in f"{ord(mark):04x}")
