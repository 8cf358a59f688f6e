"""Questionnaires of the shared office: a test with points, feedback without names, and one of every type."""

from datetime import UTC, datetime

import pytest

from ongikar.journal.actions import WORKER
from ongikar.questionnaires.actions import make_questionnaire, open_round, publish_version
from ongikar.questionnaires.models import Questionnaire, Round

from .sheets import EVERY_SHEET, FEEDBACK_SURVEY, TEST_SHEET, workbook


@pytest.fixture
def make(office, now):
    """A questionnaire with its first version."""

    def make(slug, purpose=Questionnaire.TEST, **sheets):
        made = make_questionnaire(
            office=office,
            slug=slug,
            purpose=purpose,
            title_bn="প্রশ্নমালা",
            title_en="Questions",
            actor=WORKER,
            now=now,
        )
        publish_version(made, workbook(**sheets), actor=WORKER, now=now)
        return made

    return make


@pytest.fixture
def test_questions(make):
    return make("computer-test", **TEST_SHEET)


@pytest.fixture
def feedback_questions(make):
    return make("feedback", Questionnaire.FEEDBACK, survey=FEEDBACK_SURVEY)


@pytest.fixture
def every_type(make):
    return make("every-type", Questionnaire.FOLLOW_UP, **EVERY_SHEET)


@pytest.fixture
def round_of(now):
    def round_of(questionnaire, **more):
        given = {
            # Whatever day it is where the tests run.
            "opens_at": datetime(2020, 1, 1, tzinfo=UTC),
            "respondents": Round.LINK,
            "actor": WORKER,
            "now": now,
        }
        return open_round(questionnaire=questionnaire, **given | more)

    return round_of
