"""Patterns that also meet misspelt, unspaced and differently encoded words: dots and rephs lost in copying,
and the bare shape of a phrase.
"""

import re
import unicodedata
from functools import lru_cache

from ongikar.rules.bangla.text import latin_digits, nfc

# What already says itself how often it may stand is left as written.
LOST = re.compile("(\u09bc|র্)(?![?*+{])")


def fuzzy_source(words: str) -> str:
    """The words in NFC, each dot and each reph as one that may be missing."""
    return LOST.sub(lambda match: f"(?:{match[1]})?", nfc(words))


def fuzzy_pattern(words: str) -> re.Pattern[str]:
    return re.compile(fuzzy_source(words), re.IGNORECASE)


REPH = "র্"
NUKTA = "\u09bc"

# Letters that published charters exchange freely. The first of each pair stands for both.
SAME_LETTER = str.maketrans(
    {
        "ী": "ি",
        "ূ": "ু",
        "ঈ": "ই",
        "ঊ": "উ",
        "ণ": "ন",
        "শ": "স",
        "ষ": "স",
        "ৎ": "ত",
        "ৰ": "র",
        "ৱ": "ব",
        "ঁ": None,
    }
)

# What a converter from an old font leaves behind: ন্ত as মত্ম, রু as ম্ন, শ্ল as স্ন.
FONT_SCARS = (("মত্ম", "ন্ত"), ("রম্ন", "রু"), ("জরম্ন", "জরু"), ("স্নষ্ট", "শ্লিষ্ট"), ("র্দ্ধ", "র্ধ"))


@lru_cache(maxsize=4096)
def skeleton(text: str) -> str:
    """Letters and digits only: no spaces, punctuation, visarga, nukta or reph, one letter for each confusable
    pair.
    """
    text = latin_digits(nfc(text)).casefold()
    for scar, meant in FONT_SCARS:
        text = text.replace(scar, meant)
    kept = "".join(
        letter for letter in text if letter not in "ঃ" + NUKTA and unicodedata.category(letter)[0] in "LMN"
    )
    return kept.replace(REPH, "").translate(SAME_LETTER)


def has_phrase(text: str, *phrases: str) -> bool:
    """Whether any of the phrases stands in the text, however either is spelt or spaced."""
    bare = skeleton(text)
    return any(skeleton(phrase) in bare for phrase in phrases)
