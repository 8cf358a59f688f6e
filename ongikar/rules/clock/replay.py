"""Counts the same case histories again with another promise, and lists who would have been late."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ongikar.rules.account import Account, account_of_counts, ended_in_time
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.promise.due_moment import compute_due
from ongikar.rules.promise.terms import Promise

from .desk_time import CaseHolding, DeskTime, desk_time
from .fold import Running


@dataclass(frozen=True, slots=True)
class History[Key: Hashable, Post: Hashable]:
    """A clock that ran or runs, and the posts that held its case. `waits`: all of them, in whichever step
    they fell.
    """

    key: Key
    running: Running
    holdings: Sequence[CaseHolding[Post]] = ()

    @property
    def waits(self) -> tuple[tuple[datetime, datetime | None], ...]:
        return (
            *(wait for phase in self.running.phases for wait in phase.waits if wait[1]),
            *self.running.waits,
        )


@dataclass(frozen=True, slots=True)
class LateHistory[Key: Hashable]:
    """A promise that would have been, or is, late. `ended` None: it is still open."""

    key: Key
    due: datetime
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Replay[Key: Hashable, Post: Hashable]:
    """How the histories come out. `late`: oldest due first. `desks`: what each post used up
    in all of them.
    """

    account: Account
    late: tuple[LateHistory[Key], ...]
    desks: tuple[DeskTime[Post], ...] = field(default=())


def replay_histories[Key: Hashable, Post: Hashable](
    calendar: Calendar, histories: Iterable[History[Key, Post]], now: datetime, promise: Promise | None = None
) -> Replay[Key, Post]:
    """The histories under `promise`, counted from receipt and moved only by what the citizen owed.

    Days that were named, extensions and steps belong to the promise that was made, and are left out.
    Without `promise` each history is told as it was: late where any of its due moments passed.
    """
    counts: Counter[tuple[str, bool]] = Counter()
    late: list[LateHistory[Key]] = []
    desks: dict[Post, DeskTime[Post]] = {}
    for history in histories:
        running = history.running
        due_at = due_under(calendar, history, now, promise)
        in_time = ended_in_time(due_at, running.stopped, now)
        counts[running.outcome if running.stopped else "", in_time] += 1
        if not in_time:
            late.append(LateHistory(history.key, due_at, running.stopped))
        for desk in desk_time(calendar, history.holdings, running.stopped or now, history.waits):
            held = desks.get(desk.post, DeskTime(desk.post, timedelta(), 0))
            desks[desk.post] = DeskTime(desk.post, held.office_time + desk.office_time, held.days + desk.days)
    account = account_of_counts((outcome, in_time, many) for (outcome, in_time), many in counts.items())
    return Replay(account, tuple(sorted(late, key=lambda each: each.due)), tuple(desks.values()))


def due_under[Key: Hashable, Post: Hashable](
    calendar: Calendar, history: History[Key, Post], now: datetime, promise: Promise | None
) -> datetime:
    """The due moment that decides: under another promise its own, as it was the first one broken, else the
    last.
    """
    running = history.running
    end = running.stopped or now
    if promise:
        return compute_due(calendar, promise, running.started, history.waits, now=end)
    return next(iter(running.breaches(calendar, now)), running.due(calendar, end))
