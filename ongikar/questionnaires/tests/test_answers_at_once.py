"""Answers that are sent at the same moment, on two connections that commit."""

from datetime import UTC, datetime, timedelta

import pytest

from ongikar.journal.actions import WORKER
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.models import Entry
from ongikar.offices import root_mails
from ongikar.offices.root_mails import enter_day
from ongikar.operations.returned_roots import AGREE, enter_comparison
from ongikar.questionnaires.actions import (
    ask_with_services,
    close_round,
    make_questionnaire,
    open_round,
    publish_version,
    submit_response,
)
from ongikar.questionnaires.models import (
    AnonymousResponse,
    Questionnaire,
    QuestionnaireFault,
    Response,
    Version,
)
from ongikar.questionnaires.round_seals import SEALED, seal_round
from ongikar.questionnaires.tests.sheets import FEEDBACK_SURVEY, workbook


@pytest.fixture
def feedback(two, office, now):
    made = make_questionnaire(
        office=office, slug="feedback", purpose=Questionnaire.FEEDBACK, title_bn="মতামত", actor=WORKER, now=now
    )
    publish_version(made, workbook(survey=FEEDBACK_SURVEY), actor=WORKER, now=now)
    return made


def opened(feedback, now, **more):
    return open_round(
        questionnaire=feedback, opens_at=datetime(2020, 1, 1, tzinfo=UTC), actor=WORKER, now=now, **more
    )


@pytest.mark.parametrize("anonymous", [False, True])
def test_of_two_answers_of_one_person_one_is_taken(two, feedback, now, anonymous):
    round = opened(feedback, now, anonymous=anonymous)
    two.meet("ongikar.questionnaires.actions.submission.time_is_over")
    send = [
        lambda useful=useful: submit_response(
            round=round, answers={"useful": useful}, respondent=("user", 7), now=now
        )
        for useful in (1, 5)
    ]
    results = two.run(*send)
    assert sum(isinstance(each, QuestionnaireFault) for each in results) == 1
    assert Response.objects.count() + AnonymousResponse.objects.count() == 1


def test_what_is_sent_under_one_number_twice_at_once_is_taken_once(two, feedback, now):
    round = opened(feedback, now, once=False)
    two.meet("ongikar.questionnaires.actions.submission.time_is_over")
    send = [
        lambda: submit_response(round=round, answers={"useful": 3}, instance_id="uuid:1", now=now)
        for _ in range(2)
    ]
    results = two.run(*send)
    assert {result.pk for result in results} == {Response.objects.get().pk}


def test_two_workers_at_once_seal_a_round_once(two, feedback, now):
    round = opened(feedback, now, anonymous=True)
    submit_response(round=round, answers={"useful": 3}, respondent=("user", 7), now=now)
    close_round(round, actor=WORKER, now=now)
    later = now + timedelta(minutes=5)
    results = two.run(*[lambda: seal_round(round.pk, later) for _ in range(2)])
    assert sorted(results) == [0, 1]
    assert Entry.objects.filter(verb=SEALED, subject_id=round.pk).count() == 1


def test_two_workers_at_once_mail_a_root_once_and_enter_one_comparison(
    two, office, feedback, now, monkeypatch
):
    Sealer()(now)
    day, later = now.date(), now + timedelta(days=1)
    monkeypatch.setattr(root_mails, "_entered", {})
    assert sorted(two.run(*[lambda: enter_day(office, day, later) for _ in range(2)])) == [0, 1]
    enter = [lambda: enter_comparison(AGREE, later, count=1, open=0) for _ in range(2)]
    assert sorted(two.run(*enter)) == [0, 1]
    assert Entry.objects.filter(verb__in=(AGREE, root_mails.VERB)).count() == 2


def test_nothing_is_taken_after_the_press_that_closed_the_round(two, feedback, now):
    round = opened(feedback, now)
    results = two.run(
        lambda: submit_response(round=round, answers={"useful": 3}, respondent=("user", 7), now=now),
        lambda: close_round(round, actor=WORKER, now=now),
    )
    round.refresh_from_db()
    assert round.closes_at == now
    assert results[1] is None
    assert Response.objects.count() == (0 if isinstance(results[0], QuestionnaireFault) else 1)


def test_two_versions_published_at_once_have_the_next_two_numbers(two, feedback, now):
    publish = [
        lambda words=words: publish_version(
            feedback, workbook(survey=FEEDBACK_SURVEY.replace("আর কিছু?", words)), actor=WORKER, now=now
        )
        for words in ("আর?", "অন্য কিছু?")
    ]
    two.run(*publish)
    assert sorted(Version.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_one_row_of_the_charter_goes_to_one_of_two(two, office, now):
    made = [
        make_questionnaire(
            office=office, slug=slug, purpose=Questionnaire.INTAKE, title_bn="ক", actor=WORKER, now=now
        )
        for slug in ("one", "two")
    ]
    ask = [lambda each=each: ask_with_services(each, ["citizen-1"], actor=WORKER, now=now) for each in made]
    results = two.run(*ask)
    assert sum(isinstance(each, QuestionnaireFault) for each in results) == 1
    assert sorted(Questionnaire.objects.values_list("services", flat=True)) == [[], ["citizen-1"]]
