"""Data type for one decision of an officer on one cell: accepted, corrected, or left open with a dated reservation."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

ACCEPT, CORRECT, RESERVE = "accept", "correct", "reserve"
CHOICES = (ACCEPT, CORRECT, RESERVE)


class Decision(NamedTuple):
    """`where`: part/cell, such as citizen-1/time. A correction brings its text, a reservation its day; both a reason."""

    where: str
    choice: str
    text: str = ""
    reason: str = ""
    until: date | None = None

    @property
    def part(self) -> str:
        return self.where.partition("/")[0]

    @property
    def cell(self) -> str:
        return self.where.partition("/")[2]


def newest(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """What holds: of the decisions on each cell, in the order they were taken, the last."""
    return {each.where: each for each in decisions}
