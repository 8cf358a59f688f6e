"""The rules of an inspection: its score, which of several answers stands, and in which order places are
visited.

The score says how much of what applies was found in order, capped by a critical fault. Between 0 and 1
always. What does not apply leaves the sum, so it changes nothing; what was left open gives nothing of its
weight. A fault that is put right never lowers it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from ongikar.rules.bangla.sorting import sort_key

# While a critical item fails, no more than so much of the whole.
CAP = Fraction(60, 100)
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class ItemMark:
    """What one item came to. `share`: of its weight, from 0 to 1; None: it does not apply here."""

    weight: Fraction
    share: Fraction | None
    is_critical: bool = False

    @property
    def is_failed(self) -> bool:
        return self.share is not None and self.share < 1


@dataclass(frozen=True, slots=True)
class InspectionScore:
    """`passed` of `applicable` weight. `is_capped`: a critical item fails, and without it there were more."""

    passed: Fraction
    applicable: Fraction
    has_critical_fault: bool

    @property
    def fraction(self) -> Fraction:
        whole = min(self.passed / self.applicable, WHOLE)
        return min(whole, CAP) if self.has_critical_fault else whole

    @property
    def is_capped(self) -> bool:
        return self.has_critical_fault and self.passed / self.applicable > CAP

    @property
    def percent(self) -> int:
        """Rounded down: nothing becomes whole by rounding."""
        return int(self.fraction * 100)


def score_of(marks: Iterable[ItemMark]) -> InspectionScore | None:
    """None where nothing applies or nothing weighs anything."""
    passed = applicable = Fraction(0)
    has_critical_fault = False
    for mark in marks:
        if mark.share is None or mark.weight <= 0:
            continue
        share = min(max(mark.share, Fraction(0)), WHOLE)
        passed += mark.weight * share
        applicable += mark.weight
        has_critical_fault = has_critical_fault or (mark.is_critical and share < 1)
    return InspectionScore(passed, applicable, has_critical_fault) if applicable else None


# ---- which of several answers stands ----
# Of all that was said about one item: by several phones, in any order, some of it twice. Each answer names
# those that whoever gave it had before their eyes (`over`): these stand no more. Of one source the latest
# stands. What is left says one thing, or two that differ; then somebody has to choose. It depends on the set
# of answers alone, so a queue may be replayed in any order, repeated or cut.


@dataclass(frozen=True, slots=True)
class StatedAnswer:
    """One answer. `source`: the phone or the page it came from, "" of a desk that shows what is known."""

    uuid: str
    value: str
    source: str
    said_at: datetime
    over: frozenset[str] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True)
class StandingAnswers:
    """What stands, the newest first. More than one: they differ, and nobody has chosen."""

    answers: tuple[StatedAnswer, ...] = field(default=())

    @property
    def is_disputed(self) -> bool:
        return len(self.answers) > 1

    @property
    def agreed_answer(self) -> StatedAnswer | None:
        """The one answer that stands; None where there is none, or two differ."""
        return self.answers[0] if len(self.answers) == 1 else None


def standing_of(answers: Iterable[StatedAnswer]) -> StandingAnswers:
    """What stands of the answers to one item."""
    each = {answer.uuid: answer for answer in answers}
    overruled = {uuid for answer in each.values() for uuid in answer.over}
    newest: dict[str, StatedAnswer] = {}
    for answer in each.values():
        if answer.uuid in overruled:
            continue
        known = newest.get(answer.source)
        if known is None or order(known) < order(answer):
            newest[answer.source] = answer
    heads = sorted(newest.values(), key=order, reverse=True)
    by_value: dict[str, StatedAnswer] = {}
    for head in heads:
        by_value.setdefault(head.value, head)
    return StandingAnswers(tuple(by_value.values()))


def order(answer: StatedAnswer) -> tuple[datetime, str]:
    return (answer.said_at, answer.uuid)


# ---- in which order places are visited ----
# Without a map: union by union, so that nobody drives back and forth. Where positions are known the unions
# follow one another by nearness, and the places within one too; where none are, by name. The same places give
# the same order, however they are listed.

EARTH_KM = 6371.0
Point = tuple[float, float]
# So often a route is gone through for two ways that cross; each time it becomes shorter or it is done.
MOST_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Stop:
    key: int
    union: str
    name: str
    at: Point | None = None


def distance_km(a: Point, b: Point) -> float:
    """As the crow flies."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def route_of(stops: Iterable[Stop], start: Point | None = None) -> list[Stop]:
    """The stops in the order of visiting, from `start` on where it is known."""
    by_union: dict[str, list[Stop]] = {}
    for stop in sorted(stops, key=lambda each: (sort_key(each.union), sort_key(each.name), each.key)):
        by_union.setdefault(stop.union, []).append(stop)
    unions = by_nearness(list(by_union), lambda union: middle(by_union[union]), start)
    route: list[Stop] = []
    for union in unions:
        here = next((stop.at for stop in reversed(route) if stop.at), start)
        route += by_nearness(by_union[union], lambda stop: stop.at, here)
    return route


def middle(stops: Sequence[Stop]) -> Point | None:
    points = [stop.at for stop in stops if stop.at]
    if not points:
        return None
    return sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)


def by_nearness[T](things: Sequence[T], at: Callable[[T], Point | None], start: Point | None) -> list[T]:
    """Those with a position by the shortest way that is found quickly; those without after them, as they
    are.
    """
    placed = [(thing, point) for thing in things if (point := at(thing))]
    rest = [thing for thing in things if at(thing) is None]
    if not placed:
        return rest
    ordered, here = [], start or placed[0][1]
    left = list(placed)
    while left:
        nearest = min(range(len(left)), key=lambda place: (distance_km(here, left[place][1]), place))
        ordered.append(left.pop(nearest))
        here = ordered[-1][1]
    return [thing for thing, _ in uncross(ordered, start)] + rest


def uncross[T](ordered: list[tuple[T, Point]], start: Point | None) -> list[tuple[T, Point]]:
    """Two ways that cross are exchanged while that makes it shorter (2-opt)."""
    best, length = ordered, length_km(ordered, start)
    for _ in range(MOST_ROUNDS):
        is_better = False
        for first in range(len(best) - 1):
            for last in range(first + 1, len(best)):
                tried = [*best[:first], *reversed(best[first : last + 1]), *best[last + 1 :]]
                if (tried_length := length_km(tried, start)) < length - 1e-9:
                    best, length, is_better = tried, tried_length, True
        if not is_better:
            break
    return best


def length_km[T](ordered: Sequence[tuple[T, Point]], start: Point | None = None) -> float:
    points = ([start] if start else []) + [point for _, point in ordered]
    return sum(distance_km(a, b) for a, b in pairwise(points))
