"""How rounds and responses are found among 100,000: by an index, never by reading through."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SUNDAY
from ongikar.journal.actions import WORKER
from ongikar.people.models import Applicant
from ongikar.questionnaires.actions import (
    has_answered,
    make_questionnaire,
    open_round,
    publish_version,
    response_for,
)
from ongikar.questionnaires.filling.drafts import submit_timed_drafts
from ongikar.questionnaires.models import (
    AnonymousResponse,
    Answered,
    Questionnaire,
    Response,
    ResponseDraft,
    Round,
)
from ongikar.questionnaires.retention import response_drafts, responses
from ongikar.questionnaires.round_seals import seal_closed_rounds
from ongikar.questionnaires.tests.sheets import FEEDBACK_SURVEY, workbook
from tests.query_plans import plan

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, FEW, BATCH = 100_000, 40, 2_000
NAMES = "response|anonymousresponse|answered|responsedraft|round|invitation"
READ_THROUGH = {
    "sqlite": re.compile(rf"SCAN (questionnaires_({NAMES}))\b(?! USING)"),
    "postgresql": re.compile(rf"Seq Scan on questionnaires_({NAMES})\b"),
}


def fill(model: type[models.Model], make) -> None:
    """Past the seals: nobody's act is told of."""
    for first in range(0, MANY, BATCH):
        models.QuerySet(model).bulk_create(make(number) for number in range(first, first + BATCH))


@pytest.fixture
def small(office):
    """A round with few answers, among 100,000 of others."""
    made = make_questionnaire(
        office=office, slug="plans", purpose=Questionnaire.FEEDBACK, title_bn="ক", actor=WORKER, now=SUNDAY
    )
    version = publish_version(made, workbook(survey=FEEDBACK_SURVEY), actor=WORKER, now=SUNDAY)
    opened = {
        "questionnaire": made,
        "opens_at": datetime(2020, 1, 1, tzinfo=UTC),
        "actor": WORKER,
        "now": SUNDAY,
    }
    large, small, hidden = (open_round(**opened, anonymous=anonymous) for anonymous in (False, False, True))

    def of(number: int) -> Round:
        return small if number % (MANY // FEW) == 0 else large

    fill(
        Round,
        lambda n: Round(
            office=office,
            questionnaire=made,
            opens_at=SUNDAY,
            closes_at=SUNDAY + timedelta(days=1),
            subject_type="batch",
            subject_id=n,
            token=f"t{n}",
            made_at=SUNDAY,
        ),
    )
    fill(
        Response,
        lambda n: Response(
            round=of(n),
            version=version,
            answers={"useful": 1 + n % 5},
            respondent_type="applicant",
            respondent_id=n + 1,
            instance_id=f"i{n}",
            submitted_at=SUNDAY - timedelta(days=n % 900),
            emptied_at=SUNDAY if n % 900 > 400 else None,
        ),
    )
    fill(Answered, lambda n: Answered(round=of(n), respondent_type="applicant", respondent_id=n + 1))
    fill(
        AnonymousResponse,
        lambda n: AnonymousResponse(
            round=hidden if n % (MANY // FEW) == 0 else large, version=version, answers={}, day=SUNDAY.date()
        ),
    )
    fill(
        ResponseDraft,
        lambda n: ResponseDraft(
            round=large,
            version=version,
            respondent_type="applicant",
            respondent_id=n + 1,
            key_hash=f"k{n}",
            begun_at=SUNDAY,
            ends_at=SUNDAY + timedelta(minutes=n) if n % 100 == 0 else None,
            saved_on=SUNDAY.date(),
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return small, hidden


def test_nothing_is_read_through(small, office, karim, signed_in):
    small, hidden = small
    desk = signed_in(karim)
    addresses = [
        reverse("questionnaires"),
        reverse("questionnaire", args=[small.questionnaire_id]),
        reverse("round", args=[small.pk]),
        reverse("round", args=[hidden.pk]),
        reverse("round_responses", args=[small.pk]),
        f"/q/{small.token}/",
    ]
    with CaptureQueriesContext(connection) as asked:
        for address in addresses:
            desk.get(address)
        response_for(small, ("applicant", 1))
        has_answered(small, ("applicant", 1))
        list(Response.objects.filter(respondent_type=Applicant._meta.model_name, respondent_id=5))
        list(Round.objects.filter(subject_type="batch", subject_id=7))
        before = SUNDAY - timedelta(days=399)
        list(responses(office, before).order_by("submitted_at", "pk")[:100])
        list(response_drafts(office, before).order_by("saved_on", "pk")[:100])
        submit_timed_drafts(SUNDAY)
        seal_closed_rounds(SUNDAY + timedelta(days=9))
    statements = [query["sql"] for query in asked.captured_queries if "questionnaires_" in query["sql"]]
    assert len(statements) > 15
    through = [
        statement
        for statement in statements
        if statement.startswith("SELECT") and READ_THROUGH[connection.vendor].search(plan(statement))
    ]
    assert not through, "\n\n".join(f"{each}\n{plan(each)}" for each in through)
