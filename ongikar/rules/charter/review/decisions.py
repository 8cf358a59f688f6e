"""One decision of an officer on one cell, and errors that are settled otherwise than in their own cell."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from ongikar.rules.charter.lint import other_office

ACCEPT, CORRECT, RESERVE = "accept", "correct", "reserve"
CHOICES = (ACCEPT, CORRECT, RESERVE)


class Decision(NamedTuple):
    """`where`: part/cell, such as citizen-1/time. A correction brings its text, a reservation its day; both a
    reason.
    """

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


def newest_decisions(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """What holds: of the decisions on each cell, in the order they were taken, the last."""
    return {each.where: each for each in decisions}


DecisionsByCell = dict[str, Decision]


def has_limit(part: str, held: DecisionsByCell) -> bool:
    """The office has set its own limit, which counts where the printed words cannot be counted."""
    return bool(chosen_answer(part, "ceiling", held))


def has_another_superior(part: str, held: DecisionsByCell) -> bool:
    """The post above was named, and is not the responsible one."""
    superior = chosen_answer(part, "superior_post", held)
    return bool(superior) and superior != chosen_answer(part, "responsible_post", held)


def chosen_answer(part: str, what: str, held: DecisionsByCell) -> str:
    decision = held.get(f"{part}/{what}")
    return decision.text if decision else ""


def is_said_to_be_ours(part: str, held: DecisionsByCell) -> bool:
    """It was written down why the document is this office's own, though it names another."""
    return bool(chosen_answer(part, "ours", held))


SETTLED_BY: dict[str, Callable[[str, DecisionsByCell], bool]] = {
    "time.unmeasurable": has_limit,
    "time.missing": has_limit,
    "time.misplaced": has_limit,
    "time.unknown": has_limit,
    "time.at_least": has_limit,
    "superior.self": has_another_superior,
    "superior.missing": has_another_superior,
    **dict.fromkeys(other_office.CODES, is_said_to_be_ours),
}


def is_settled_otherwise(code: str, part: str, held: DecisionsByCell) -> bool:
    return code in SETTLED_BY and SETTLED_BY[code](part, held)
