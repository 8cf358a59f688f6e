"""Which kind a service is most likely of, from the words of its name and the words each kind listens for."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ongikar.rules.bangla import nfc

# A kind's words, each with its weight; the empty word stands in every name.
Words = Mapping[str, float]


class Suggestion(NamedTuple):
    kind: str
    weight: float


def folded(text: str) -> str:
    """Letters only as they are compared: one encoding, small, single spaces, no marks between words."""
    return " ".join(re.sub(r"[^\w\u0980-\u09ff]+", " ", nfc(text).lower()).split())


def suggest(name: str, words_of: Mapping[str, Words]) -> list[Suggestion]:
    """Every kind that hears something in the name, the likeliest first; of two alike the one named first."""
    text = folded(name)
    weighed = [Suggestion(kind, weight_of(text, words)) for kind, words in words_of.items()]
    return sorted((each for each in weighed if each.weight > 0), key=lambda each: -each.weight)


def weight_of(text: str, words: Words) -> float:
    return sum(weight for word, weight in words.items() if folded(word) in text)
