"""Decides whether a word typed on a Latin keyboard spells a Bangla word. tothyo, tottho, totho: তথ্য; sheba, seba: সেবা.

There is no rule people follow, but for each letter only a few spellings. A word fits when some choice of them gives what
was typed: told letter by letter, so that short words, too, are told apart (সভা is sobha, সব is not).
"""

from functools import lru_cache

from .search_words import fold, stem

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
    "অ": ("o", "a"), "আ": ("a", "aa"), "ই": ("i", "e", "ee", "y"), "ঈ": ("i", "e", "ee"), "উ": ("u", "o", "oo"), "ঊ": ("u", "oo"),
    "ঋ": ("ri", "r"), "এ": ("e", "a"), "ঐ": ("oi", "ai", "oy"), "ও": ("o", "w", "u"), "ঔ": ("ou", "au", "ow"),
    "া": ("a", "aa"), "ি": ("i", "e", "ee", "y"), "ী": ("i", "e", "ee", "y"), "ু": ("u", "o", "oo"), "ূ": ("u", "o", "oo"),
    "ৃ": ("ri", "r", "re"), "ে": ("e", "a", "ai", "ay"), "ৈ": ("oi", "ai", "oy"), "ো": ("o", "u"), "ৌ": ("ou", "au", "ow"),
}  # fmt: skip
# Letters heard otherwise together than each by itself, longest first.
TOGETHER = {
    "ক্ষ": ("kkh", "kh", "ksh", "k", "kk"), "জ্ঞ": ("gg", "ggy", "gy", "gya", "jn", "g"), "্যা": ("a", "ya", "e", "aa", "ae"),
    "াই": ("ai", "i", "ay", "y"), "িউ": ("iu", "u", "yu", "io"), "ার": ("ar", "er", "or", "aar"), "ওয়": ("o", "ow", "w", "oy"),
    YA_PHALA: ("", "y", "ya", "yo", "o", "a", "e"), "্ব": ("b", "", "w", "v"), "্ম": ("m", ""),
}  # fmt: skip
# Whatever is typed shorter than this says too little to be heard.
LEAST = 3


def spelt(typed: str, word: str) -> bool:
    """May `typed`, in Latin letters, be a spelling of this Bangla word (NFC, as `plain` gives it)?"""
    if len(typed) < LEAST:
        return False
    reached = {0}
    for spellings in sounds(word):
        reached = {
            place + len(each) for place in reached for each in spellings if typed.startswith(each, place)
        }
        if not reached:
            return False
    return len(typed) in reached


@lru_cache(maxsize=16384)
def sounds(word: str) -> tuple[tuple[str, ...], ...]:
    """The spellings of one letter after another of a Bangla word; () where it holds anything else."""
    found: list[tuple[str, ...]] = []
    place = 0
    while place < len(word):
        if word[place] == HASANTA and not any(word.startswith(each, place) for each in TOGETHER):
            place += 1
            continue
        letters, spellings = next_sound(word, place)
        if not spellings:
            return ()
        found.append(spellings)
        place += len(letters)
        if is_bare(letters, word[place : place + 1]):
            # At the end of a word an a is typed only after letters bound together: poramorsha, but thik, thiko.
            is_bound = HASANTA in word[: place - len(letters)][-1:] + letters
            found.append(INHERENT if place < len(word) or is_bound else INHERENT[:2])
    return tuple(found)


def next_sound(word: str, place: int) -> tuple[str, tuple[str, ...]]:
    """The letters that are heard together from this place on, and how they are typed."""
    for letters, spellings in TOGETHER.items():
        # ব and ম are silent only below another letter; a word that begins with them says them.
        if word.startswith(letters, place):
            return letters, doubled(letters, spellings)
    letters = word[place : place + 2] if word[place + 1 : place + 2] == NUKTA else word[place]
    spellings = CONSONANTS.get(letters, ()) and doubled(letters, CONSONANTS[letters])
    if spellings and word.startswith(HASANTA, place + len(letters)):
        return joined(word, letters, place + len(letters), spellings)
    return letters, spellings or VOWELS.get(letters, ())


def joined(word: str, letters: str, end: int, spellings: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A letter bound to the next: of two alike, such as the ত of ত্থ, people often type one."""
    if any(word.startswith(each, end) for each in TOGETHER):
        return letters, spellings
    after = word[end + 1 : end + 2]
    alike = {each[0] for each in spellings if each} & {each[0] for each in CONSONANTS.get(after, ()) if each}
    return letters + HASANTA, (*spellings, "") if alike else spellings


def doubled(letters: str, spellings: tuple[str, ...]) -> tuple[str, ...]:
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
def forms(word: str) -> tuple[str, ...]:
    """A Bangla word, and the same without its endings: তথ্যের, তথ্য."""
    known = stem(fold(word))
    bare = next((word[:end] for end in range(1, len(word) + 1) if fold(word[:end]) == known), word)
    # What falls with folding still belongs to the word.
    bare += next((mark for mark in (YA_PHALA, NUKTA) if word.startswith(mark, len(bare))), "")
    return tuple(dict.fromkeys((word, bare.rstrip(HASANTA))))


def meet(one: str, other: str) -> bool:
    """Are two words, one of either script, one word? Endings do not count."""
    latin, bangla = (one, other) if one.isascii() else (other, one)
    return latin.isascii() != bangla.isascii() and any(spelt(latin, form) for form in forms(bangla))


VOWEL_SIGNS = frozenset("ািীুূৃেৈোৌ")
