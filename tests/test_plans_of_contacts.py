"""How the calls and visits of a month are read among 100,000 acts: those of the month, off an index."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, models

from ongikar.cases.actions.contacts import contacts_of_month
from ongikar.cases.models import Act
from ongikar.rules import case_transitions
from tests.query_plans import plan
from tests.rows_read import watched_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, BATCH, CASES = 100_000, 2_000, 20
BEGIN = datetime(2020, 1, 1, 4, 0, tzinfo=UTC)
# Of ten acts one is a call or a visit, and of the acts one is made each half hour.
EVERY, APART = 10, timedelta(minutes=30)
LEAST = 400


@pytest.fixture
def filled(office, receive):
    cases = [receive("citizen-1") for _ in range(CASES)]
    names = [*case_transitions.CONTACTS, *["note"] * (2 * EVERY - 2)]
    for first in range(0, MANY, BATCH):
        models.QuerySet(Act).bulk_create(
            Act(
                case=cases[number % CASES],
                name=names[(number // CASES) % len(names)],
                at=BEGIN + APART * number,
                by_type="user",
                data={"is_late": True} if number % 3 == 0 else {},
            )
            for number in range(first, first + BATCH)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return office


def test_a_month_of_calls_and_visits_is_read_off_its_index(filled):
    with watched_rows() as found:
        figures = contacts_of_month(filled, date(2023, 6, 1))
    (figure,) = figures.values()
    # A month is 1,440 half hours; of 400 acts in a row 20 are calls and 20 visits.
    assert figure.total == pytest.approx(1_440 // EVERY, abs=40)
    assert figure.calls
    assert figure.visits
    beyond = found.beyond(4, LEAST)
    assert not beyond, "\n".join(f"{one.read} read: {one.sql[:600]}\n{one.plan}" for one in beyond)
    statement = (
        "SELECT id FROM cases_act WHERE name IN ('call', 'visit')"
        " AND at >= '2023-06-01 00:00:00+00:00' AND at < '2023-07-01 00:00:00+00:00'"
    )
    assert "contacts_by_day" in plan(statement)
