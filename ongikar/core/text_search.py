"""Finding one of a few hundred texts by what people type, in either language, script and spelling: services
of a charter, paragraphs of the manual.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from itertools import pairwise
from math import log
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from ongikar.rules.bangla.search import (
    consonant_skeleton,
    fold,
    is_same_word,
    normalise_text,
    query_stems,
    stem,
    stems,
)

# How much a likeness counts: the same word, its beginning, its sound, a slip of the finger.
SAME, BEGINS, SOUNDS, SLIP = 1.0, 0.8, 0.7, 0.6
# What scores less than this part of the best is not shown.
WORTH = 0.35
MOST_WORDS = 12
MOST_TYPED = 200


class TextIndex[Key: Hashable](NamedTuple):
    """The words of all texts: of each text the weight of each stem, in how many texts each stands, and the
    stem of each word as it is written, Bangla and Latin, to be met by what is typed in the other script.
    """

    weights: dict[Key, dict[str, float]]
    spread: Counter[str]
    written: tuple[dict[str, str], dict[str, str]]


def make_index[Key: Hashable](
    texts: Mapping[Key, Iterable[tuple[float, str]]], *, by_count: bool = False
) -> TextIndex[Key]:
    """`texts`: by key, each part with how much its words count; of a word in two parts the later counts.
    `by_count`: what a long text says again and again counts more in it than what it says once.
    """
    weights: dict[Key, dict[str, float]] = {}
    bangla: dict[str, str] = {}
    latin: dict[str, str] = {}
    for key, parts in texts.items():
        own: dict[str, float] = {}
        for weight, text in parts:
            counts = Counter(stems(text))
            own.update({word: weight * (1 + log(n) * by_count) for word, n in counts.items()})
            for word in normalise_text(text).split():
                (latin if word.isascii() else bangla)[word] = stem(fold(word))
        weights[key] = own
    return TextIndex(weights, Counter(known for own in weights.values() for known in own), (bangla, latin))


def similar_words(typed: str, index: TextIndex) -> list[dict[str, float]]:
    """Of each typed word that says what is asked for the stems it may stand for, with how well they fit."""
    typed = typed[:MOST_TYPED]
    wanted = [*query_stems(typed)[:MOST_WORDS], *rejoined_words(typed, index)]
    as_typed = {stem(fold(word)): word for word in normalise_text(typed).split()}
    likes = {word: similar_stems(word, as_typed.get(word, word), index) for word in wanted}
    return list(likes.values())


def likely_texts[Key: Hashable](
    index: TextIndex[Key], keys: Iterable[Key], likes: list[dict[str, float]]
) -> list[Key]:
    """Those of these texts that fit the words, the best first; alike ones in the order of `keys`."""
    scores = {
        key: sum(best_weight(like, index.weights.get(key, {}), index) for like in likes) for key in keys
    }
    most = max(scores.values(), default=0.0)
    likely = [key for key, score in scores.items() if most and score >= most * WORTH]
    return sorted(likely, key=lambda key: -scores[key])


def best_weight(likes: dict[str, float], weights: dict[str, float], index: TextIndex) -> float:
    """What one typed word adds for one text. A word that stands in few texts says more."""
    count = len(index.weights) + 1
    return max(
        (
            like * weights[stem] * log(count / index.spread[stem])
            for stem, like in likes.items()
            if stem in weights
        ),
        default=0.0,
    )


def rejoined_words(typed: str, index: TextIndex) -> list[str]:
    """Words of the texts that were typed in two: wi-fi, e nothi, free lancing."""
    words = fold(typed).split()[:MOST_WORDS]
    pairs = (stem(one + other) for one, other in pairwise(words))
    return [pair for pair in pairs if pair in index.spread]


def similar_stems(word: str, as_typed: str, index: TextIndex) -> dict[str, float]:
    """The known stems that a typed one may stand for, with how well they fit."""
    known_words = {known: like for known in index.spread if (like := word_similarity(word, known))}
    for written, known in index.written[not word.isascii()].items():
        if any(is_same_word(each, written) for each in {as_typed, word}):
            known_words[known] = max(SOUNDS, known_words.get(known, 0.0))
    # A word that is known as it stands does not also mean its neighbours by a slip.
    return {known: like for known, like in known_words.items() if like > SLIP} or known_words


def word_similarity(word: str, known: str) -> float:
    if word == known:
        return SAME
    if (len(word) >= 3 and known.startswith(word)) or (len(known) >= 4 and word.startswith(known)):
        return BEGINS
    if (heard := consonant_skeleton(word)) and heard == consonant_skeleton(known):
        return SOUNDS
    slips = slips_in(word)
    if slips and abs(len(word) - len(known)) <= slips:
        return SLIP if DamerauLevenshtein.distance(word, known, score_cutoff=slips) <= slips else 0.0
    return 0.0


def slips_in(word: str) -> int:
    """How many slips of the finger a word may hold. In a short one each letter makes another word: ভাতা,
    ভাষা; bill, will.
    """
    few, many = (5, 9) if word.isascii() else (6, 8)
    return (len(word) >= few) + (len(word) >= many)
