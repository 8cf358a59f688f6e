"""Maps days and hours to positions along the bar of a promise.

A promise of days is measured in cells, one a day: receipt stands at the left edge of its day, the due
moment at the right edge of its own, and whatever happens on a day in the middle of it. A promise that falls
due on the day it was made is measured in hours. Source: the look of the promise bar.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Protocol

# Lateness longer than this part of the promised span would squeeze the promise itself; it is drawn shorter,
# and cut.
LONGEST_OVERSHOOT = 2 / 3
CUT_OVERSHOOT = 0.45
# Beyond this many cells a day off is thinner than a hair, and its marks would only weigh.
DAYS_MARKED = 120


class Axis(Protocol):
    """Places along the bar, in units of its own: 0 is the left end."""

    in_hours: bool

    @property
    def due_position(self) -> float:
        """Where the due moment stands."""
        ...

    def at(self, instant: datetime) -> float:
        """Where something stands that happened then."""
        ...

    def edge(self, day: date) -> float:
        """Where a day ends."""
        ...

    def wait(self, start: datetime, end: datetime, *, answered_late: bool) -> tuple[float, float]:
        """From where to where a wait reaches. `answered_late`: the answer came after closing, so its day was
        waited.
        """
        ...


@dataclass(frozen=True)
class DayAxis:
    """An axis of days from the day of arrival."""

    first: date
    due: datetime
    in_hours = False

    @cached_property
    def due_position(self) -> float:
        return self.edge(self.due.date())

    def edge(self, day: date) -> float:
        return (day - self.first).days + 1.0

    def at(self, instant: datetime) -> float:
        middle = self.edge(instant.date()) - 0.5
        if instant > self.due:
            # Late by an hour is late: it must stand beyond the post, though its day has not ended.
            return max(middle, self.due_position + 0.5)
        return min(max(middle, 0.0), self.due_position)

    def wait(self, start: datetime, end: datetime, *, answered_late: bool) -> tuple[float, float]:
        return max(self.edge(start.date()) - 1, 0.0), self.edge(end.date()) - 1 + answered_late


@dataclass(frozen=True)
class HourAxis:
    """An axis of minutes, from receipt to the close of the same day."""

    first: datetime
    due: datetime
    in_hours = True

    @property
    def due_position(self) -> float:
        return self.at(self.due)

    def at(self, instant: datetime) -> float:
        return max((instant - self.first) / timedelta(minutes=1), 0.0)

    def edge(self, day: date) -> float:
        return self.due_position

    def wait(self, start: datetime, end: datetime, *, answered_late: bool) -> tuple[float, float]:
        return self.at(start), self.at(end)


@dataclass(frozen=True)
class Scale:
    """Turns the units of an axis into per cent of the bar, and keeps a long lateness short."""

    promised: float
    reach: float

    @cached_property
    def is_cut(self) -> bool:
        return self.reach - self.promised > self.promised * LONGEST_OVERSHOOT

    @cached_property
    def total(self) -> float:
        return self.promised * (1 + CUT_OVERSHOOT) if self.is_cut else max(self.promised, self.reach)

    def percent(self, units: float) -> float:
        if self.is_cut and units > self.promised:
            # Nothing stands between the post and the end of a cut bar.
            return 100.0
        return min(max(100 * units / self.total, 0.0), 100.0)


def axis_for(received: datetime, due: datetime, last: datetime) -> Axis:
    """The axis of a promise, `last` being the latest moment it must show."""
    if received.date() == due.date() == max(last, due).date() and due > received:
        return HourAxis(received, due)
    return DayAxis(received.date(), due)
