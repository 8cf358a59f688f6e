"""Finding a service by what people type, in either language, script and spelling."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from ongikar.core.i18n.say import say
from ongikar.rules.bangla.search import (
    consonant_skeleton,
    fold,
    is_same_word,
    normalise_text,
    query_stems,
    stem,
    stems,
)
from ongikar.rules.bangla.text import latin_digits

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
    """The words of a charter: of each service the weight of each stem, in how many services each stands,
    and the stem of each word as it is written, Bangla and Latin, to be met by what is typed in the other
    script.
    """

    weights: dict[int, dict[str, float]]
    spread: Counter[str]
    written: tuple[dict[str, str], dict[str, str]]


def find_services(version: CharterVersion, services: Sequence[Service], typed: str) -> list[Service]:
    """The services that fit what was typed, the best first. `services` are those of `version`."""
    index = index_of(version.pk, version.fingerprint)
    wanted = [*query_stems(typed[:MOST_TYPED])[:MOST_WORDS], *rejoined_words(typed[:MOST_TYPED], index)]
    as_typed = {stem(fold(word)): word for word in normalise_text(typed[:MOST_TYPED]).split()}
    likes = {word: similar_stems(word, as_typed.get(word, word), index) for word in wanted}
    scores = {
        service.pk: sum(
            best_weight(like, index.weights.get(service.pk, {}), index) for like in likes.values()
        )
        for service in services
    }
    most = max(scores.values(), default=0.0)
    likely = [service for service in services if most and scores[service.pk] >= most * WORTH]
    return sorted(likely, key=lambda service: -scores[service.pk])


def best_weight(likes: dict[str, float], weights: dict[str, float], index: Index) -> float:
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


def rejoined_words(typed: str, index: Index) -> list[str]:
    """Words of the charter that were typed in two: wi-fi, e nothi, free lancing."""
    words = fold(typed).split()[:MOST_WORDS]
    pairs = (stem(one + other) for one, other in pairwise(words))
    return [pair for pair in pairs if pair in index.spread]


def similar_stems(word: str, as_typed: str, index: Index) -> dict[str, float]:
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
            for word in normalise_text(text).split():
                (latin if word.isascii() else bangla)[word] = stem(fold(word))
        weights[service.pk] = own
    return Index(weights, Counter(known for own in weights.values() for known in own), (bangla, latin))


class SitePage(NamedTuple):
    """A page of the site, how it is offered, and the words that mean it. Bangla words are met in Latin
    letters too.
    """

    bn: str
    en: str
    path: str
    words: str


TRACK = "/track/"
PAGES = (
    SitePage(
        "সময়মতো সেবা না পেলে বা হয়রানি হলে: অভিযোগ ও আপিল",
        "If a service is late or you were harassed: complain or appeal",
        "/grievances/",
        "অভিযোগ নালিশ আপিল ঘুষ দুর্নীতি complaint complain grievance appeal bribe corruption",
    ),
    SitePage(
        "আবেদন করে থাকলে তা এখন কোথায়: আবেদনের খোঁজ",
        "If you have applied, where your application is now: track",
        TRACK,
        "আবেদন দরখাস্ত ট্র্যাকিং রসিদ application track tracking status receipt",
    ),
    SitePage(
        "কোন দিন কার্যালয় খোলা, কোন দিন বন্ধ: ছুটি ও কার্যদিবস",
        "On which days the office is open or closed: holidays and working days",
        "/calendar/",
        "ছুটি কার্যদিবস ক্যালেন্ডার holiday calendar",
    ),
)


def page_meant(typed: str) -> dict[str, str] | None:
    """The page of the site that one of the first typed words means, as {"path", "title"}; figures alone mean
    a request.
    """
    wanted = {*query_stems(typed[:200])[:12]}
    written = normalise_text(typed[:200]).split()[:12]
    is_number = latin_digits("".join(written)).isdecimal()
    for page in PAGES:
        known = page.words.split()
        if is_number and page.path == TRACK:
            return page_link(page)
        if wanted & {*stems(page.words)} or any(
            is_same_word(one, other) for one in written for other in known
        ):
            return page_link(page)
    return None


def page_link(page: SitePage) -> dict[str, str]:
    return {"path": say("", "/en") + page.path, "title": say(page.bn, page.en)}
