"""Tests before and after a course, and what people thought of it; the hours that an office order brings."""

from datetime import time, timedelta

import pytest

from ongikar.cases import actions as case_actions
from ongikar.cases.kinds import OutcomeFault
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.after.class_page import class_board
from ongikar.delivery.training.after.questions import open_batch_round, rounds_of_case
from ongikar.delivery.training.after.records import hours_of_order, hours_of_year
from ongikar.delivery.training.after.sessions import begin_batch
from ongikar.delivery.training.models import Application, Batch, BatchRound, Completion, Course, TrainingHours
from ongikar.delivery.training.rules import NO_TEST, TEST_FAILED
from ongikar.journal.actions import WORKER
from ongikar.journal.outbox import run_due_entries
from ongikar.questionnaires.actions import make_questionnaire, publish_version, submit_response
from ongikar.questionnaires.models import AnonymousResponse, Questionnaire, Response
from ongikar.questionnaires.tests.sheets import FEEDBACK_SURVEY, TEST_SHEET, workbook
from ongikar.records.actions import STRUCK, strike

from .batches import PLAIN, actor_of, at, in_state, offering_batch
from .test_after_seats import BEGUN, ENDED, SUNDAYS_TO_THURSDAYS, finished

pytestmark = pytest.mark.django_db
RIGHT = {"knows": "no", "capital": "dhaka"}
WRONG = {"knows": "no", "capital": "sylhet"}
MIDDLE = at("2026-12-22", "15:00")


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def asked(office, now):
    """A test of which sixty per cent must be right, and an opinion."""

    def make(slug, purpose, **sheets):
        made = make_questionnaire(
            office=office, slug=slug, purpose=purpose, title_bn=slug, actor=WORKER, now=now
        )
        publish_version(made, workbook(**sheets), actor=WORKER, now=now)
        return made

    return {
        "test": make("lab-test", Questionnaire.TEST, **TEST_SHEET),
        "feedback": make("lab-feedback", Questionnaire.FEEDBACK, survey=FEEDBACK_SURVEY),
    }


@pytest.fixture
def running(office, now, actor):
    call = offering_batch(office, now, rule=PLAIN, seats=4)
    Course.objects.filter(pk=call.batch.course_id).update(pass_percent=60)
    run_due_entries(at("2026-12-02", "12:00"))
    for application in in_state(call, states.OFFERED):
        actions.accept_offer(application, now=at("2026-12-03"))
    batch = Batch.objects.select_related("office", "course").get(pk=call.batch_id)
    begin_batch(batch, weekdays=SUNDAYS_TO_THURSDAYS, begins_at=time(10), minutes=120, actor=actor, now=BEGUN)
    return Batch.objects.select_related("office", "course").get(pk=batch.pk)


def give(batch, part, questionnaire, actor, now=MIDDLE):
    return open_batch_round(batch, part=part, questionnaire=questionnaire, actor=actor, now=now)


def answer(given, application, answers, now=MIDDLE):
    return submit_response(round=given.round, answers=answers, respondent=application.reference, now=now)


def test_who_passes_the_last_test_completes_and_who_fails_it_or_stays_away_is_told_why(running, asked, actor):
    pre, post = (give(running, part, asked["test"], actor) for part in (BatchRound.PRE, BatchRound.POST))
    passed, failed, away, better = in_state(running.call, states.ENROLLED)
    for application, answers in ((passed, RIGHT), (failed, RIGHT), (better, WRONG)):
        answer(pre, application, answers)
    for application, answers in ((passed, RIGHT), (failed, WRONG), (better, RIGHT)):
        answer(post, application, answers)
    done = finished(running, actor)
    found = {each.application_id: each for each in Completion.objects.all()}
    told = {key: (each.pre_percent, each.post_percent, each.passed) for key, each in found.items()}
    assert told == {
        passed.pk: (100, 100, True),
        # What was known before the course does not count for its certificate.
        failed.pk: (100, 0, False),
        away.pk: (None, None, False),
        better.pk: (0, 100, True),
    }
    assert found[failed.pk].reasons == [TEST_FAILED]
    assert found[away.pk].reasons == [NO_TEST]
    away.case.refresh_from_db()
    assert away.case.state == "refused"
    assert "শেষ পরীক্ষা দেননি" in away.case.outcome["reason"]
    lines = {line.application.pk: (line.pre, line.post) for line in class_board(done, ENDED).people}
    assert lines[better.pk] == (0, 100)


def test_a_round_is_given_once_to_whoever_has_a_seat_and_opinions_bear_no_name(running, asked, actor):
    with_seat, *_ = in_state(running.call, states.ENROLLED)
    waiting = (
        Application.objects.filter(call=running.call, state=states.WAITING).select_related("case").first()
    )
    given = give(running, BatchRound.FEEDBACK, asked["feedback"], actor)
    assert give(running, BatchRound.FEEDBACK, asked["feedback"], actor) == given
    assert [part for part, _ in rounds_of_case(with_seat.case, MIDDLE)] == [BatchRound.FEEDBACK]
    assert rounds_of_case(waiting.case, MIDDLE) == []
    answer(given, with_seat, {"useful": "5", "words": "আরও ক্লাস চাই"})
    # Answered, it is asked no more; and nobody can tell whose it is.
    assert rounds_of_case(with_seat.case, MIDDLE) == []
    assert not Response.objects.exists()
    assert AnonymousResponse.objects.get().answers["words"] == "আরও ক্লাস চাই"


def test_no_round_is_given_before_the_first_class(office, now, asked, actor):
    call = offering_batch(office, now, rule=PLAIN, seats=4)
    with pytest.raises(ActFault):
        give(call.batch, BatchRound.PRE, asked["test"], actor)
    assert not BatchRound.objects.exists()


# The office order of internal 1.

ORDER = {
    "order_number": "০৫.৫৫.৮৫৪৯.২৬-১১",
    "order_date": "2026-11-20",
    "topic": "ই-নথি",
    "names": "শিরিন আক্তার, অফিস সহকারী, ০১৭১১০০০০০১\n\nমো. রফিক, অফিস সহায়ক\n",
    "hours": 12,
}
GIVEN = {
    "course": "ই-নথি ব্যবস্থাপনা",
    "from_day": "2026-11-24",
    "to_day": "2026-11-25",
    "hours": 12,
    "attended": 100,
    "grade": "good",
    "words": "নথি উপস্থাপন",
}
KEPT = at("2026-11-25", "17:00")


@pytest.fixture
def order(receive, now, karim):
    case = receive("internal-1", answers=ORDER, now=now)
    case_actions.accept(case, actor=actor_of("karim"), now=now)
    return case


def test_an_order_that_was_carried_out_is_hours_of_everybody_it_names(order, office):
    # An order alone trains nobody.
    assert not TrainingHours.objects.exists()
    case_actions.keep(order, outcome=GIVEN, actor=actor_of("karim"), now=KEPT)
    lines = TrainingHours.objects.order_by("pk")
    assert [(each.name, each.post_words, each.minutes, each.title) for each in lines] == [
        ("শিরিন আক্তার", "অফিস সহকারী", 720, GIVEN["course"]),
        ("মো. রফিক", "অফিস সহায়ক", 720, GIVEN["course"]),
    ]
    assert {each.order_number for each in lines} == {ORDER["order_number"]}
    # Told a second time it is the same lines; struck, a line counts no more against the sixty hours.
    order.refresh_from_db()
    assert hours_of_order(order, now=KEPT) == 2
    assert TrainingHours.objects.count() == 2
    strike(lines[0], STRUCK, reason="ছুটিতে ছিলেন", actor=actor_of("karim"), now=KEPT + timedelta(hours=1))
    assert [(each.name, each.hours, each.remaining) for each in hours_of_year(office, 2026)] == [
        ("মো. রফিক", 12, 48)
    ]


def test_an_order_that_names_more_hours_than_its_days_have_is_not_kept(order):
    with pytest.raises(OutcomeFault):
        case_actions.keep(order, outcome=GIVEN | {"hours": 40}, actor=actor_of("karim"), now=KEPT)
    assert not TrainingHours.objects.exists()
