"""The demonstration's questionnaires: extra questions of one row, feedback without names, and a test."""

import pytest

from ongikar.cases.kinds import kind_of
from ongikar.demo import questionnaires
from ongikar.questionnaires.actions import make_questionnaire
from ongikar.questionnaires.models import AnonymousResponse, Questionnaire, Response, Round
from tests.module_data import clear_row_caches

from .demo_stage import FILES, MOMENTS, TUESDAY_NOON

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_one_of_each_use_stands_with_its_answers(office, service):
    assert questionnaires.load_questionnaires(FILES, now=TUESDAY_NOON) == 3
    assert set(Questionnaire.objects.values_list("purpose", flat=True)) == {"intake", "feedback", "test"}
    assert AnonymousResponse.objects.count() == 7
    tested = Response.objects.order_by("pk")
    assert [made.has_passed for made in tested] == [True, True, False]
    assert tested[0].percent == 100
    # Its rows are committed only after the test: other processes would learn of it then.
    clear_row_caches()
    assert "extra_device" in kind_of(service("citizen-2")).intake_form(service=service("citizen-2")).fields


@pytest.mark.parametrize("moment", MOMENTS)
def test_at_whatever_moment_it_is_started_the_rounds_are_open(office, moment):
    questionnaires.load_questionnaires(FILES, now=moment)
    assert all(round.is_open(moment) for round in Round.objects.all())


def test_a_second_start_adds_nothing(office):
    questionnaires.load_questionnaires(FILES, now=TUESDAY_NOON)
    assert questionnaires.load_questionnaires(FILES, now=TUESDAY_NOON) == 0


def test_beside_the_checklist_of_inspections_they_come_too(office):
    make_questionnaire(
        office=office,
        slug="school-lab",
        purpose=Questionnaire.CHECKLIST,
        title_bn="ল্যাব",
        title_en="Labs",
        actor=("command", None),
        now=TUESDAY_NOON,
    )
    assert questionnaires.load_questionnaires(FILES, now=TUESDAY_NOON) == 3
