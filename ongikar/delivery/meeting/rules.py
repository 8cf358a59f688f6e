"""Whether a committee may decide: the quorum is computed from who is there, never typed.

A fraction of the voting members of that day, rounded up, but never fewer than a least number; and the chair,
where the rule asks for one. An observer is counted in nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

PRESENT, REPRESENTED, APOLOGY, ABSENT = "present", "represented", "apology", "absent"
VALUES = (PRESENT, REPRESENTED, APOLOGY, ABSENT)
# Somebody sits there for the member: the member, or a delegate.
THERE = frozenset({PRESENT, REPRESENTED})


class QuorumFault(ValueError):
    """A rule by which no committee could ever decide, or any could."""


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """`numerator`/`denominator` of the voting members, at least `least`, and the chair if `needs_chair`."""

    numerator: int = 1
    denominator: int = 2
    least: int = 2
    needs_chair: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.numerator <= self.denominator <= 100 or not 1 <= self.least <= 100:
            raise QuorumFault(f"no quorum: {self.numerator}/{self.denominator}, at least {self.least}")

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """One member at the table. `value`: "" while nobody has said whether they came."""

    is_voting: bool
    is_chair: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class Quorum:
    """The quorum with all its parts, so that a page can show how it comes about.

    `share`: the fraction of the members before it is rounded up. `is_least`: the least number decides.
    """

    voting: int
    share: Fraction
    needed: int
    is_least: bool
    present: int
    represented: int
    chair_is_there: bool
    needs_chair: bool

    @property
    def counted_members(self) -> int:
        return self.present + self.represented

    @property
    def is_met(self) -> bool:
        return (
            self.voting > 0
            and self.counted_members >= self.needed
            and (self.chair_is_there or not self.needs_chair)
        )

    @property
    def lacking(self) -> int:
        """How many more must come."""
        return max(self.needed - self.counted_members, 0)


def compute_quorum(rule: QuorumRule, places: Iterable[SeatTaken]) -> Quorum:
    """Who is counted, how many are needed, and whether the chair is there."""
    places = list(places)
    voters = [place for place in places if place.is_voting]
    share = rule.fraction * len(voters)
    return Quorum(
        voting=len(voters),
        share=share,
        needed=max(ceil(share), rule.least),
        is_least=rule.least > ceil(share),
        present=sum(place.value == PRESENT for place in voters),
        represented=sum(place.value == REPRESENTED for place in voters),
        chair_is_there=any(place.is_chair and place.value in THERE for place in places),
        needs_chair=rule.needs_chair,
    )
