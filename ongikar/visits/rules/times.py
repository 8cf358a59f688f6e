"""The times of one visit kept apart: waiting, the way to the desk, and the service, summed over the stretches
in which it was interrupted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One call. `begun_at`: None where nobody pressed that the person has come; `ended_at`: None while it
    runs. `is_service`: not one to which nobody came.
    """

    called_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    is_service: bool = True


@dataclass(frozen=True, slots=True)
class Times:
    """`waited`: to the first call, None before it. `way`: None where no desk said when the person came."""

    waited: timedelta | None
    way: timedelta | None
    service: timedelta


def never_before(moment: datetime, earlier: datetime | None) -> datetime:
    """A clock that was set back makes no negative time."""
    return moment if earlier is None else max(moment, earlier)


def times_of(waits_from: datetime, stretches: Iterable[Stretch]) -> Times:
    """`waits_from`: when the person came, or the time of their appointment, whichever is later. A call to
    which nobody came ends the waiting and adds no service.
    """
    calls = sorted(stretches, key=lambda each: each.called_at)
    if not calls:
        return Times(None, None, NONE)
    ways = [each.begun_at - each.called_at for each in calls if each.begun_at]
    service = [
        each.ended_at - (each.begun_at or each.called_at)
        for each in calls
        if each.ended_at and each.is_service
    ]
    return Times(
        max(calls[0].called_at - waits_from, NONE), sum(ways, NONE) if ways else None, sum(service, NONE)
    )
