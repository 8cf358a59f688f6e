"""Data types of a running promise: the facts it is computed from (what happened, when, and what was noted
about it), and the state they come to: the current phase, the phases that ended, and how it stopped.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple, TypedDict

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.promise.due_moment import compute_due
from ongikar.rules.promise.explanation import WAIT_REASON, Explanation, explain_due
from ongikar.rules.promise.terms import Promise, PromiseData
from ongikar.rules.promise.undertaking import Stage, StageData, Undertaking
from ongikar.rules.promise.wait_periods import Wait

STARTED, PAUSED, RESUMED, PROMISED, STOPPED = "started", "paused", "resumed", "promised", "stopped"
EXTENDED, TRIGGERED, STAGE_KEPT = "extended", "triggered", "stage_kept"
# What was given did not reach whoever it was for: the count goes on as if it had never stopped.
STOP_REVOKED = "stop_revoked"
# The key under which a fact that ends a phase keeps that phase's due moment, as an ISO instant.
PHASE_DUE: Final = "phase_due"
# The key under which the first fact keeps the number of the calendar version that its first due moment was
# counted by.
CALENDAR: Final = "calendar"


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


class FactData(TypedDict, total=False):
    """What is noted beside a fact, as JSON; `Fact` says which kind has which. Never changed once read."""

    # Of `started`: the undertaking, and the number of the calendar version; `promise` of `promised` too.
    promise: PromiseData
    stages: list[StageData]
    may_extend: int
    reopens: str
    calendar: int
    debt: str
    ground: str
    working_days: int
    reason: str
    trigger: str
    on: str
    outcome: str
    phase_due: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened to a clock, at an aware instant.

    `data` by kind: started: an Undertaking's `as_data()` and {"calendar"}; paused and resumed: {"debt"},
    paused on another ground than what the citizen owes (wait_grounds.py) also {"ground"}; promised:
    {"promise"}; extended: {"working_days", "reason"}; triggered: {"trigger", "on"?}, `on` an ISO
    instant not later than `at`; stopped: {"outcome"}; stop_revoked: {"reason"}. A fact that ends a phase of
    the clock also holds that phase's due moment, {"phase_due"}.
    """

    kind: str
    at: datetime
    data: FactData = field(default_factory=FactData)


class Breach(NamedTuple):
    """A due moment that passed unkept, and what was promised by it."""

    due: datetime
    promise: Promise


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a clock's life with one due moment. The next began when this one `ended`."""

    promise: Promise
    received: datetime
    ended: datetime
    waits: tuple[Wait, ...] = ()
    extended_by: int = 0
    # As the calendar of its time had it, where the fact that ended it says so.
    judged_due: datetime | None = None

    def due(self, calendar: Calendar) -> datetime:
        """What has ended is judged by the calendar it ran under, as long as that was written down."""
        return self.judged_due or compute_due(
            calendar, self.promise, self.received, self.waits, now=self.ended, extended_by=self.extended_by
        )


@dataclass(frozen=True, slots=True)
class Running:
    """A clock as its facts tell it. `promise` and `received`: what counts now, and since when.

    `ceiling`: the promise a named day may only shorten. `stage`: the place of the step that runs or ran last;
    -1 before
    the first. `awaited`: the event whose coming begins the next step; "" while a step runs, or where there
    are none.
    """

    undertaking: Undertaking
    started: datetime
    promise: Promise
    received: datetime
    ceiling: Promise
    waits: tuple[Wait, ...] = ()
    # What was owed in each of the waits, beside them.
    debts: tuple[FactData, ...] = ()
    # The other grounds on which it ever waited, one for each wait.
    grounds: tuple[str, ...] = ()
    extended_by: int = 0
    # An extension is spent even when a new step has begun since.
    is_extended: bool = False
    stage: int = -1
    awaited: str = ""
    phases: tuple[Phase, ...] = ()
    stopped: datetime | None = None
    outcome: str = ""

    @property
    def waiting_since(self) -> datetime | None:
        """Since when the citizen has owed something, be it one thing or several."""
        return min((start for start, end in self.waits if end is None), default=None)

    def waits_in_time(self, due: datetime) -> bool:
        """Whether the citizen has owed something since before `due` had passed; no moment of the watch comes
        then.

        An event told while something is owed may have come so long before that its step broke before the
        wait began: that is no more healed by waiting than any other breach.
        """
        return self.waiting_since is not None and self.waiting_since <= due

    @property
    def next_stage(self) -> Stage | None:
        stages = self.undertaking.stages
        return stages[self.stage + 1] if self.stage + 1 < len(stages) else None

    @property
    def is_before_others(self) -> bool:
        """Whether a step runs after which others follow: its last day is not yet the day of the service."""
        return not self.awaited and self.stage >= 0 and self.next_stage is not None

    def waits_until(self, now: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """The waits with the open one ended at `now`: what the due day would be if the answer came now."""
        return tuple((start, end or max(start, now)) for start, end in self.waits)

    def due(self, calendar: Calendar, now: datetime) -> datetime:
        """The due moment of what runs. While the citizen owes something, as if the answer came at `now`."""
        return compute_due(
            calendar, self.promise, self.received, self.waits_until(now), extended_by=self.extended_by
        )

    def settled_due(self, calendar: Calendar) -> datetime:
        """The due moment from the facts alone: an open wait has not moved it yet. This is the one worth
        storing.
        """
        return self.due(calendar, self.waiting_since or self.received)

    def explain(
        self, calendar: Calendar, now: datetime, wait_reason: tuple[str, str] = WAIT_REASON
    ) -> Explanation:
        """The same due moment as `due`, with its reasons."""
        return explain_due(
            calendar,
            self.promise,
            self.received,
            self.waits_until(now),
            extended_by=self.extended_by,
            wait_reason=wait_reason,
        )

    def breaches(self, calendar: Calendar, now: datetime) -> tuple[datetime, ...]:
        """The due moments that passed unkept by `now`, oldest first: those of steps long over
        are among them.
        """
        return tuple(breach.due for breach in self.broken_promises(calendar, now))

    def broke_before(self, calendar: Calendar) -> bool:
        """Whether a stretch that is over passed its due moment: no later one makes the whole in
        time again.
        """
        return any(phase.ended > phase.due(calendar) for phase in self.phases)

    def broken_promises(self, calendar: Calendar, now: datetime) -> tuple[Breach, ...]:
        """The same as `breaches`, each with the promise that was broken."""
        ended = [(Breach(phase.due(calendar), phase.promise), phase.ended) for phase in self.phases]
        end = self.stopped or now
        last = (Breach(self.due(calendar, end), self.promise), end)
        return tuple(breach for breach, until in (*ended, last) if until > breach.due)
