"""A signature drawn with a finger: lines of points, checked before anything is made of them.

What a browser sends is anybody's text. Kept is only a picture that we draw ourselves from these points.
"""

import json
from typing import Any

# The drawing board, in its own units.
WIDTH, HEIGHT = 600, 200
MOST_STROKES, MOST_POINTS = 60, 3_000
# A dot or a slip of the finger is no signature.
LEAST_POINTS, LEAST_SIDE = 8, 40
MOST_LETTERS = 60_000

Stroke = list[tuple[int, int]]


class StrokesFault(ValueError):
    """Why the drawing is no signature, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


UNREADABLE = (
    "স্বাক্ষরটি পড়া যায়নি। আবার আঁকুন, কিংবা কাগজে স্বাক্ষর নিয়ে ছবি দিন।",
    "The signature could not be read. Draw it again, or have the printed sheet signed and add its picture.",
)
TOO_LITTLE = (
    "এটুকু স্বাক্ষর হিসেবে নেওয়া যায় না। পুরো নামটি আবার আঁকুন।",
    "This is too little to be a signature. Draw the whole name again.",
)
TOO_MUCH = (
    "স্বাক্ষরে দাগ অনেক বেশি। মুছে আবার আঁকুন।",
    "The signature has far too many lines. Clear it and draw it again.",
)


def read_strokes(sent: str) -> list[Stroke]:
    """[[[x, y], …], …] as the drawing board sends it; raises StrokesFault."""
    if len(sent) > MOST_LETTERS:
        raise StrokesFault(*TOO_MUCH)
    try:
        found = json.loads(sent)
    except (ValueError, RecursionError):
        raise StrokesFault(*UNREADABLE) from None
    if not isinstance(found, list) or not all(isinstance(stroke, list) for stroke in found):
        raise StrokesFault(*UNREADABLE)
    if len(found) > MOST_STROKES or sum(map(len, found)) > MOST_POINTS:
        raise StrokesFault(*TOO_MUCH)
    strokes = [[checked_point(point) for point in stroke] for stroke in found if stroke]
    points = [point for stroke in strokes for point in stroke]
    if len(points) < LEAST_POINTS or max(sides(points)) < LEAST_SIDE:
        raise StrokesFault(*TOO_LITTLE)
    return strokes


def checked_point(point: Any) -> tuple[int, int]:
    if not isinstance(point, list) or len(point) != 2 or not all(type(each) is int for each in point):
        raise StrokesFault(*UNREADABLE)
    x, y = point
    if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
        raise StrokesFault(*UNREADABLE)
    return x, y


def sides(points: Stroke) -> tuple[int, int]:
    """How wide and how high what was drawn is."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return max(across) - min(across), max(down) - min(down)
