"""The arithmetic of a performance plan: of which days its time is made, what a line of it says, and how much
of what was aimed at was reached.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from ...rules.agreement.quarters import YEAR, period_days
from ...rules.bangla.text import fiscal_year, latin_digits

WHOLE = Decimal(100)
MOST_WEIGHT, MOST_TARGET = WHOLE, Decimal("9999999999.99")
# What a value is worth in per cent of its weight that reaches the first to the fourth level below the target.
LEVEL_PERCENTS = (Decimal(90), Decimal(80), Decimal(70), Decimal(60))


def likely_year(code: str, received: date) -> int:
    """The fiscal year that is most likely meant: of a quarter the one whose end lies nearest, so that
    April–June asked for in July is the one just over. A whole year is the one at hand.
    """
    year = fiscal_year(received)
    if code == YEAR:
        return year
    return min((year - 1, year, year + 1), key=lambda each: abs(period_days(code, each)[1] - received))


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator as one line of text says it; without weight and target where they cannot be read."""

    name: str
    unit: str = ""
    weight: Decimal | None = None
    target: Decimal | None = None


NUMBER = re.compile(r"\d+(?:\.\d+)?")


def read_indicator_line(line: str) -> IndicatorLine:
    """“name, unit, weight, target” in either script. Whatever else it says stays whole, as the name."""
    words = line.strip(" \t•*-–—")
    parts = [part.strip() for part in words.split(",")]
    if len(parts) < 4:
        return IndicatorLine(words)
    *names, unit, weight, target = parts
    figures = [NUMBER.findall(latin_digits(part)) for part in (weight, target)]
    is_number = not any(sign.isalpha() or sign == "%" for sign in unit)
    if is_number or not all(names) or any(len(numbers) != 1 for numbers in figures):
        return IndicatorLine(words)
    worth, aim = (Decimal(numbers[0]) for numbers in figures)
    if not 0 < worth <= MOST_WEIGHT or not 0 < aim <= MOST_TARGET or has_more_than_cents(worth, aim):
        return IndicatorLine(words)
    return IndicatorLine(", ".join(names), unit, worth, aim)


def has_more_than_cents(*numbers: Decimal) -> bool:
    return any(number != round(number, 2) for number in numbers)


def read_indicator_lines(text: str) -> list[IndicatorLine]:
    lines = (line.strip(" \t•*-–—") for line in text.splitlines())
    return [read_indicator_line(line) for line in dict.fromkeys(filter(None, lines))]


def round_score(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def percent_reached(value: Decimal, target: Decimal, levels: Sequence[Decimal] = ()) -> Decimal:
    """How much of an indicator's weight its value is worth, 0 to 100, to two places.

    Without levels: value of target, and never more than all. With them (90, 80, 70 and 60 per cent): between
    two levels the part of the way, below the last nothing. Levels that rise above the target tell of what is
    better when less.
    """
    if not levels:
        return round_score(min(WHOLE, max(Decimal(0), value) * 100 / target)) if target > 0 else Decimal(0)
    # What is better when less is what is better when more, below nought.
    sign = -1 if levels[-1] > target else 1
    points = [(sign * target, WHOLE)]
    points += [(sign * level, percent) for level, percent in zip(levels, LEVEL_PERCENTS, strict=True)]
    reached = sign * value
    if reached >= points[0][0]:
        return WHOLE
    for (above, more), (below, less) in pairwise(points):
        if reached >= below:
            return round_score(less + (more - less) * (reached - below) / (above - below))
    return Decimal(0)


def are_levels(target: Decimal, levels: Sequence[Decimal]) -> bool:
    """Whether these go on from the target in one direction, a step each."""
    points = [target, *levels]
    steps = [after - before for before, after in pairwise(points)]
    return len(levels) == len(LEVEL_PERCENTS) and (
        all(step > 0 for step in steps) or all(step < 0 for step in steps)
    )


def points(weight: Decimal, percent: Decimal) -> Decimal:
    return round_score(weight * percent / 100)


def weighted_score(parts: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """The score of all indicators, of 100: the sum of the points beside them, so that a report adds up.
    Of each its weight, and the per cent of it that was reached.
    """
    return sum((points(weight, percent) for weight, percent in parts), Decimal(0))


def whole_percent(score: Decimal) -> int:
    """As a whole number, half away from nought; what was reached at all is never said to be nothing."""
    whole = int(score.quantize(Decimal(1), ROUND_HALF_UP))
    return max(whole, 1) if score > 0 else 0
