"""What the time of a charter row comes to: a count, a choice of cases, steps one after another, or no count at all.

Where a clock cannot count what is printed, the office's ceiling rules; see `undertaking`.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .promise_terms import BY_DATE, Promise, PromiseFault
from .undertaking import AT_RECEIPT, Stage, Undertaking


class Choice(NamedTuple):
    """One of several cases of a row, as the intake offers it: "urgent: 7 days". `promise` None: the ceiling rules."""

    label: str
    promise: Promise | None


@dataclass(frozen=True, slots=True)
class CharterTime:
    """A row's time as read. `promise`: the count, where there is one; it begins with `trigger`.

    `asks`: "case" (the intake offers `choices`), "date" (it asks for the letter's), or "".
    """

    kind: str
    promise: Promise | None = None
    trigger: str = AT_RECEIPT
    asks: str = ""
    choices: tuple[Choice, ...] = ()
    # A step that cannot be counted has no promise: the ceiling rules it.
    stages: tuple[tuple[str, Promise | None, str], ...] = ()

    @property
    def is_at_once_or(self) -> bool:
        """Whether it says "at once, or …": the second is what it is held to."""
        return self.kind.startswith("immediate_or")

    def undertaking(
        self, ceiling: Promise | None, *, case: int | None = None, letter_day: date | None = None, may_extend: int = 0
    ) -> Undertaking:  # fmt: skip
        """What a clock starts with. `case`: which of the choices, from 0. `ceiling` None: accepting is the promise.

        Raises PromiseFault for a case that the row does not have.
        """
        held = ceiling or Promise("accept")
        if self.stages:
            stages = tuple(
                Stage(trigger, promise or held, label, label) for trigger, promise, label in self.stages
            )
            return Undertaking(held, stages, may_extend)
        promise = self._counted(case, letter_day)
        if promise is None or self.trigger == AT_RECEIPT:
            return Undertaking(promise or held, (), may_extend)
        return Undertaking(held, (Stage(self.trigger, promise),), may_extend)

    def _counted(self, case: int | None, letter_day: date | None) -> Promise | None:
        if self.asks == "date" and letter_day:
            return Promise(BY_DATE, until=letter_day)
        if self.asks != "case" or case is None:
            return self.promise
        if not 0 <= case < len(self.choices):
            raise PromiseFault("এই সেবায় এমন কোনো ধরন নেই", "this service has no such case")
        return self.choices[case].promise
