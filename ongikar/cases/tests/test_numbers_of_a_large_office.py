"""A case is looked up by its number however many an office has: SQLite is told that it has a million."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.cases.officer.counter.people import Question, find_people
from ongikar.cases.officer.queue.filters import number_opened, search
from tests.query_plans import plan

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# As it counts them when it looks at so many rows (operations/table_statistics.py): of an office, and alone.
OF_AN_OFFICE, ALONE = "1000000 20001 1", "1000000 1"


@pytest.fixture
def of_a_million() -> Iterator[None]:
    if connection.vendor != "sqlite":
        pytest.skip("of SQLite's guesses")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl = 'cases_case'")
        cursor.execute("SELECT name FROM pragma_index_list('cases_case') WHERE \"unique\"")
        told = [("cases_newest", OF_AN_OFFICE), *((name, ALONE) for (name,) in cursor.fetchall())]
        for index, stat in told:
            cursor.execute("INSERT INTO sqlite_stat1 VALUES ('cases_case', %s, %s)", [index, stat])
        cursor.execute("ANALYZE sqlite_schema")
        yield
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("ANALYZE sqlite_schema")


@pytest.mark.parametrize(
    "ask",
    [
        lambda office, now: find_people(office, Question("417"), now),
        lambda office, now: search(office, "417", now=now),
        lambda office, now: number_opened(office, "417", now),
    ],
)
def test_the_last_figures_of_a_number_are_no_reason_to_read_all_cases(office, now, of_a_million, ask):
    with CaptureQueriesContext(connection) as asked:
        ask(office, now)
    of_cases = [query["sql"] for query in asked if '"cases_case"."number" >' in query["sql"]]
    assert of_cases
    for sql in of_cases:
        assert "office_id=?" not in plan(sql), sql
