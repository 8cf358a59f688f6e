"""What the way of a batch is shown of: its steps, what is owed and by when, the marks of certificates."""

from dataclasses import dataclass
from datetime import date

from ongikar.gatherings.models import Gathering


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed: what, by whom, and by when; None where no day is set."""

    what: str
    who: str
    due: date | None = None
    url: str = ""
    is_by_others: bool = False


@dataclass(frozen=True, slots=True)
class DueChip:
    """`look`: of its tag, "" where the day is not near."""

    look: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """`look`: "done", "is" where the batch stands, else ""."""

    name: str
    title: str
    look: str
    figure: str
    owed: str = ""
    until: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """Certificates given, to come and lost, each a mark in a row; and how it stands in words."""

    title: str
    marks: list[tuple[str, float, float]]
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Way:
    """`owed`: the first is what comes next; `also`: what the office owes beside it, in a sentence."""

    steps: list[Step]
    owed: list[tuple[Owed, DueChip]]
    also: str
    certificates: Marks | None
    next_class: Gathering | None


def seat_marks(looks: dict[str, int]) -> list[tuple[str, float, float]]:
    """All in one row, as wide as there is room: how each is drawn, and where, in per cent of the width."""
    drawn = [look for look, count in looks.items() for _ in range(count)]
    step = 100 / max(len(drawn), 1)
    return [
        (look, round(place * step + step * 0.08, 2), round(step * 0.84, 2))
        for place, look in enumerate(drawn)
    ]
