"""Data types for the facts of a running promise: what happened, when, and what was noted about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

STARTED, PAUSED, RESUMED, PROMISED, STOPPED = "started", "paused", "resumed", "promised", "stopped"
EXTENDED, TRIGGERED, STAGE_KEPT = "extended", "triggered", "stage_kept"
# The key under which a fact that ends a phase keeps that phase's due moment, as an ISO instant.
PHASE_DUE = "phase_due"
# The key under which the first fact keeps the number of the calendar version that its first due moment was
# counted by.
CALENDAR = "calendar"


class LedgerFault(ValueError):
    """A fact that cannot be entered; says why in both languages, as the sentence that stands
    beside a field.
    """

    def __init__(self, bn: str, en: str):
        en = en[:1].upper() + en[1:]
        super().__init__(en)
        self.bn, self.en = bn, en


class ClockFault(LedgerFault):
    """The machine's clock cannot be gone by: not a fault of the fact, and it passes with the clock."""


class ClockMoved(ClockFault):
    """Somebody has moved the machine's clock, and nobody has said yet that it is right: no day is promised by
    it.
    """

    def __init__(self) -> None:
        super().__init__(
            "কম্পিউটারের ঘড়ি সরে গেছে, মিলিয়ে দেখা হচ্ছে; ততক্ষণ কোনো দিন গোনা হয় না, তাই কিছু লেখা হয়নি।"
            " কার্যালয়ের প্রশাসককে জানান।",
            "the computer's clock was moved and is being checked; until then no days are counted, so nothing"
            " was written; tell the office's administrator",
        )


class ClockSetBack(ClockFault):
    """The machine's clock stands before what was entered by it."""

    def __init__(self) -> None:
        super().__init__(
            "কম্পিউটারের ঘড়ি আগের লেখার চেয়ে পিছিয়ে আছে, তাই কিছু লেখা হয়নি। কার্যালয়ের প্রশাসককে জানান।",
            "the computer's clock is behind what was entered before, so nothing was written; tell the"
            " office's administrator",
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened to a clock, at an aware instant.

    `data` by kind: started: an Undertaking's `as_data()` and {"calendar"}; paused and resumed: {"debt"};
    promised: {"promise"}; extended: {"working_days", "reason"}; triggered: {"trigger", "on"?}, `on` an ISO
    instant not later than `at`; stopped: {"outcome"}. A fact that ends a phase of the clock also holds that
    phase's due moment, {"phase_due"}.
    """

    kind: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
