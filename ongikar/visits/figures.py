"""How long for whom: what some days at the counter came to, by desk and by hour. Read in two statements, each
by an index of the day, and summed here: of a day there are some hundreds of visits at most.
"""

from collections.abc import Collection, Iterable, Sequence
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
    and were served. `of_paper`: those that were written down on a token of paper and entered later: no clock
    measured since when they waited. `way`: known only of those of whom a desk said when they stood there.
    `open`: those that are not done with; of a day that is over nobody wrote down how they ended.
    """

    came: int
    served: int
    missed: int
    left: int
    of_paper: int
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
    office: int
    state: str
    waits_from: datetime
    is_of_paper: bool
    first_call: datetime | None = None
    desk: int | None = None
    way: timedelta | None = None
    service: timedelta = NONE


def figures_of_day(office: Office, day: date) -> DayFigures:
    return figures_of_days(office, day, day)


def figures_of_days(office: Office, first: date, last: date) -> DayFigures:
    """Of the days from `first` to `last`, both of them: a month at most, for all its visits are read."""
    visits, newest = read_visits([office], first, last)
    by_desk: dict[int | None, list[OneVisit]] = {}
    by_hour: dict[int, list[OneVisit]] = {}
    for each in visits:
        by_desk.setdefault(each.desk, []).append(each)
        by_hour.setdefault(each.waits_from.astimezone(TZ).hour, []).append(each)
    return DayFigures(
        sum_up(visits),
        {desk: sum_up(group) for desk, group in by_desk.items()},
        {hour: sum_up(by_hour[hour]) for hour in sorted(by_hour)},
        newest,
    )


def figures_of_offices(offices: Collection[Office], first: date, last: date) -> dict[int, Figures]:
    """The whole of each office, by its key; an office to which nobody came is left out."""
    by_office: dict[int, list[OneVisit]] = {}
    for each in read_visits(offices, first, last)[0]:
        by_office.setdefault(each.office, []).append(each)
    return {office: sum_up(group) for office, group in by_office.items()}


def read_visits(
    offices: Collection[Office], first: date, last: date
) -> tuple[list[OneVisit], datetime | None]:
    """The visits of these days, and when somebody was called last."""
    within = {"office__in": [office.pk for office in offices], "day__gte": first, "day__lte": last}
    rows = Visit.objects.filter(**within).values_list(
        "pk", "office_id", "state", "arrived_at", "appointment_at", "printed"
    )
    visits = {
        pk: OneVisit(office, state, max(arrived_at, appointment_at or arrived_at), printed is not None)
        for pk, office, state, arrived_at, appointment_at, printed in rows
    }
    calls = (
        VisitCall.objects.filter(**within)
        .order_by("called_at", "pk")
        .values_list("visit_id", "desk_id", "called_at", "begun_at", "ended_at", "ended_by", "last_called_at")
    )
    newest: datetime | None = None
    for visit_id, desk, called_at, begun_at, ended_at, ended_by, last_called_at in calls:
        if (visit := visits.get(visit_id)) is None:
            # Of a token that was given between the two statements.
            continue
        if visit.first_call is None:
            visit.first_call, visit.desk = called_at, desk
        # Whoever is taken up again stands there already.
        if begun_at and begun_at > called_at:
            visit.way = (visit.way or NONE) + (begun_at - called_at)
        if ended_at and ended_by not in transitions.NO_SERVICE:
            visit.service += ended_at - (begun_at or called_at)
        newest = max(newest or last_called_at, last_called_at)
    return list(visits.values()), newest


def sum_up(visits: Iterable[OneVisit]) -> Figures:
    group = list(visits)
    states = [each.state for each in group]
    # What was written on paper was measured by no clock.
    waited = [
        max(each.first_call - each.waits_from, NONE)
        for each in group
        if each.first_call and not each.is_of_paper
    ]
    service = [each.service for each in group if each.state == transitions.SERVED and each.first_call]
    return Figures(
        came=len(group),
        served=states.count(transitions.SERVED),
        missed=states.count(transitions.MISSED),
        left=states.count(transitions.LEFT),
        of_paper=sum(each.is_of_paper for each in group),
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
