"""How what phones sent is found among 100,000: by an index, never by reading all of a table."""

import re
from itertools import batched

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import SUNDAY
from ongikar.people.post_holders import holder_of
from ongikar.people.today_lines import TodayQuestion
from ongikar.questionnaires.declarations import today_of_phones
from ongikar.questionnaires.models import Phone, PhoneSubmission
from ongikar.questionnaires.openrosa.desk_views import waiting_submissions
from ongikar.questionnaires.retention import phone_submissions

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, WAITING = 100_000, 30
READ_THROUGH = {
    "sqlite": re.compile(r"SCAN questionnaires_phonesubmission\b(?! USING)"),
    "postgresql": re.compile(r"Seq Scan on questionnaires_phonesubmission\b"),
}


@pytest.fixture
def filled(office, karim):
    phones = Phone.objects.bulk_create(
        Phone(office=office, user=karim, name=f"{n}", token_hash=f"{n:064d}", made_at=SUNDAY)
        for n in range(20)
    )
    for batch in batched(range(MANY), 5_000):
        PhoneSubmission.objects.bulk_create(
            PhoneSubmission(
                office=office,
                phone=phones[n % len(phones)],
                number=f"uuid:{n}",
                sha256=f"{n:064d}",
                state=PhoneSubmission.TAKEN if n < MANY - WAITING else PhoneSubmission.TO_REVIEW,
                came_at=SUNDAY,
            )
            for n in batch
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def asked(question):
    """What a question asks, each statement of which is answered off an index."""
    with CaptureQueriesContext(connection) as statements:
        answer = question()
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        for each in statements:
            if each["sql"].startswith("SELECT"):
                cursor.execute(explain + each["sql"].replace("%", "%%"))
                told = "\n".join(str(row[-1]) for row in cursor.fetchall())
                assert not READ_THROUGH[connection.vendor].search(told), (each["sql"], told)
                # Nor all that the office ever had by an index that tells nothing of what waits.
                assert "one_submission_a_text" not in told, (each["sql"], told)
                assert "sqlite_autoindex_questionnaires_phonesubmission" not in told, (each["sql"], told)
    return answer


def test_what_waits_is_read_off_its_index(filled, office, karim):
    question = TodayQuestion(None, holder_of(karim, SUNDAY.date()), office, SUNDAY)
    (row,) = asked(lambda: today_of_phones(question)).in_office
    assert row.value == "৩০"
    assert len(asked(lambda: waiting_submissions(office))) == WAITING
    assert asked(lambda: PhoneSubmission.objects.waiting(office).count()) == WAITING
    assert asked(lambda: list(phone_submissions(office, SUNDAY).order_by("came_at", "pk")[:50])) == []
