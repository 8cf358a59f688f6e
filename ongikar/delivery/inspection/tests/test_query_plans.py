"""How inspections are found among 100,000 at 500 places: by an index, and no more of them than is shown,
however often a place was inspected before.
"""

import re
from datetime import date, timedelta

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.fill import fill as fill_cases
from conftest import SUNDAY
from ongikar.cases.models import Case
from ongikar.delivery.inspection.books import last_visits
from ongikar.delivery.inspection.finishing import earlier_findings
from ongikar.delivery.inspection.models import (
    Answer,
    Finding,
    Inspection,
    InspectionAct,
    InspectionPlan,
    PlannedVisit,
)
from ongikar.delivery.inspection.tests.inspections import checklist_of
from ongikar.offices.models import Place
from tests.query_plans import plan
from tests.rows_read import watched_rows
from tests.test_plans_of_small import write

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, PLACES, GOING_ON = 100_000, 500, 20
# A plan shows every place in it. Of each row SQLite takes two steps a column, into the order of the days and
# out again, and with the case and its clock there are some seventy.
PLAN_ROW = 15
NAMES = "inspection_[a-z]+"
READ_THROUGH = {
    "sqlite": re.compile(rf"SCAN ({NAMES})\b(?! USING)"),
    # A table of a page or two is read whole however good its indexes are.
    "postgresql": re.compile(rf"Seq Scan on ({NAMES})\b[^(]*\(cost=[\d.]+?\.\.\d{{2,}}\."),
}


@pytest.fixture
def filled(office, karim):
    """Each place was inspected 200 times, each time to be seen again; a few inspections go on."""
    fill_cases(office, MANY)
    version = checklist_of(office)
    places = Place.objects.bulk_create(
        Place(office=office, slug=f"lab-{n}", kind="lab", name_bn=f"ল্যাব {n:04d}", name_en=f"Lab {n:04d}")
        for n in range(PLACES)
    )
    cases = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    write(Inspection, lambda n, key: inspection(n, key, office, places, version), cases)
    keys = list(Inspection.objects.order_by("pk").values_list("pk", flat=True))
    act = {"name": "begin", "at": SUNDAY, "by_type": "user", "by_id": karim.pk}
    write(InspectionAct, lambda n, key: InspectionAct(inspection_id=key, **act), keys)
    said = {"item": "fire", "value": "no", "said_at": SUNDAY, "kept_at": SUNDAY, "by": karim}
    write(Answer, lambda n, key: Answer(inspection_id=key, uuid=f"{n:032x}", **said), keys)
    officer = office.posts.get(role="officer")
    found = {"item": "fire", "words": "নেই", "owner_post": officer, "due": SUNDAY.date()}
    write(Finding, lambda n, key: Finding(inspection_id=key, **found), keys)
    plan_visits(office, places)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return places


def inspection(n: int, case: int, office, places, version) -> Inspection:
    on = SUNDAY.date() - timedelta(days=(MANY - n) // 50)
    over = {
        "state": "issued",
        "again_on": on + timedelta(days=90),
        "finished_at": SUNDAY,
        "is_emptied": False,
    }
    is_over = n % (MANY // GOING_ON) != 0
    return Inspection(
        office=office,
        case_id=case,
        place=places[n % PLACES],
        version=version,
        begun_at=SUNDAY - timedelta(days=(MANY - n) // 50),
        visited_on=on if is_over else None,
        score=n % 100 if is_over else None,
        **(over if is_over else {"state": "under_way"}),
    )


def plan_visits(office, places) -> None:
    """A plan for each quarter of 50 years, with every place in it."""
    plans = models.QuerySet(InspectionPlan).bulk_create(
        InspectionPlan(
            office=office,
            quarter=date(1977 + n // 4, 1 + 3 * (n % 4), 1),
            service_code="institutional-10",
            made_at=SUNDAY,
            opened_at=SUNDAY,
        )
        for n in range(MANY // PLACES)
    )
    models.QuerySet(PlannedVisit).bulk_create(
        (
            PlannedVisit(plan=each, place=place, position=position, on=each.quarter)
            for each in plans
            for position, place in enumerate(places)
        ),
        batch_size=2_000,
    )


def nothing_is_read_through(desk) -> None:
    middle = Inspection.objects.all()[MANY // 2]
    going_on = Inspection.objects.filter(state="under_way").latest("pk")
    whole = InspectionPlan.objects.order_by("-quarter")[10]
    addresses = [
        reverse("inspections"),
        f"{reverse('inspections')}?after={middle.pk}",
        reverse("today"),
        reverse("place", args=[middle.place_id]),
        reverse("lab_card", args=[middle.place.slug]),
        reverse("inspection", args=[middle.pk]),
        reverse("inspection", args=[going_on.pk]),
        reverse("inspection_plan", args=[whole.pk]),
        "/desk/books/inspections/2026/",
    ]
    # Today counts a dozen things, each up to a hundred or two, in one statement.
    least = {reverse("inspection_plan", args=[whole.pk]): PLAN_ROW * PLACES, reverse("today"): 4_000}
    through, beyond = [], []
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status_code == 200, address
        statements = [each["sql"] for each in asked.captured_queries if re.search(NAMES, each["sql"])]
        assert statements, address
        through += [
            f"{address}: {each[:900]}\n{plan(each)}"
            for each in statements
            if each.startswith("SELECT") and READ_THROUGH[connection.vendor].search(plan(each))
        ]
        # What a register counts is all lines of its year.
        if not address.startswith("/desk/books/"):
            with watched_rows() as found:
                desk.get(address)
            beyond += [
                f"{address}: {one.read} read: {one.sql[:700]}"
                for one in found.beyond(10, least.get(address, 2_000))
            ]
    assert not through, "\n\n".join(through)
    assert not beyond, "\n".join(beyond)


def a_visit_asks_for_what_its_place_left_alone(places) -> None:
    newest = Inspection.objects.order_by("-pk")[0]
    with watched_rows() as found:
        list(earlier_findings(newest))
        visits = last_visits([each.pk for each in places[:30]], SUNDAY.date())
    assert len(visits) == 30
    beyond = [f"{one.read} read: {one.sql[:700]}" for one in found.beyond(10, 2_000)]
    assert not beyond, "\n".join(beyond)


def test_nothing_of_inspections_reads_a_table_through(filled, karim, signed_in, time_machine):
    """In one test: the rows take longer to make than all of this takes to look at."""
    time_machine.move_to(SUNDAY, tick=False)
    nothing_is_read_through(signed_in(karim))
    a_visit_asks_for_what_its_place_left_alone(filled)
