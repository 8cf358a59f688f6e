"""The sound of a word as consonants, one for both scripts: so that "proshikkhon" typed on a Latin keyboard meets প্রশিক্ষণ."""

import re
from functools import lru_cache

# Of folded Bangla letters. What is heard as one sound has one letter here; vowels are left out, being typed at will.
BANGLA = {
    "ক": "k", "খ": "k", "গ": "g", "ঘ": "g", "ং": "n", "চ": "c", "ছ": "c", "জ": "j", "ঝ": "j", "ঞ": "n",
    "ট": "t", "ঠ": "t", "ড": "d", "ঢ": "d", "ত": "t", "থ": "t", "দ": "d", "ধ": "d", "ন": "n", "ৎ": "t",
    "প": "p", "ফ": "p", "ব": "b", "ভ": "b", "ম": "m", "র": "r", "ল": "l", "স": "s", "হ": "h",
}  # fmt: skip
LATIN_PAIRS = {
    "kkh": "kk", "ksh": "kk", "kh": "k", "gh": "g", "ng": "n", "chh": "c", "ch": "c", "jh": "j", "th": "t", "dh": "d",
    "ph": "p", "bh": "b", "sh": "s", "ck": "k",
}  # fmt: skip
LATIN = {"f": "p", "v": "b", "w": "b", "z": "j", "q": "k", "x": "ks", "c": "k"}
PAIR = re.compile("|".join(sorted(LATIN_PAIRS, key=len, reverse=True)))
SOFT_C = re.compile("c(?=[eiy])")
VOWELS = re.compile("[aeiouy]+")
TWICE = re.compile(r"(.)\1+")
# ক্ষ is one sound, whatever its letters.
KHIYO = "ক্স"
LEAST = 4


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The consonants of a folded word; "" where they are too few to tell words apart."""
    if word.isascii():
        heard = PAIR.sub(lambda found: LATIN_PAIRS[found[0]].upper(), word)
        heard = SOFT_C.sub("s", heard)
        heard = "".join(letter.lower() if letter.isupper() else LATIN.get(letter, letter) for letter in heard)
        heard = VOWELS.sub("", heard)
    else:
        heard = "".join(BANGLA.get(letter, "") for letter in word.replace(KHIYO, "ক"))
    heard = TWICE.sub(r"\1", heard)
    return heard if len(heard) >= LEAST else ""
