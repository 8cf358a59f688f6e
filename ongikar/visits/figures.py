"""How long for whom: what a day at the counter came to, by desk and by hour. Read in two statements, each by
an index of the day, and summed here: of a day there are some hundreds of visits at most.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import Visit, VisitCall
from .rules.times import NONE

# No service is told by a single visit.
LEAST_SERVED = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """Of some visits: how many came, how they ended, and the middle of how long they waited, came to the desk
    and were served. `way`: known only of those of whom a desk said when they stood there. `open`: those that
    are not done with; of a day that is over nobody wrote down how they ended.
    """

    came: int
    served: int
    missed: int
    left: int
    open: int
    waited: timedelta | None
    way: timedelta | None
    service: timedelta | None


@dataclass(frozen=True, slots=True)
class DayFigures:
    whole: Figures
    # By the key of the desk that called first, and by the hour of the arrival; None: nobody called.
    desks: dict[int | None, Figures]
    hours: dict[int, Figures]
    # When somebody was called last.
    last_called_at: datetime | None


@dataclass(slots=True)
class OneVisit:
    state: str
    waits_from: datetime
    first_call: datetime | None = None
    desk: int | None = None
    way: timedelta | None = None
    service: timedelta = NONE


def figures_of_day(office: Office, day: date) -> DayFigures:
    visits: dict[int, OneVisit] = {}
    rows = Visit.objects.of_day(office, day).values_list("pk", "state", "arrived_at", "appointment_at")
    for pk, state, arrived_at, appointment_at in rows:
        visits[pk] = OneVisit(state, max(arrived_at, appointment_at or arrived_at))
    calls = (
        VisitCall.objects.filter(office=office, day=day)
        .order_by("called_at", "pk")
        .values_list("visit_id", "desk_id", "called_at", "begun_at", "ended_at", "ended_by", "last_called_at")
    )
    newest: datetime | None = None
    for visit_id, desk, called_at, begun_at, ended_at, ended_by, last_called_at in calls:
        visit = visits[visit_id]
        if visit.first_call is None:
            visit.first_call, visit.desk = called_at, desk
        # Whoever is taken up again stands there already.
        if begun_at and begun_at > called_at:
            visit.way = (visit.way or NONE) + (begun_at - called_at)
        if ended_at and ended_by not in transitions.NO_SERVICE:
            visit.service += ended_at - (begun_at or called_at)
        newest = max(newest or last_called_at, last_called_at)
    by_desk: dict[int | None, list[OneVisit]] = {}
    by_hour: dict[int, list[OneVisit]] = {}
    for each in visits.values():
        by_desk.setdefault(each.desk, []).append(each)
        by_hour.setdefault(each.waits_from.astimezone(TZ).hour, []).append(each)
    return DayFigures(
        sum_up(visits.values()),
        {desk: sum_up(group) for desk, group in by_desk.items()},
        {hour: sum_up(by_hour[hour]) for hour in sorted(by_hour)},
        newest,
    )


def sum_up(visits: Iterable[OneVisit]) -> Figures:
    group = list(visits)
    states = [each.state for each in group]
    waited = [max(each.first_call - each.waits_from, NONE) for each in group if each.first_call]
    service = [each.service for each in group if each.state == transitions.SERVED]
    return Figures(
        came=len(group),
        served=states.count(transitions.SERVED),
        missed=states.count(transitions.MISSED),
        left=states.count(transitions.LEFT),
        open=sum(state in transitions.OPEN for state in states),
        waited=middle(waited),
        way=middle([each.way for each in group if each.way is not None]),
        service=middle(service),
    )


def middle(spans: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(each.total_seconds() for each in spans)) if spans else None


def minutes_of_one(figures: Figures, otherwise: int) -> float:
    """How long one visit takes: as the day has shown it, once it has."""
    if figures.served < LEAST_SERVED or figures.service is None:
        return otherwise
    return max(figures.service.total_seconds() / 60, 1)
