"""Which kind a service is most likely of, and which of an office's posts a charter means, from the words it
prints.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ongikar.rules.bangla.text import nfc

# A kind's words, each with its weight; the empty word stands in every name.
Words = Mapping[str, float]


class Suggestion(NamedTuple):
    kind: str
    weight: float


def comparable_text(text: str) -> str:
    """Letters only as they are compared: one encoding, small, single spaces, no marks between words."""
    return " ".join(re.sub(r"[^\w\u0980-\u09ff]+", " ", nfc(text).lower()).split())


def suggest_kinds(name: str, words_of: Mapping[str, Words]) -> list[Suggestion]:
    """Every kind that hears something in the name, the likeliest first; of two alike the one named first."""
    text = comparable_text(name)
    weighed = [Suggestion(kind, weight_of(text, words)) for kind, words in words_of.items()]
    return sorted((each for each in weighed if each.weight > 0), key=lambda each: -each.weight)


def weight_of(text: str, words: Words) -> float:
    return sum(weight for word, weight in words.items() if comparable_text(word) in text)


# Of a post's words at least this share must be printed, or it is another post.
ENOUGH = 0.6
# A word before a post's name that makes it another post: the assistant conservator is not the conservator.
RANKS = frozenset(
    map(
        nfc,
        (
            "সহকারী",
            "সহকারি",
            "উপ",
            "ডেপুটি",
            "যুগ্ম",
            "অতিরিক্ত",
            "সিনিয়র",
            "জুনিয়র",
            "প্রধান",
            "মুখ্য",
            "assistant",
            "deputy",
            "joint",
            "additional",
            "senior",
            "junior",
            "chief",
            "principal",
        ),
    )
)
# The same for how far a post reaches, where its own title does not say so.
BEFORE = RANKS | frozenset(
    map(
        nfc,
        ("জেলা", "উপজেলা", "থানা", "বিভাগীয়", "আঞ্চলিক", "district", "upazila", "divisional", "regional"),
    )
)
BRACKETED = re.compile(r"\(([^()]*)\)")


def suggest_post(printed: str, titles: Mapping[str, str]) -> str:
    """The key of the post whose title's words are printed most fully, a longer title before a shorter; "" for
    none.
    """
    words = comparable_text(printed).split()
    best, most = "", (ENOUGH, 0)
    for key, title in titles.items():
        wanted = set(comparable_text(title).split())
        shared = len(wanted & set(words))
        weight = (shared / len(wanted), shared) if wanted else (0.0, 0)
        if weight > most and is_of_that_rank(words, wanted) and is_of_that_branch(printed, title):
            best, most = key, weight
    return best


def is_of_that_branch(printed: str, title: str) -> bool:
    """An assistant director (monitoring) is not the assistant director (engineering)."""
    branch = set(comparable_text(" ".join(BRACKETED.findall(title))).split())
    return "(" not in printed or branch <= set(comparable_text(printed).split())


def is_of_that_rank(words: list[str], wanted: set[str]) -> bool:
    """Whether the post's words are printed somewhere with the ranks it has, and no other before them."""
    if not wanted & RANKS <= set(words):
        return False
    runs: dict[int, int] = {}
    begins = 0
    for place, word in enumerate(words):
        if word in wanted:
            begins = begins if place and words[place - 1] in wanted else place
            runs[begins] = place + 1 - begins
    fullest = max(runs.values(), default=0)
    return any(
        not begins or words[begins - 1] not in BEFORE for begins, length in runs.items() if length == fullest
    )
