"""The services of two charters: each with its place and its name in a sentence, and matched by the words
of their names; serial numbers are ignored.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ongikar.rules.bangla.search import query_stems
from ongikar.rules.charter.lint import service_path
from ongikar.rules.charter.parse.fuzzy_regex import skeleton
from ongikar.rules.charter.reading_types import ParsedService

from .change import Change, in_bangla, in_english, quote_text

# Category → what a sentence calls its services.
CAPTIONS = {
    "citizen": ("নাগরিক সেবা", "citizen service"),
    "institutional": ("প্রাতিষ্ঠানিক সেবা", "service to institutions"),
    "internal": ("অভ্যন্তরীণ সেবা", "internal service"),
}
PLAIN = ("সেবা", "service")


class ServicePlace(NamedTuple):
    """The path of a service and its caption in both languages: “নাগরিক সেবা ৮”, “citizen service 8”."""

    path: str
    bn: str
    en: str


def service_place(service: ParsedService, among: Sequence[ParsedService]) -> ServicePlace:
    """The place of a service; its category is named where the charter has more than one."""
    several = len({each["category"] for each in among}) > 1
    bn, en = CAPTIONS.get(service["category"] or "", PLAIN) if several else PLAIN
    return ServicePlace(
        service_path(service), f"{bn} {in_bangla(service['number'])}", f"{en} {in_english(service['number'])}"
    )


def compare_presence(old: ParsedService | None, new: ParsedService | None) -> list[Change]:
    """A service that only one of the charters has. To drop one is worse for whoever needs it."""
    if new is not None:
        place, name = service_place(new, ()), new["name"]
        bn, en = f"নতুন সেবা: {quote_text(name)}", f"new service: {quote_text(name)}"
        return [Change(place.path, "service", "", name, bn, en, False)]
    if old is None:
        return []
    place, name = service_place(old, ()), old["name"]
    bn, en = f"সেবাটি আর নেই: {quote_text(name)}", f"service no longer there: {quote_text(name)}"
    return [Change(place.path, "service", name, "", bn, en, True)]


Pair = tuple[ParsedService | None, ParsedService | None]

# Names that share fewer of their words than this are of different services.
LEAST_ALIKE = 0.6
# Two services of one name (in two categories, or in two rows) go together by category first, then by number.
SAME_CATEGORY, SAME_NUMBER = 0.02, 0.01


def match_services(before: Sequence[ParsedService], after: Sequence[ParsedService]) -> list[Pair]:
    """Each service of `after` with its own of `before` or None, in order; then those of `before` that nobody
    matched.
    """
    matches = closest_matches(before, after)
    taken = set(matches.values())
    return [
        *((before[matches[place]] if place in matches else None, new) for place, new in enumerate(after)),
        *((old, None) for place, old in enumerate(before) if place not in taken),
    ]


def closest_matches(before: Sequence[ParsedService], after: Sequence[ParsedService]) -> dict[int, int]:
    """The place in `after` → the place in `before`: the most alike pairs first, each service once."""
    candidates = [
        (alike, -new, -old)
        for new, old in sharing_words(before, after)
        if (alike := name_similarity(before[old], after[new])) >= LEAST_ALIKE
    ]
    matches: dict[int, int] = {}
    taken: set[int] = set()
    for _, new, old in sorted(candidates, reverse=True):
        if -new not in matches and -old not in taken:
            matches[-new] = -old
            taken.add(-old)
    return matches


def sharing_words(before: Sequence[ParsedService], after: Sequence[ParsedService]) -> set[tuple[int, int]]:
    """Pairs that could be alike at all: of one skeleton, or with a word that is not in most names."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, service in enumerate(before):
        for key in name_keys(service):
            holders[key].append(place)
    # A word of every name (প্রদান) says nothing, and would pair all of 2,000 rows with one another.
    common = max(40, len(before) // 10)
    return {
        (new, old)
        for new, service in enumerate(after)
        for key in name_keys(service)
        if len(holders[key]) <= common
        for old in holders[key]
    }


def name_keys(service: ParsedService) -> set[str]:
    return {skeleton(service["name"]), *query_stems(service["name"])}


def name_similarity(one: ParsedService, other: ParsedService) -> float:
    """0 to 1 for the names, with a little more for the same category and number."""
    if skeleton(one["name"]) == skeleton(other["name"]):
        alike = 1.0
    else:
        words, others = set(query_stems(one["name"])), set(query_stems(other["name"]))
        alike = 2 * len(words & others) / (len(words) + len(others)) if words and others else 0.0
    if alike < LEAST_ALIKE:
        return alike
    same_category, same_number = (one[key] == other[key] for key in ("category", "number"))
    return alike + SAME_CATEGORY * bool(same_category) + SAME_NUMBER * bool(same_number)
