"""How long somebody will still wait: a span, never one figure, since nobody knows how long the next takes."""

from dataclasses import dataclass
from math import ceil, floor

OPTIMISTIC = 0.8
STEP = 5


@dataclass(frozen=True, slots=True)
class Span:
    """In minutes, by steps of five; `most` is always later than `least`."""

    least: int
    most: int


def estimate(ahead: int, desks: int, minutes: float) -> Span:
    """`ahead`: how many are called before, `desks`: how many call, `minutes`: of one visit."""
    waits = ahead / max(desks, 1) * minutes
    least = floor(OPTIMISTIC * waits / STEP) * STEP
    # One step beyond: whoever is at a desk now is not through yet.
    most = ceil((waits + minutes) / STEP) * STEP
    return Span(least, max(most, least + STEP))
