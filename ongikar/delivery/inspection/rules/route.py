"""In which order places are visited, without a map: union by union, so that nobody drives back and forth.

Where positions are known the unions follow one another by nearness, and the places within one too; where none
are, by name. The same places give the same order, however they are listed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

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
    for stop in sorted(stops, key=lambda each: (each.union, each.name, each.key)):
        by_union.setdefault(stop.union, []).append(stop)
    unions = by_nearness(list(by_union), lambda union: middle(by_union[union]), start)
    found: list[Stop] = []
    for union in unions:
        here = next((stop.at for stop in reversed(found) if stop.at), start)
        found += by_nearness(by_union[union], lambda stop: stop.at, here)
    return found


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
                if (found := length_km(tried, start)) < length - 1e-9:
                    best, length, is_better = tried, found, True
        if not is_better:
            break
    return best


def length_km[T](ordered: Sequence[tuple[T, Point]], start: Point | None = None) -> float:
    points = ([start] if start else []) + [point for _, point in ordered]
    return sum(distance_km(a, b) for a, b in pairwise(points))
