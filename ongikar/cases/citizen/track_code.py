"""The square code that leads a phone's camera to the page of a case."""

from typing import NamedTuple

import segno
from django.urls import reverse

from ongikar.offices.sites import site_of

from ..models import Case

# Of the eight patterns laid over a code, any can be read. To weigh them against each other is four fifths of the work, while
# somebody waits for a receipt; and what is signed looks like chance under each.
MASK = 3


class Squares(NamedTuple):
    """A QR code as one path on a field of `size` by `size`."""

    size: int
    path: str


def track_address(case: Case) -> str:
    """The full address of the case's page; the door is in front of it."""
    return site_of(case.office) + reverse("track_case", args=[case.number])


def drawing_of(address: str) -> Squares:
    rows = [list(row) for row in segno.make(address, error="m", boost_error=False, mask=MASK).matrix]
    return Squares(len(rows), "".join(run for y, row in enumerate(rows) for run in runs(row, y)))


def runs(row: list[int], y: int) -> list[str]:
    """The dark stretches of one row: fewer and shorter than a square each."""
    drawn, x = [], 0
    while x < len(row):
        start = x
        while x < len(row) and row[x]:
            x += 1
        if x > start:
            drawn.append(f"M{start} {y}h{x - start}v1H{start}z")
        x += 1
    return drawn
