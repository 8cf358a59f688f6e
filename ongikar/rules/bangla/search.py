"""Search keys: what people type, folded so that every usual spelling of a Bangla word, also on a Latin
keyboard, meets the others.
"""

import re
import unicodedata
from functools import lru_cache

from .text import TO_LATIN

# Of folded Bangla letters. What is heard as one sound has one letter here; vowels are left out, being typed
# at will.
BANGLA = {
    "ক": "k", "খ": "k", "গ": "g", "ঘ": "g", "ং": "n", "চ": "c", "ছ": "c", "জ": "j", "ঝ": "j", "ঞ": "n",
    "ট": "t", "ঠ": "t", "ড": "d", "ঢ": "d", "ত": "t", "থ": "t", "দ": "d", "ধ": "d", "ন": "n", "ৎ": "t",
    "প": "p", "ফ": "p", "ব": "b", "ভ": "b", "ম": "m", "র": "r", "ল": "l", "স": "s", "হ": "h",
}  # fmt: skip
LATIN_PAIRS = {
    "kkh": "kk",
    "ksh": "kk",
    "kh": "k",
    "gh": "g",
    "ng": "n",
    "chh": "c",
    "ch": "c",
    "jh": "j",
    "th": "t",
    "dh": "d",
    "ph": "p",
    "bh": "b",
    "sh": "s",
    "ck": "k",
}
LATIN = {"f": "p", "v": "b", "w": "b", "z": "j", "q": "k", "x": "ks", "c": "k"}
PAIR = re.compile("|".join(sorted(LATIN_PAIRS, key=len, reverse=True)))
SOFT_C = re.compile("c(?=[eiy])")
VOWEL_RUN = re.compile("[aeiouy]+")
TWICE = re.compile(r"(.)\1+")
# ক্ষ is one sound, whatever its letters.
KHIYO = "ক্স"
LEAST_SOUND = 4


@lru_cache(maxsize=8192)
def consonant_skeleton(word: str) -> str:
    """The consonants of a folded word; "" where they are too few to tell words apart."""
    if word.isascii():
        heard = PAIR.sub(lambda match: LATIN_PAIRS[match[0]].upper(), word)
        heard = SOFT_C.sub("s", heard)
        heard = "".join(letter.lower() if letter.isupper() else LATIN.get(letter, letter) for letter in heard)
        heard = VOWEL_RUN.sub("", heard)
    else:
        heard = "".join(BANGLA.get(letter, "") for letter in word.replace(KHIYO, "ক"))
    heard = TWICE.sub(r"\1", heard)
    return heard if len(heard) >= LEAST_SOUND else ""


# Letters that sound alike and are mixed up in everyday typing; the key keeps the one on the right.
ALIKE = {
    "ী": "ি", "ূ": "ু", "ঈ": "ই", "ঊ": "উ",
    "ণ": "ন", "শ": "স", "ষ": "স", "য": "জ", "ৰ": "র",
    "ঙ": "ং", "ঃ": "", "ঁ": "", "়": "",
}  # fmt: skip
# What no reader sees: joiners, and the marks of a direction that are copied along with a name.
JOINERS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SHOWN = dict.fromkeys(map(ord, JOINERS + DIRECTIONS)) | TO_LATIN
# A word is letters, marks and digits: `\w` would cut Bangla at every vowel sign.
NOT_WORD = re.compile(r"[^0-9a-z\u0980-\u09ff]+")
FOLD = str.maketrans(ALIKE)
# Case and number endings that Bangla glues to a noun, longest first.
ENDINGS = (
    "গুলোকে",
    "গুলোর",
    "গুলির",
    "গুলো",
    "গুলি",
    "দেরকে",
    "দের",
    "টির",
    "টাকে",
    "টিকে",
    "টি",
    "টা",
    "ের",
    "য়ের",
    "তে",
    "কে",
    "র",
    "ে",
)
ENGLISH_ENDINGS = ("ing", "ers", "er", "es", "ed", "s")
# Words that say that one wants something, not what.
SMALL_WORDS = """
    আমি আমার আমাকে আমরা আমাদের আপনি আপনার একটা একটি কোনো কোন কি কী কে কীভাবে কিভাবে কেমনে কোথায় কখন কেন কত
    চাই চাইছি চাচ্ছি লাগবে দরকার দরকারি করব করবো করতে করা করে করি করুন হয় হবে হলে হয়ে হচ্ছে আছে নেই না
    নাই নিতে নেব দিতে দিন দেন পেতে পাব পাবো
    ও এবং বা অথবা আর এর এই সেই যে জন্য জন্যে নিয়ে থেকে সাথে সঙ্গে বিষয়ে সম্পর্কে মধ্যে উপর ওপর সেবা
    i a an the to of for in on at and or my me we is are be do does will how what where when why want need
    get can with about please service
    ami amar amake amra amader apni apnar ekta ekti kono kon ki kivabe kibhabe kothay kokhon keno koto
    chai cai chacchi lagbe dorkar korbo korte kora kori korun hobe hoy hole ache nei nite nebo dite din
    pete pabo jonno jonne niye theke shomporke somporke seba sheba
"""


def normalise_text(text: str) -> str:
    """NFC, no joiners, Latin digits, lower case, words by one space: every letter still as it was typed."""
    shown = unicodedata.normalize("NFC", text).translate(SHOWN).lower()
    return " ".join(NOT_WORD.sub(" ", shown).split())


def fold(text: str) -> str:
    """The comparable form: `normalise_text`, and look-alike letters as one."""
    # ya-phala is heard as a vowel (ল্যাব, লাব) and left out as often as it is typed.
    return " ".join(normalise_text(text).replace("্য", "").translate(FOLD).split())


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded word without its endings, one after the other, so that every case of a noun has one stem."""
    endings = ENGLISH_ENDINGS if word.isascii() else FOLDED_ENDINGS
    least = 4 if word.isascii() else 3
    for ending in endings:
        left = word[: -len(ending)]
        # A vowel sign stands after a bare consonant, so a stem before one may be as short as তথ.
        if word.endswith(ending) and len(left) >= (2 if ending[0] == "ে" else least):
            return stem(left)
    return word


def stems(text: str) -> list[str]:
    """The stems of the words of a text, in order."""
    return [stem(word) for word in fold(text).split()]


def query_stems(text: str) -> list[str]:
    """The stems that say what is asked for; all of them where only small words were typed."""
    words = fold(text).split()
    return [stem(word) for word in words if word not in FOLDED_SMALL] or [stem(word) for word in words]


FOLDED_ENDINGS = tuple(dict.fromkeys(fold(ending) for ending in ENDINGS))
FOLDED_SMALL = frozenset(fold(SMALL_WORDS).split())


HASANTA, NUKTA, YA_PHALA = "্", "়", "্য"
# What is heard after a consonant that bears no vowel sign: often nothing.
INHERENT = ("", "o", "a")
CONSONANTS = {
    "ক": ("k", "c", "ck", "q"), "খ": ("kh", "k"), "গ": ("g",), "ঘ": ("gh", "g"), "ঙ": ("ng", "n", "m"),
    "চ": ("ch", "c"), "ছ": ("ch", "c", "s", "chh"), "জ": ("j", "z"), "ঝ": ("jh", "j"), "ঞ": ("n", "y", ""),
    "ট": ("t",), "ঠ": ("th", "t"), "ড": ("d",), "ঢ": ("dh", "d"), "ণ": ("n",),
    "ত": ("t",), "থ": ("th", "t", "thh"), "দ": ("d",), "ধ": ("dh", "d"), "ন": ("n",),
    "প": ("p",), "ফ": ("f", "ph", "p"), "ব": ("b", "v", "w"), "ভ": ("bh", "v", "b", "vh"), "ম": ("m",),
    "য": ("j", "z", "y"), "র": ("r",), "ল": ("l",), "শ": ("sh", "s"), "ষ": ("sh", "s"), "স": ("s", "sh", "c"),
    "হ": ("h",), "ৎ": ("t",), "ং": ("ng", "n", "m"), "ঃ": ("", "h"), "ঁ": ("", "n"),
    "য়": ("y", "", "e"), "ড়": ("r", "rh", "d"), "ঢ়": ("rh", "r"),
}  # fmt: skip
VOWELS = {
    "অ": ("o", "a"),
    "আ": ("a", "aa"),
    "ই": ("i", "e", "ee", "y"),
    "ঈ": ("i", "e", "ee"),
    "উ": ("u", "o", "oo"),
    "ঊ": ("u", "oo"),
    "ঋ": ("ri", "r"),
    "এ": ("e", "a"),
    "ঐ": ("oi", "ai", "oy"),
    "ও": ("o", "w", "u"),
    "ঔ": ("ou", "au", "ow"),
    "া": ("a", "aa"),
    "ি": ("i", "e", "ee", "y"),
    "ী": ("i", "e", "ee", "y"),
    "ু": ("u", "o", "oo"),
    "ূ": ("u", "o", "oo"),
    "ৃ": ("ri", "r", "re"),
    "ে": ("e", "a", "ai", "ay"),
    "ৈ": ("oi", "ai", "oy"),
    "ো": ("o", "u"),
    "ৌ": ("ou", "au", "ow"),
}
# Letters heard otherwise together than each by itself, longest first.
TOGETHER = {
    "ক্ষ": ("kkh", "kh", "ksh", "k", "kk"),
    "জ্ঞ": ("gg", "ggy", "gy", "gya", "jn", "g"),
    "্যা": ("a", "ya", "e", "aa", "ae"),
    "াই": ("ai", "i", "ay", "y"),
    "িউ": ("iu", "u", "yu", "io"),
    "ার": ("ar", "er", "or", "aar"),
    "ওয়": ("o", "ow", "w", "oy"),
    YA_PHALA: ("", "y", "ya", "yo", "o", "a", "e"),
    "্ব": ("b", "", "w", "v"),
    "্ম": ("m", ""),
}
# Whatever is typed shorter than this says too little to be heard.
LEAST = 3


def is_latin_spelling(typed: str, word: str) -> bool:
    """May `typed`, in Latin letters, be a spelling of this Bangla word (NFC, as
    `normalise_text` gives it)?
    """
    if len(typed) < LEAST:
        return False
    reached = {0}
    for spellings in letter_spellings(word):
        reached = {
            place + len(each) for place in reached for each in spellings if typed.startswith(each, place)
        }
        if not reached:
            return False
    return len(typed) in reached


@lru_cache(maxsize=16384)
def letter_spellings(word: str) -> tuple[tuple[str, ...], ...]:
    """The spellings of one letter after another of a Bangla word; () where it holds anything else."""
    by_letter: list[tuple[str, ...]] = []
    place = 0
    while place < len(word):
        if word[place] == HASANTA and not any(word.startswith(each, place) for each in TOGETHER):
            place += 1
            continue
        letters, spellings = next_sound(word, place)
        if not spellings:
            return ()
        by_letter.append(spellings)
        place += len(letters)
        if is_bare(letters, word[place : place + 1]):
            # At the end of a word an a is typed only after letters bound together: poramorsha,
            # but thik, thiko.
            is_bound = HASANTA in word[: place - len(letters)][-1:] + letters
            by_letter.append(INHERENT if place < len(word) or is_bound else INHERENT[:2])
    return tuple(by_letter)


def next_sound(word: str, place: int) -> tuple[str, tuple[str, ...]]:
    """The letters that are heard together from this place on, and how they are typed."""
    for letters, spellings in TOGETHER.items():
        # ব and ম are silent only below another letter; a word that begins with them says them.
        if word.startswith(letters, place):
            return letters, double_consonants(letters, spellings)
    letters = word[place : place + 2] if word[place + 1 : place + 2] == NUKTA else word[place]
    spellings = CONSONANTS.get(letters, ()) and double_consonants(letters, CONSONANTS[letters])
    if spellings and word.startswith(HASANTA, place + len(letters)):
        return join_conjunct(word, letters, place + len(letters), spellings)
    return letters, spellings or VOWELS.get(letters, ())


def join_conjunct(
    word: str, letters: str, end: int, spellings: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """A letter bound to the next: of two alike, such as the ত of ত্থ, people often type one."""
    if any(word.startswith(each, end) for each in TOGETHER):
        return letters, spellings
    after = word[end + 1 : end + 2]
    alike = {each[0] for each in spellings if each} & {each[0] for each in CONSONANTS.get(after, ()) if each}
    return letters + HASANTA, (*spellings, "") if alike else spellings


def double_consonants(letters: str, spellings: tuple[str, ...]) -> tuple[str, ...]:
    """A consonant is also typed twice (tottho, unnoyon); a vowel is not."""
    if letters not in CONSONANTS:
        return spellings
    spoken = [each for each in spellings if each and each[0] not in "aeiouyh"]
    return (*spellings, *(each[0] + each for each in spoken), *(each * 2 for each in spoken if each[1:]))


def is_bare(letters: str, after: str) -> bool:
    """Does a consonant end here that bears neither vowel sign nor another letter below it?"""
    return (
        (letters in CONSONANTS or letters in ("ক্ষ", "জ্ঞ", "্ব", "্ম", "ওয়", "ার"))
        and letters not in ("ং", "ঃ", "ঁ", "ৎ")
        and after not in VOWEL_SIGNS
        and after != HASANTA
    )


@lru_cache(maxsize=16384)
def word_forms(word: str) -> tuple[str, ...]:
    """A Bangla word, and the same without its endings: তথ্যের, তথ্য."""
    known = stem(fold(word))
    bare = next((word[:end] for end in range(1, len(word) + 1) if fold(word[:end]) == known), word)
    # What falls with folding still belongs to the word.
    bare += next((mark for mark in (YA_PHALA, NUKTA) if word.startswith(mark, len(bare))), "")
    return tuple(dict.fromkeys((word, bare.rstrip(HASANTA))))


def is_same_word(one: str, other: str) -> bool:
    """Are two words, one of either script, one word? Endings do not count."""
    latin, bangla = (one, other) if one.isascii() else (other, one)
    return latin.isascii() != bangla.isascii() and any(
        is_latin_spelling(latin, form) for form in word_forms(bangla)
    )


VOWEL_SIGNS = frozenset("ািীুূৃেৈোৌ")
