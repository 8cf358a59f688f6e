"""The plan of a quarter: which places, in which order, on which days; one press makes their cases."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from ongikar.cases.actions import receive_case
from ongikar.cases.models import Case
from ongikar.charter.models import Service, service_in_force
from ongikar.core.db.violations import violates
from ongikar.core.forms.faults import ActFault, require
from ongikar.delivery.inspection.rules import Stop, route_of
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Place
from ongikar.records.actions import act_on, note
from ongikar.rules.calendar.office_calendar import TZ

from .models import InspectionPlan, PlannedVisit

MOST_PLACES, MOST_A_DAY = 200, 10


def quarter_of(day: date) -> date:
    """The first day of the quarter that a day lies in."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def next_quarter(first: date) -> date:
    return date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)


def stop_of(place: Place) -> Stop:
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = (float(place.latitude), float(place.longitude))
    return Stop(place.pk, place.union, place.name_bn, point)


def route_days(office: Office, places: Sequence[Place], first: date, a_day: int) -> list[tuple[Place, date]]:
    """The places in the order of the route with the working day of each. A day ends with its union, where the
    next one would begin on it.
    """
    by_key = {place.pk: place for place in places}
    day = first if office.calendar.is_open_day(first) else office.calendar.next_open_day(first)
    visits: list[tuple[Place, date]] = []
    on_day = 0
    for stop in route_of(map(stop_of, places)):
        place = by_key[stop.key]
        if on_day == a_day or (on_day and visits[-1][0].union != place.union):
            day, on_day = office.calendar.next_open_day(day), 0
        visits.append((place, day))
        on_day += 1
    return visits


@transaction.atomic
def make_plan(
    *,
    office: Office,
    quarter: date,
    service_code: str,
    places: Sequence[Place],
    first: date,
    a_day: int,
    actor: Reference,
    now: datetime,
) -> InspectionPlan:
    """The plan of a quarter with the route through these places; what is planned for it already stays, and
    places that are new join it. Raises ActFault.
    """
    validate_plan(office, quarter, places, first, a_day, now)
    try:
        with transaction.atomic():
            plan = InspectionPlan.objects.create(
                office=office, quarter=quarter, service_code=service_code, made_at=now
            )
    except IntegrityError as fault:
        if not violates(fault, InspectionPlan, "office", "quarter"):
            raise
        plan = InspectionPlan.objects.get(office=office, quarter=quarter)
    with act_on(plan):
        planned = set(plan.visits.values_list("place_id", flat=True))
        new = [place for place in places if place.pk not in planned]
        if planned and not new:
            # Pressed twice.
            return plan
        days = route_days(office, new, first, a_day)
        require(
            not days or days[-1][1] < next_quarter(quarter),
            "a_day",
            "এভাবে গেলে ত্রৈমাসিকের মধ্যে শেষ হয় না। দিনে বেশি জায়গা, বা আগে শুরু করুন।",
            "At this pace it does not end within the quarter. Visit more places a day, or begin earlier.",
        )
        for position, (place, day) in enumerate(days, start=len(planned) + 1):
            PlannedVisit.objects.create(plan=plan, place=place, position=position, on=day)
        note(plan, "made", actor, now, count=len(days))
    return plan


def validate_plan(
    office: Office, quarter: date, places: Sequence[Place], first: date, a_day: int, now: datetime
) -> None:
    require(places, "places", "অন্তত একটি জায়গা বেছে নিন।", "Choose at least one place.")
    is_few = len(places) <= MOST_PLACES
    require(is_few, "places", "একবারে ২০০টির বেশি জায়গা নয়।", "No more than 200 places at once.")
    require(1 <= a_day <= MOST_A_DAY, "a_day", "দিনে ১ থেকে ১০টি জায়গা।", "From 1 to 10 places a day.")
    is_in_it = quarter_of(quarter) == quarter and quarter <= first < next_quarter(quarter)
    require(is_in_it, "first", "দিনটি এই ত্রৈমাসিকের মধ্যে দিন।", "Choose a day within this quarter.")
    require(first >= now.astimezone(TZ).date(), "first", "দিনটি পেরিয়ে গেছে।", "This day has passed.")
    for place in places:
        require(
            place.office_id == office.pk and not (place.closed_on and place.closed_on < first),
            "places",
            f"জায়গাটি ওই দিন খোলা নেই: {place.name_bn}",
            f"This place is not open on that day: {place.name_en}",
        )


def arrange_visits(
    plan: InspectionPlan,
    days: Mapping[int, date],
    *,
    drop: Iterable[int] = (),
    actor: Reference,
    now: datetime,
) -> None:
    """Other days for visits that are no cases yet, by their keys, or none of them at all. Raises ActFault for
    a day outside the quarter, one on which the office is closed, and one that has passed.
    """
    today, calendar = now.astimezone(TZ).date(), plan.office.calendar
    dropped = set(drop)
    with act_on(plan):
        rows = [row for row in plan.visits.select_related("place") if row.case_id is None]
        for row in rows:
            if row.pk in dropped:
                row.delete()
                continue
            day = days.get(row.pk, row.on)
            if day != row.on:
                name, is_ahead = f"day-{row.pk}", today <= day < next_quarter(plan.quarter)
                require(
                    is_ahead and day >= plan.quarter,
                    name,
                    "এই ত্রৈমাসিকের সামনের কোনো দিন দিন।",
                    "Choose a coming day of this quarter.",
                )
                is_open = calendar.is_open_day(day)
                require(is_open, name, "ওই দিন কার্যালয় বন্ধ।", "The office is closed on that day.")
                row.on = day
        kept = sorted((row for row in rows if row.pk), key=lambda row: (row.on, row.position))
        fixed = plan.visits.filter(case__isnull=False).count()
        for position, row in enumerate(kept, start=fixed + 1):
            row.position = position
            row.save(update_fields=["on", "position"])
        note(plan, "arranged", actor, now, count=len(kept), removed=len(dropped))


def open_visits(plan: InspectionPlan, *, actor: Reference, now: datetime) -> tuple[list[Case], list[Place]]:
    """Make a case of each visit that is none yet; pressed twice it is done once. Returns the cases, and the
    places that were closed meanwhile: those get none.
    """
    made: list[Case] = []
    closed: list[Place] = []
    with act_on(plan):
        service = row_of(plan, now.astimezone(TZ).date())
        for visit in plan.visits.select_related("place").filter(case__isnull=True):
            if visit.is_shut:
                closed.append(visit.place)
                continue
            visit.case = receive_case(
                service=service,
                person=None,
                answers={"place": visit.place.slug, "reason": "planned", "visit_on": visit.on.isoformat()},
                channel=Case.PLANNED,
                submission=f"planned-visit-{visit.pk}",
                now=now,
                actor=actor,
            )
            visit.save(update_fields=["case"])
            made.append(visit.case)
        if made:
            plan.opened_at = plan.opened_at or now
            plan.save(update_fields=["opened_at"])
            note(plan, "opened", actor, now, count=len(made))
    return made, closed


def row_of(plan: InspectionPlan, day: date) -> Service:
    """The charter row under which its cases are opened; raises ActFault where there is none by now."""
    row = service_in_force(plan.office, plan.service_code, day)
    if row is None:
        raise ActFault(
            "",
            "সিটিজেন চার্টারে এখন পরিদর্শনের এই সেবা নেই।",
            "The charter in force has no such service.",
        )
    return row
