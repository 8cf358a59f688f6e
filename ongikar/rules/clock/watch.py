"""When to look at a running promise again, and what that will do in the days to come if nobody acts."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ongikar.rules.calendar.office_calendar import Calendar

from .fold import Running

HALFWAY, NEARING, BROKEN = "halfway", "nearing", "broken"


def milestones(calendar: Calendar, received: datetime, due: datetime) -> tuple[tuple[str, datetime], ...]:
    """The moments of a promise in order of time. Short promises have no day before; the due moment always
    comes last.
    """
    halfway = received + (due - received) / 2
    before = calendar.close_before(due.astimezone(calendar.tz).date())
    early = [(HALFWAY, halfway)]
    if received < before < due:
        early.append((NEARING, before))
    return (*sorted(early, key=lambda pair: pair[1]), (BROKEN, due))


def next_milestone(
    calendar: Calendar, received: datetime, due: datetime, claimed: frozenset[str]
) -> datetime | None:
    """The earliest moment not yet acted on; None when all are."""
    return next((at for name, at in milestones(calendar, received, due) if name not in claimed), None)


@dataclass(frozen=True, slots=True)
class WatchedClock[Key: Hashable]:
    """A running promise as the watch knows it. `claimed`: the moments of its present due moment already acted
    on.

    `topic`: what it counts ("case", "grievance"), for what its breach sets off.
    """

    key: Key
    running: Running
    claimed: frozenset[str] = frozenset()
    topic: str = ""


class WatchEvent[Key: Hashable](NamedTuple):
    """Something the watch will do: "halfway", "nearing", "broken", or what a breach sets off, such as
    "appeal".
    """

    at: datetime
    key: Key
    what: str
    due: datetime


def rehearse_watch[Key: Hashable](
    calendar: Calendar,
    clocks: Iterable[WatchedClock[Key]],
    now: datetime,
    until: datetime,
    sets_off: Mapping[str, str] | None = None,
) -> list[WatchEvent[Key]]:
    """The events from `now` to `until`, both included, in order; of one instant, in the order of the clocks
    given.

    What should have been done before `now` comes first, at `now`. `sets_off`: by topic, what a breach opens
    at its own moment (a complaint offered, the next tier). A clock that waits for the citizen sets nothing
    off.
    """
    events = [event for clock in clocks for event in watch_events_of(calendar, clock, now, sets_off or {})]
    return sorted((event for event in events if event.at <= until), key=lambda event: event.at)


def watch_events_of[Key: Hashable](
    calendar: Calendar, clock: WatchedClock[Key], now: datetime, sets_off: Mapping[str, str]
) -> Iterator[WatchEvent[Key]]:
    running = clock.running
    due = running.settled_due(calendar)
    if running.stopped or running.waits_in_time(due):
        return
    for name, at in milestones(calendar, running.received, due):
        # Once broken, the warnings that were never given are no longer worth giving.
        if name in clock.claimed or (name != BROKEN and due <= now):
            continue
        yield WatchEvent(max(at, now), clock.key, name, due)
        if name == BROKEN and clock.topic in sets_off:
            yield WatchEvent(max(at, now), clock.key, sets_off[clock.topic], due)
