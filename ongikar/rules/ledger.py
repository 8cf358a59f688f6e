"""The ledger of one running promise: facts in, state out. Nothing about lateness is ever stored.

Facts: started, paused, resumed, promised (a day named at acceptance), stopped. Any order of reading the same facts
gives the same state; see design of the clock in docs/flow.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from .calendar import Calendar
from .promise import Promise, due

STARTED, PAUSED, RESUMED, PROMISED, STOPPED = "started", "paused", "resumed", "promised", "stopped"


class LedgerFault(ValueError):
    """A fact that cannot be entered; says why in both languages."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened to a clock, at an aware instant."""

    kind: str
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Running:
    """What the facts add up to."""

    promise: Promise
    received: datetime
    ceiling: Promise
    waits: tuple[tuple[datetime, datetime | None], ...] = ()
    debts: tuple[dict[str, str], ...] = ()
    stopped: datetime | None = None
    outcome: str = ""

    @property
    def waiting_since(self) -> datetime | None:
        return self.waits[-1][0] if self.waits and self.waits[-1][1] is None else None

    def waits_until(self, now: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """The waits with the open one ended at `now`: what the due day would be if the answer came now."""
        return tuple((start, end or max(start, now)) for start, end in self.waits)

    def due(self, calendar: Calendar, now: datetime) -> datetime:
        """The due moment. While the citizen owes something, as if the answer came at `now`."""
        return due(calendar, self.promise, self.received, self.waits_until(now))

    def settled_due(self, calendar: Calendar) -> datetime:
        """The due moment from the facts alone: an open wait has not moved it yet. This is the one worth storing."""
        start = self.waiting_since
        return self.due(calendar, start or self.received)


def read(facts: Iterable[Fact]) -> Running:
    """Fold the facts, the first of which is `started`."""
    facts = iter(facts)
    first = next(facts, None)
    if first is None or first.kind != STARTED:
        raise LedgerFault("ঘড়িটি শুরুই হয়নি", "the clock has not started")
    promise = Promise.from_data(first.data["promise"])
    state = Running(promise=promise, received=first.at, ceiling=promise)
    for fact in facts:
        state = STEPS[fact.kind](state, fact)
    return state


def _paused(state: Running, fact: Fact) -> Running:
    if state.stopped or state.waiting_since:
        raise LedgerFault("ঘড়িটি এখন থামানো যায় না", "the clock cannot be paused now")
    return replace(state, waits=(*state.waits, (fact.at, None)), debts=(*state.debts, fact.data))


def _resumed(state: Running, fact: Fact) -> Running:
    start = state.waiting_since
    if start is None:
        raise LedgerFault("কিছুর অপেক্ষা চলছে না", "nothing is being waited for")
    return replace(state, waits=(*state.waits[:-1], (start, max(start, fact.at))))


def _promised(state: Running, fact: Fact) -> Running:
    # The day was named knowing what had been waited for till then: only later waits move it.
    still = tuple(wait for wait in state.waits if wait[1] is None)
    return replace(state, promise=Promise.from_data(fact.data["promise"]), waits=still)


def _stopped(state: Running, fact: Fact) -> Running:
    if state.waiting_since:
        state = _resumed(state, fact)
    return replace(state, stopped=fact.at, outcome=fact.data.get("outcome", ""))


STEPS = {PAUSED: _paused, RESUMED: _resumed, PROMISED: _promised, STOPPED: _stopped}
