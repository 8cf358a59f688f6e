"""Finding a service by what people type, in either language, script and spelling."""

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from ongikar.rules.search_sound import sound
from ongikar.rules.search_spelling import meet
from ongikar.rules.search_words import fold, meant, plain, stem, stems

from .models import CharterVersion, Service

# How much a word counts by where it stands.
SHORT, TYPED, NAME, SUMMARY = 7.0, 6.0, 4.0, 2.0
# How much a likeness counts: the same word, its beginning, its sound, a slip of the finger.
SAME, BEGINS, SOUNDS, SLIP = 1.0, 0.8, 0.7, 0.6
# What scores less than this part of the best is not shown.
WORTH = 0.35
MOST_WORDS = 12
MOST_TYPED = 200


class Index(NamedTuple):
    """The words of a charter: of each service the weight of each stem, in how many services each stands, and the stem of
    each word as it is written, Bangla and Latin, to be met by what is typed in the other script."""

    weights: dict[int, dict[str, float]]
    spread: Counter[str]
    written: tuple[dict[str, str], dict[str, str]]


def find(version: CharterVersion, services: list[Service], typed: str) -> list[Service]:
    """The services that fit what was typed, the best first. `services` are those of `version`."""
    index = index_of(version.pk, version.fingerprint)
    wanted = [*meant(typed[:MOST_TYPED])[:MOST_WORDS], *written_apart(typed[:MOST_TYPED], index)]
    as_typed = {stem(fold(word)): word for word in plain(typed[:MOST_TYPED]).split()}
    likes = {word: alike(word, as_typed.get(word, word), index) for word in wanted}
    scores = {
        service.pk: sum(best(like, index.weights.get(service.pk, {}), index) for like in likes.values())
        for service in services
    }
    most = max(scores.values(), default=0.0)
    found = [service for service in services if most and scores[service.pk] >= most * WORTH]
    return sorted(found, key=lambda service: -scores[service.pk])


def best(likes: dict[str, float], weights: dict[str, float], index: Index) -> float:
    """What one typed word adds for one service. A word that stands in few services says more."""
    count = len(index.weights) + 1
    return max(
        (
            like * weights[stem] * log(count / index.spread[stem])
            for stem, like in likes.items()
            if stem in weights
        ),
        default=0.0,
    )


def written_apart(typed: str, index: Index) -> list[str]:
    """Words of the charter that were typed in two: wi-fi, e nothi, free lancing."""
    words = fold(typed).split()[:MOST_WORDS]
    pairs = (stem(one + other) for one, other in pairwise(words))
    return [pair for pair in pairs if pair in index.spread]


def alike(word: str, as_typed: str, index: Index) -> dict[str, float]:
    """The known stems that a typed one may stand for, with how well they fit."""
    found = {known: like for known in index.spread if (like := likeness(word, known))}
    for written, known in index.written[not word.isascii()].items():
        if any(meet(each, written) for each in {as_typed, word}):
            found[known] = max(SOUNDS, found.get(known, 0.0))
    # A word that is known as it stands does not also mean its neighbours by a slip.
    return {known: like for known, like in found.items() if like > SLIP} or found


def likeness(word: str, known: str) -> float:
    if word == known:
        return SAME
    if (len(word) >= 3 and known.startswith(word)) or (len(known) >= 4 and word.startswith(known)):
        return BEGINS
    if (heard := sound(word)) and heard == sound(known):
        return SOUNDS
    slips = slips_in(word)
    if slips and abs(len(word) - len(known)) <= slips:
        return SLIP if DamerauLevenshtein.distance(word, known, score_cutoff=slips) <= slips else 0.0
    return 0.0


def slips_in(word: str) -> int:
    """How many slips of the finger a word may hold. In a short one each letter makes another word: ভাতা, ভাষা; bill, will."""
    few, many = (5, 9) if word.isascii() else (6, 8)
    return (len(word) >= few) + (len(word) >= many)


@lru_cache(maxsize=64)
def index_of(version_id: int, fingerprint: str) -> Index:
    """The index of a published version. It never changes; the fingerprint tells two databases apart."""
    weights: dict[int, dict[str, float]] = {}
    bangla: dict[str, str] = {}
    latin: dict[str, str] = {}
    for service in Service.objects.filter(version_id=version_id):
        own: dict[str, float] = {}
        for weight, text in (
            (SUMMARY, f"{service.summary_bn} {service.summary_en}"),
            (NAME, f"{service.name_bn} {service.name_en}"),
            (TYPED, " ".join(service.search_words)),
            (SHORT, f"{service.short_bn} {service.short_en}"),
        ):
            own.update(dict.fromkeys(stems(text), weight))
            for word in plain(text).split():
                (latin if word.isascii() else bangla)[word] = stem(fold(word))
        weights[service.pk] = own
    return Index(weights, Counter(known for own in weights.values() for known in own), (bangla, latin))
