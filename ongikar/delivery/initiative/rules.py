"""What changed between two means of one measure: how much, and whether it is better. Less is better: time,
cost and visits are what a service takes from people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """Before and after, each the mean of what was looked at."""

    before: Decimal
    after: Decimal

    @property
    def saving(self) -> Decimal:
        """What one service takes less now; negative where it takes more."""
        return self.before - self.after

    @property
    def percent(self) -> int | None:
        """By how much less, of what it took before, as a whole number rounded half away from nought; None
        where it took nothing before, of which there is no part.
        """
        if not self.before:
            return None
        return int((self.saving * 100 / self.before).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def is_better(self) -> bool:
        return self.after < self.before


def is_success(changes: Iterable[Change]) -> bool:
    """Whether what was measured may be called a success: something was measured, and some of it is better.

    What got worse beside it does not undo that: it stands in the same table for whoever decides.
    """
    return any(change.is_better for change in changes)
