"""Inspections on the scene: a case that nobody has begun, one under way, one that waits for its head."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.delivery.inspection.answering import GivenAnswer, record_answer, record_answers
from ongikar.delivery.inspection.finishing import finish_visit
from ongikar.delivery.inspection.links import make_link
from ongikar.delivery.inspection.models import Inspection, InspectionPlan, OfflinePack
from ongikar.delivery.inspection.offline.packs import make_pack
from ongikar.delivery.inspection.planning import make_plan, next_quarter, quarter_of
from ongikar.delivery.inspection.tests.inspections import (
    CODE,
    GOOD,
    begun,
    case_of,
    checklist_of,
    head_of_lab,
    lab_of,
)
from ongikar.offices.models import Office, Place
from ongikar.people.models import User

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class InspectionThings:
    """`case`: of which no inspection was begun. `link`: the token of the head's address. `failed`: an item of
    the one under way. `pack`: of that one, on the phone of its officer.
    """

    case: Case
    place: Place
    under_way: Inspection
    visited: Inspection
    plan: InspectionPlan
    link: str
    pack: OfflinePack
    failed: str = "fire"


def inspect_labs(office: Office, user_id: int, now: datetime) -> InspectionThings:
    """`now`: a moment in office hours."""
    user = User.objects.get(pk=user_id)
    service = Service.objects.get(version__office=office, code=CODE)
    version = checklist_of(office, "scene-lab-check")
    places = [lab_of(office, f"নমুনা ল্যাব {n}") for n in ("ক", "খ", "গ")]
    cases = [case_of(service, place, f"scene-{office.pk}-{place.pk}", now=now) for place in places]
    under_way = begun(cases[1], places[1], version, user, now=now)
    given = [GivenAnswer("fire", "no"), GivenAnswer("earth", "yes")]
    record_answers(under_way, given, said_at=now, by=user, now=now)
    record_answer(
        under_way, item="earth", value="no", uuid=uuid4(), said_at=now, by=user, now=now, source="phone"
    )
    head_of_lab(places[2])
    visited = begun(cases[2], places[2], version, user, now=now)
    record_answers(visited, [GivenAnswer(*each) for each in GOOD.items()], said_at=now, by=user, now=now)
    finish_visit(visited, visited_on=now.date(), actor=("user", user.pk), now=now)
    first = next_quarter(quarter_of(now.date()))
    plan = make_plan(
        office=office,
        quarter=first,
        service_code=CODE,
        places=places,
        first=office.calendar.next_open_day(first),
        a_day=2,
        actor=("user", user.pk),
        now=now,
    )
    pack = make_pack(under_way, user=user, now=now)
    return InspectionThings(cases[0], places[0], under_way, visited, plan, make_link(visited, now)[1], pack)
