"""Finding a service by what people type, in either language, script and spelling."""

from collections import Counter
from functools import lru_cache
from math import log
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from ongikar.rules.search_sound import sound
from ongikar.rules.search_words import meant, stems

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
    """The words of a charter: of each service the weight of each stem, and in how many services each stands."""

    weights: dict[int, dict[str, float]]
    spread: Counter[str]


def find(version: CharterVersion, services: list[Service], typed: str) -> list[Service]:
    """The services that fit what was typed, the best first. `services` are those of `version`."""
    wanted = list(dict.fromkeys(meant(typed[:MOST_TYPED])))[:MOST_WORDS]
    index = index_of(version.pk, version.fingerprint)
    vocabulary = list(index.spread)
    likes = {word: alike(word, vocabulary) for word in wanted}
    scores = {
        service.pk: sum(best(likes[word], index.weights.get(service.pk, {}), index) for word in wanted)
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


def alike(word: str, vocabulary: list[str]) -> dict[str, float]:
    """The known stems that a typed one may stand for, with how well they fit."""
    found = {stem: like for stem in vocabulary if (like := likeness(word, stem))}
    # A word that is known as it stands does not also mean its neighbours by a slip.
    return {stem: like for stem, like in found.items() if like > SLIP} or found


def likeness(word: str, stem: str) -> float:
    if word == stem:
        return SAME
    if (len(word) >= 3 and stem.startswith(word)) or (len(stem) >= 4 and word.startswith(stem)):
        return BEGINS
    if (heard := sound(word)) and heard == sound(stem):
        return SOUNDS
    slips = 1 if len(word) < (9 if word.isascii() else 7) else 2
    if len(word) >= 4 and abs(len(word) - len(stem)) <= slips:
        return SLIP if DamerauLevenshtein.distance(word, stem, score_cutoff=slips) <= slips else 0.0
    return 0.0


@lru_cache(maxsize=64)
def index_of(version_id: int, fingerprint: str) -> Index:
    """The index of a published version. It never changes; the fingerprint tells two databases apart."""
    weights: dict[int, dict[str, float]] = {}
    for service in Service.objects.filter(version_id=version_id):
        own: dict[str, float] = {}
        for weight, text in (
            (SUMMARY, f"{service.summary_bn} {service.summary_en}"),
            (NAME, f"{service.name_bn} {service.name_en}"),
            (TYPED, " ".join(service.search_words)),
            (SHORT, f"{service.short_bn} {service.short_en}"),
        ):
            own.update(dict.fromkeys(stems(text), weight))
        weights[service.pk] = own
    return Index(weights, Counter(stem for own in weights.values() for stem in own))
