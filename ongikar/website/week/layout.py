"""Where each entry of a day stands in the drawing of a week: from which quarter of an hour to which, and
beside which others. Pure arithmetic.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# The drawing has these hours at most.
FIRST_HOUR, LAST_HOUR = 5, 24
# So many stand side by side, each wide enough to be read.
MOST_BESIDE = 4
# What takes less is drawn so high that it can be read, in minutes.
LEAST = 30


@dataclass(frozen=True, slots=True)
class Spot:
    """From a minute of the day to another, on quarters of an hour; the place among those beside it, and how
    many these are.
    """

    starts: int
    ends: int
    place: int
    beside: int


def on_quarters(starts: int, ends: int) -> tuple[int, int]:
    """From the quarter in which it begins to the one in which it ends, within the hours of the drawing."""
    first = min(max(starts - starts % 15, FIRST_HOUR * 60), LAST_HOUR * 60 - LEAST)
    last = -(-ends // 15) * 15
    return first, min(max(last, first + LEAST), LAST_HOUR * 60)


def spots_of(spans: Sequence[tuple[int, int]]) -> list[Spot | None]:
    """Of spans in minutes of a day, in the order of their beginnings. None for one that has no room beside
    the others of its hour.
    """
    spots: list[Spot | None] = []
    group: list[tuple[int, int, int]] = []
    ends: list[int] = []

    def close_group() -> None:
        spots.extend(
            Spot(first, last, place, len(ends)) if place < MOST_BESIDE else None
            for first, last, place in group
        )
        group.clear()
        ends.clear()

    for starts, until in spans:
        first, last = on_quarters(starts, until)
        if ends and first >= max(ends):
            close_group()
        free = next((place for place, end in enumerate(ends) if end <= first), len(ends))
        if free < MOST_BESIDE:
            ends[free : free + 1] = [last]
        group.append((first, last, free))
    close_group()
    return spots


def minutes_filled(spans: Sequence[tuple[int, int]]) -> int:
    """How much of a day is taken, what lies side by side once."""
    filled, until = 0, 0
    for starts, ends in sorted(spans):
        filled += max(ends - max(starts, until), 0)
        until = max(until, ends)
    return filled


def hours_drawn(spans: Sequence[tuple[int, int]], opens: int, closes: int) -> range:
    """The hours from the first that is needed to the last: those in which the office is open, and of what
    lies outside. In minutes of the day.
    """
    first = min([opens, *(on_quarters(*span)[0] for span in spans)])
    last = max([closes, *(on_quarters(*span)[1] for span in spans)])
    return range(max(first // 60, FIRST_HOUR), min(-(-last // 60), LAST_HOUR))
