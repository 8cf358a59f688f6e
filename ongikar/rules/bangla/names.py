"""Names of people as they are heard: one key for every usual spelling in either script, and whether two
spellings may be one name.

A word of a name is heard as consonants with vowels between them. The key keeps the consonants, whether a
vowel comes first, and the vowel at the end (রহিম, রহিমা); of what bears the same key the vowels between decide
(কমল is not কামাল, though Kamal may be either).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from .search import normalise_text

# What stands before a name, or behind it, and is left out at will.
TITLES = frozenset(
    normalise_text(
        """
        মো মোঃ মোহা মোহাঃ মোছা মোছাঃ মোসা মোসাঃ মোসাম্মৎ মোছাম্মৎ মুহা মুহাঃ জনাব জনাবা বেগমসাহেবা সাহেব স্যার শ্রী শ্রীমতি
        শ্রীমতী ডা ডাঃ ডক্টর ড প্রফেসর অধ্যাপক ইঞ্জিনিয়ার হাজি হাজী আলহাজ আলহাজ্ব আলহাজ্জ বীরমুক্তিযোদ্ধা মাওলানা মৌলভী
        md mo moh mohd mst mosa mosammat mosammot mosamat janab sree shri sri srimati dr doctor prof professor
        engr haji hazi alhaj alhajj mr mrs ms miss maulana moulana
        """
    ).split()
)
CONSONANTS = {
    "ক": "k", "খ": "k", "গ": "g", "ঘ": "g", "ঙ": "n", "চ": "c", "ছ": "s", "জ": "j", "ঝ": "j",
    "ঞ": "Y", "ট": "t", "ঠ": "t", "ড": "d", "ঢ": "d", "ণ": "n", "ত": "t", "থ": "t", "দ": "d",
    "ধ": "d", "ন": "n", "ৎ": "t", "প": "p", "ফ": "f", "ব": "b", "ভ": "b", "ম": "m", "য": "j",
    "র": "r", "ৰ": "r", "ল": "l", "শ": "s", "ষ": "s", "স": "s", "হ": "h", "ং": "n",
}  # fmt: skip
VOWELS = {
    "অ": "x", "আ": "a", "ই": "i", "ঈ": "i", "উ": "u", "ঊ": "u", "এ": "e", "ঐ": "oi", "ও": "o",
    "ঔ": "ou", "া": "a", "ি": "i", "ী": "i", "ু": "u", "ূ": "u", "ে": "e", "ৈ": "oi", "ো": "o",
    "ৌ": "ou",
}  # fmt: skip
HOSHONTO, NUKTA = "্", "\u09bc"
# Letters of a conjunct, or with a mark, that are heard otherwise than each by itself; the longest first.
BANGLA_TOGETHER = {
    "ক্ষ": "k", "জ্ঞ": "g", "ঙ্গ": "n", "ঙ্ক": "nk", "ঞ্জ": "nj", "ঞ্চ": "nc", "ৃ": "ri",
    "ঋ": "ri", "্য": "", "্ব": "", "ড" + NUKTA: "r", "ঢ" + NUKTA: "r", "য" + NUKTA: "Y",
    "ঁদ": "nd", "ঁড": "nd",
}  # fmt: skip
LATIN_TOGETHER = {
    "que": "k", "chh": "s", "ksh": "k", "kkh": "k", "ngg": "n", "ck": "k", "kh": "k", "gh": "g",
    "ng": "n", "ch": "c", "jh": "j", "th": "t", "dh": "d", "ph": "f", "bh": "b", "sh": "s",
    "gy": "g", "xm": "km",
}  # fmt: skip
LATIN = {
    "b": "b", "c": "k", "d": "d", "f": "f", "g": "g", "h": "h", "j": "j", "k": "k", "l": "l",
    "m": "m", "n": "n", "p": "p", "q": "k", "r": "r", "s": "s", "t": "t", "v": "b", "x": "ks",
    "z": "j",
}  # fmt: skip
LATIN_VOWELS = {
    "aa": "a", "ee": "i", "ea": "i", "ie": "i", "oo": "u",
    "a": "A", "e": "e", "i": "i", "o": "O", "u": "u",
}  # fmt: skip
GLIDES = ("w", "y")
# At the end an e and an a are two: Rokea.
LATIN_PART = re.compile(
    "|".join(
        f"{part}(?!$)" if part == "ea" else part
        for part in sorted((*LATIN_TOGETHER, *LATIN, *LATIN_VOWELS, *GLIDES), key=len, reverse=True)
    )
)
BANGLA_PART = re.compile(
    "|".join(sorted((*BANGLA_TOGETHER, *CONSONANTS, *VOWELS, HOSHONTO), key=len, reverse=True))
)
# What a vowel may stand for. x: the vowel that no letter says; A, O: as typed on a Latin keyboard.
MAY_BE = {"A": "ax", "O": "oux"}
# How far apart two vowels are heard; "-": none.
APART = {
    "-x": 0.2, "-o": 0.6, "-e": 0.8, "-a": 1.0, "-u": 1.0, "-i": 1.0, "ox": 0.3, "ux": 0.6, "ax": 1.0,
    "ex": 1.0, "ix": 1.3, "ou": 0.2, "ei": 0.3, "ae": 0.6, "ao": 0.7, "eo": 1.0, "ai": 1.3, "au": 1.3,
    "io": 1.3, "eu": 1.3, "iu": 1.3,
}  # fmt: skip
# How far apart the vowels of one word may be in all; of a word of few consonants they say more.
MOST_APART, MOST_APART_OF_SHORT, SHORT = 1.05, 0.65, 2
# Bangla says which vowel it is: two words of it are spellings of one only where they are nearly the same.
MOST_APART_IN_BANGLA = 0.55


class Heard(NamedTuple):
    """A word as it is heard: the vowels before its first consonant, each consonant with those after it."""

    first: str
    beats: tuple[tuple[str, str], ...]
    # Whether it ends in a glide (রায়), behind which no vowel is heard.
    ends_in_glide: bool

    @property
    def beginning(self) -> str:
        """The key of a word of which more may come."""
        return ("v" if self.first else "") + "".join(consonant for consonant, _ in self.beats)

    @property
    def last_vowel(self) -> str:
        """`a`, `i` or `u`; "" of a word that ends in a consonant."""
        vowels = self.beats[-1][1] if self.beats else self.first
        if self.ends_in_glide or vowels in ("", "x"):
            return ""
        return {"a": "a", "A": "a", "x": "a", "i": "i", "e": "i"}.get(vowels[-1], "u")

    @property
    def key(self) -> str:
        return self.beginning + (self.last_vowel and f"-{self.last_vowel}")

    @property
    def letters(self) -> str:
        """The key as one run of letters: no vowel stands in it but the last."""
        return self.beginning + self.last_vowel


@lru_cache(maxsize=16384)
def hear(word: str) -> Heard:
    """`word` as normalise_text gives it, of one script."""
    beats: list[tuple[str, str]] = []
    first, is_glide = "", False
    for sounds in (latin_sounds if word.isascii() else bangla_sounds)(word):
        for sound in sounds:
            is_glide = sound == "Y"
            if is_glide:
                continue
            if sound not in VOWEL_LETTERS:
                if beats and beats[-1] == (sound, ""):
                    continue
                beats.append((sound, ""))
            elif beats:
                beats[-1] = (beats[-1][0], beats[-1][1] + sound)
            else:
                first += sound
    if len(beats) > 1 and beats[-1] == ("h", ""):
        beats.pop()
    return Heard(first, tuple(beats), is_glide)


VOWEL_LETTERS = frozenset("xaeiouAO")


def latin_sounds(word: str) -> list[str]:
    """What each part of it is heard as: consonants, vowels, and Y for a glide between vowels."""
    sounds: list[str] = []
    parts = LATIN_PART.findall(word)
    for place, part in enumerate(parts):
        behind_vowel = place > 0 and parts[place - 1] in LATIN_VOWELS
        before_vowel = parts[place + 1 : place + 2] != [] and parts[place + 1] in LATIN_VOWELS
        if part == "y":
            # Behind an e at the end it is no sound of its own: Dey, Tirkey.
            is_silent = (before_vowel and place) or (place == len(parts) - 1 and parts[place - 1] == "e")
            sounds.append("" if is_silent else "Y" if behind_vowel else "i")
        elif part == "w":
            sounds.append("O")
        elif part == "c" and parts[place + 1 : place + 2] in (["e"], ["i"], ["y"]):
            sounds.append("s")
        elif part in LATIN_VOWELS:
            # Behind two consonants an o at the end is the vowel that no letter says: Chandro, Chandra.
            is_bound = (
                part == "o" and place == len(parts) - 1 and place > 1 and not_vowels(parts[place - 2 : place])
            )
            sounds.append("A" if is_bound else LATIN_VOWELS[part])
        else:
            sounds.append(LATIN_TOGETHER.get(part) or LATIN[part])
    return sounds


def not_vowels(parts: list[str]) -> bool:
    return all(part not in LATIN_VOWELS for part in parts)


def bangla_sounds(word: str) -> list[str]:
    """The same; a consonant without a vowel sign bears the vowel that no letter says, but for the last one,
    unless it is bound to another.
    """
    sounds: list[str] = []
    parts = BANGLA_PART.findall(word)
    for place, part in enumerate(parts):
        if part == HOSHONTO:
            continue
        sounds.append(
            BANGLA_TOGETHER[part] if part in BANGLA_TOGETHER else CONSONANTS.get(part) or VOWELS[part]
        )
        after = parts[place + 1] if place + 1 < len(parts) else ""
        is_bound = place > 0 and (parts[place - 1] == HOSHONTO or len(part) > 2)
        if bears_vowel(part) and after not in SIGNS and (after or is_bound):
            sounds.append("x" if after else "a")
    if parts and parts[-1] in ("্য", "্ব"):
        sounds.append("a")
    return sounds


# What follows a consonant in the place of the vowel that no letter says.
SIGNS = frozenset({*"ািীুূৃেৈোৌ", HOSHONTO, "্য", "্ব"})


def bears_vowel(part: str) -> bool:
    return part in CONSONANTS or (
        part in BANGLA_TOGETHER and part != "ৃ" and part != "ঋ" and part[-1] != NUKTA
    )


def name_words(name: str) -> list[str]:
    """The words of a name without titles, unless it is nothing else."""
    words = normalise_text(name).split()
    return [word for word in words if word not in TITLES and len(word) > 1] or words


def name_keys(name: str) -> list[str]:
    """The key of each word of a name, without titles; of figures themselves."""
    return [hear(word).key or word for word in name_words(name)]


# How the words of a name, and those of an address, sound, as words beside others in an index: nobody types
# these signs.
NAME_SIGN, PLACE_SIGN = "§", "¶"
# Of a word of so many consonants the beginning says enough to find longer ones by it: Rahim, রহিমা.
LEAST_OF_BEGINNING = 3


def sound_words(text: str, sign: str = NAME_SIGN) -> list[str]:
    """How each word sounds, between two signs, each once; of figures nothing."""
    heard = (hear(word) for word in name_words(text))
    return list(dict.fromkeys(f"{sign}{each.letters}{sign}" for each in heard if each.letters))


def person_sounds(name: str, institution: str, address: str) -> str:
    """The sounds of the name and the institution, and apart from them those of the address."""
    called = dict.fromkeys((*sound_words(name), *sound_words(institution)))
    return " ".join((*called, *sound_words(address, PLACE_SIGN)))


def sound_beginning(word: str, sign: str = NAME_SIGN) -> str:
    """What the sound of every word begins with that this one is, or may become with more typed; "" where it
    has no sound.
    """
    heard = hear(word)
    if len(heard.beats) < LEAST_OF_BEGINNING:
        return f"{sign}{heard.letters}{sign}" if heard.letters else ""
    return f"{sign}{heard.beginning}"


def is_heard_in(word: str, name: str) -> bool:
    """Is a typed word a spelling of one of the name's, or of the beginning of one?"""
    heard = hear(word)
    for each in name_words(name):
        if is_heard_alike(word, each):
            return True
        if len(heard.beats) >= LEAST_OF_BEGINNING and is_beginning(heard, hear(each)):
            return True
    return False


def is_beginning(heard: Heard, longer: Heard) -> bool:
    """Whether one goes on from what was heard of the other; after its last consonant a vowel may yet come."""
    count = len(heard.beats)
    if len(longer.beats) < count or not longer.beginning.startswith(heard.beginning):
        return False
    apart = vowels_apart(heard.first, longer.first)
    apart += sum(
        vowels_apart(v, w) for (_, v), (_, w) in zip(heard.beats[:-1], longer.beats[: count - 1], strict=True)
    )
    return apart <= MOST_APART and not (heard.last_vowel and len(longer.beats) == count)


def is_heard_alike(one: str, other: str) -> bool:
    """May two words, each of either script, be spellings of one word of a name?"""
    if one == other:
        return True
    a, b = hear(one), hear(other)
    if not a.key or a.key != b.key:
        return False
    apart = vowels_apart(a.first, b.first)
    apart += sum(vowels_apart(v, w) for (_, v), (_, w) in zip(a.beats[:-1], b.beats[:-1], strict=True))
    if not one.isascii() and not other.isascii():
        return apart <= MOST_APART_IN_BANGLA
    return apart <= (MOST_APART_OF_SHORT if len(a.beats) <= SHORT else MOST_APART)


def vowels_apart(one: str, other: str) -> float:
    if one == other:
        return 0
    ones, others = set(one) or {"-"}, set(other) or {"-"}
    furthest = max(
        max(min(vowel_apart(a, b) for b in others) for a in ones),
        max(min(vowel_apart(a, b) for a in ones) for b in others),
    )
    return furthest if len(ones) == len(others) == 1 else furthest / 2


def vowel_apart(one: str, other: str) -> float:
    return min(
        0 if a == b else APART["".join(sorted(a + b))]
        for a in MAY_BE.get(one, one)
        for b in MAY_BE.get(other, other)
    )


def may_be_one_name(one: str, other: str) -> bool:
    """May two names be of one person? Each word of the shorter is heard in the longer, whatever its place."""
    shorter, longer = sorted((name_words(one), name_words(other)), key=len)
    if not shorter:
        return False
    left = list(longer)
    for word in shorter:
        match = next((each for each in left if is_heard_alike(word, each)), None)
        if match is None:
            return is_heard_alike("".join(shorter), "".join(longer))
        left.remove(match)
    return True
