"""The score of an inspection: how much of what applies was found in order, capped by a critical fault.

Between 0 and 1 always. What does not apply leaves the sum, so it changes nothing; what was left open gives
nothing of its weight. A fault that is put right never lowers it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

# While a critical item fails, no more than so much of the whole.
CAP = Fraction(60, 100)
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one item came to. `share`: of its weight, from 0 to 1; None: it does not apply here."""

    weight: Fraction
    share: Fraction | None
    is_critical: bool = False

    @property
    def is_failed(self) -> bool:
        return self.share is not None and self.share < 1


@dataclass(frozen=True, slots=True)
class Score:
    """`passed` of `applicable` weight. `is_capped`: a critical item fails, and without it there were more."""

    passed: Fraction
    applicable: Fraction
    has_critical_fault: bool

    @property
    def fraction(self) -> Fraction:
        whole = min(self.passed / self.applicable, WHOLE)
        return min(whole, CAP) if self.has_critical_fault else whole

    @property
    def is_capped(self) -> bool:
        return self.has_critical_fault and self.passed / self.applicable > CAP

    @property
    def percent(self) -> int:
        """Rounded down: nothing becomes whole by rounding."""
        return int(self.fraction * 100)


def score_of(marks: Iterable[Mark]) -> Score | None:
    """None where nothing applies or nothing weighs anything."""
    passed = applicable = Fraction(0)
    has_critical_fault = False
    for mark in marks:
        if mark.share is None or mark.weight <= 0:
            continue
        share = min(max(mark.share, Fraction(0)), WHOLE)
        passed += mark.weight * share
        applicable += mark.weight
        has_critical_fault = has_critical_fault or (mark.is_critical and share < 1)
    return Score(passed, applicable, has_critical_fault) if applicable else None
