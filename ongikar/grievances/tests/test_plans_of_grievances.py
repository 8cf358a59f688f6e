"""How complaints, hearings, remedies and their registers are found among 100,000: by an index, never by
reading through.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.grievances import fill_grievances
from conftest import SUNDAY
from tests.query_plans import plan

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = 100_000
NAMES = "grievances_[a-z]+|tasks_task|gatherings_gathering|people_applicant"
READ_THROUGH = {
    "sqlite": re.compile(rf"SCAN ({NAMES})\b(?! USING)"),
    "postgresql": re.compile(rf"Seq Scan on ({NAMES})\b"),
}
PAGES = (
    ("salma", "/desk/grievances/"),
    ("salma", "/desk/hearings/"),
    ("salma", "/desk/remedies/"),
    ("salma", "/desk/today/"),
    ("salma", "/desk/books/grievances/2026/?page=500"),
    ("salma", "/desk/books/hearings/2026/?page=50"),
    ("salma", "/desk/books/grievance-decisions/2026/?page=500"),
    ("karim", "/desk/complaints/"),
    ("karim", "/desk/messages/"),
    ("karim", "/desk/charter/"),
)


@pytest.fixture
def filled(office):
    fill_grievances(office, MANY, SUNDAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.usefixtures("filled")
def test_nothing_is_read_through(salma, karim, signed_in, time_machine):
    time_machine.move_to(SUNDAY, tick=False)
    people = {"salma": salma, "karim": karim}
    with CaptureQueriesContext(connection) as asked:
        for who, address in PAGES:
            assert signed_in(people[who]).get(address).status_code == 200, address
    statements = [query["sql"] for query in asked.captured_queries if re.search(NAMES, query["sql"])]
    assert len(statements) > 20
    through = [
        statement
        for statement in statements
        if statement.startswith("SELECT") and READ_THROUGH[connection.vendor].search(plan(statement))
    ]
    assert not through, "\n\n".join(f"{each[:900]}\n{plan(each)}" for each in through)
