"""The statements that the busiest pages and the submission take are those stated, on either database."""

import tomllib
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.fill import drafts
from ongikar.cases.models import Case, Draft
from ongikar.core import cache_version

pytestmark = pytest.mark.django_db
STATED = tomllib.loads((Path(__file__).parent / "statement_counts.toml").read_text())
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def case(receive):
    """Received just now under a key long enough to be a receipt's."""
    return receive("citizen-6", now=timezone.now(), submission="a-key-as-long-as-a-receipt-has")


def statements_of(visit) -> int:
    visit()
    with CaptureQueriesContext(connection) as seen:
        answer = visit()
    assert answer.status_code == 200, answer.status_code
    return counted(seen)


def counted(seen: CaptureQueriesContext) -> int:
    # PostgreSQL's cursor tells more of a statement than its text.
    statements = (query["sql"].removeprefix("QUERY = '") for query in seen)
    return sum(not sql.startswith(TRANSACTION) for sql in statements)


def test_the_tracking_page(client, case):
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    assert statements_of(lambda: client.get(f"/track/{case.number}/")) == STATED["tracking page"]


def test_the_queue_page(desk, case):
    assert statements_of(lambda: desk.get("/desk/cases/")) == STATED["queue page"]


def test_the_case_page(desk, receive):
    case = receive("citizen-2", now=timezone.now())
    assert statements_of(lambda: desk.get(f"/desk/cases/{case.number}/")) == STATED["case page"]


def test_the_case_page_of_support(desk, receive):
    """Beside it its job, and the devices of that."""
    case = receive("citizen-4", now=timezone.now())
    assert statements_of(lambda: desk.get(f"/desk/cases/{case.number}/")) == STATED["case page of support"]


def test_the_case_page_of_a_training(desk, case):
    assert statements_of(lambda: desk.get(f"/desk/cases/{case.number}/")) == STATED["case page of a training"]


@pytest.mark.parametrize(("page", "path"), [("home page", "/"), ("charter page", "/charter/")])
def test_a_public_page_once_something_was_published_and_then_anew(client, office, page, path):
    client.get(path)
    cache_version.invalidate_now(office.pk)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    assert counted(seen) == STATED[page]["after publishing"]
    assert statements_of(lambda: client.get(path)) == STATED[page]["anew"]


def test_the_receipt_page(client, case):
    assert statements_of(lambda: client.get(f"/receipt/{case.submission}/")) == STATED["receipt page"]


def test_the_submission(client, office):
    drafts(office, 2)
    first, second = Draft.objects.order_by("pk").values_list("token", flat=True)
    client.post(f"/apply/{first}/check/", {"confirm": "on"})
    with CaptureQueriesContext(connection) as seen:
        client.post(f"/apply/{second}/check/", {"confirm": "on"})
    assert Case.objects.filter(submission=second).exists()
    assert counted(seen) == STATED["submission"][connection.vendor]


def test_a_page_that_many_come_back_to_opens_no_session(client, case):
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    assert not client.get(f"/track/{case.number}/").wsgi_request.session.accessed
