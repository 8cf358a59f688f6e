"""Two people act on one complaint at the same moment, on two connections: one is heard and the other is told,
or both are heard one after the other.
"""

from datetime import date, datetime
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from ongikar.cases.actions import Person
from ongikar.grievances import actions
from ongikar.grievances.models import DecisionRating, Grievance, Inquiry, Reading, Stage
from ongikar.journal.models import Entry
from ongikar.offices.models import Post
from ongikar.people.desk import desk_of
from ongikar.people.models import Holding
from ongikar.rules.transitions import TransitionFault

from .at_once import TwoConnections, committed_copy, copied_database

NOW = datetime.fromisoformat("2026-12-06T11:00:00+06:00")
RAHIMA = Person(name="রহিমা খাতুন", mobile="+8801700000001")
DECISION = {"reasons": "নথিতে কারণ নেই।", "remedy": "", "upheld": True}


@pytest.fixture(scope="module")
def committed(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), committed_copy(tmp_path_factory.mktemp("at-once")) as settings:
        yield settings


@pytest.fixture
def two(committed, db, tmp_path, monkeypatch):
    """Two connections to a copy of the office's database of this test's own; the test itself has a third."""
    with copied_database(committed, tmp_path) as settings:
        each = TwoConnections(settings, monkeypatch)
        with each.connected():
            yield each


@pytest.fixture
def filed(two, office):
    """A complaint of Rahima's about no application, committed."""
    return actions.file_complaint(
        office=office,
        person=RAHIMA,
        respondent=office.posts.get(slug="upazila-ict-officer"),
        text="টাকা চাওয়া হয়েছে।",
        submission="at once",
        now=NOW,
    )


def stage_of(grievance: Grievance) -> Stage:
    found = Grievance.objects.with_all().select_related("office").get(pk=grievance.pk)
    found.current.grievance = found
    return found.current


def salma():
    return desk_of(get_user_model().objects.get(username="salma"), NOW.date())


def decide(grievance, words):
    return actions.decide(stage=stage_of(grievance), decision=words, actor=salma(), now=NOW, **DECISION)


def appeal(grievance, by):
    return actions.file_appeal(grievance=grievance, words="মানি না।", by=by, now=NOW)


def refusals(results: list) -> list:
    return [each for each in results if isinstance(each, Exception)]


def test_of_two_decisions_one_stands(two, filed):
    two.meet("ongikar.grievances.actions.deciding.may_decide")
    results = two.run(partial(decide, filed, "সঠিক।"), partial(decide, filed, "সঠিক নয়।"))
    assert [type(each) for each in refusals(results)] == [TransitionFault]
    assert filed.acts.filter(name="decide").count() == 1
    assert stage_of(filed).decision in {"সঠিক।", "সঠিক নয়।"}
    assert Entry.objects.filter(verb="grievance.decided").count() == 1


def test_a_decision_and_a_withdrawal_end_it_once(two, filed):
    two.meet("ongikar.grievances.actions.act_log.lock_grievance")
    results = two.run(
        partial(decide, filed, "সঠিক।"),
        partial(actions.withdraw_complaint, grievance=filed, words="মিটে গেছে।", now=NOW),
    )
    assert [type(each) for each in refusals(results)] == [TransitionFault]
    stage = stage_of(filed)
    assert stage.grievance.state == stage.outcome
    assert stage.outcome in {"decided", "withdrawn"}
    assert stage.clock.stopped_at == NOW


def test_both_sides_appeal_and_one_tier_is_opened(two, filed):
    decide(filed, "সঠিক।")
    two.meet("ongikar.grievances.actions.filing.next_tier")
    results = two.run(partial(appeal, filed, Stage.COMPLAINANT), partial(appeal, filed, Stage.RESPONDENT))
    assert len(refusals(results)) == 1
    assert [each.number for each in filed.stages.all()] == [1, 2]
    assert filed.acts.filter(name="appeal").count() == 1


def test_one_inquiry_is_ordered_of_two_presses_and_of_two_people(two, filed, office):
    officer = Post.objects.get(office=office, slug="cabinet-grievance-cell")

    def order(mark):
        return actions.order_inquiry(
            stage=stage_of(filed),
            officer=officer,
            terms="নথি দেখুন।",
            due=date(2026, 12, 14),
            submission=mark,
            actor=salma(),
            now=NOW,
        )

    two.meet("ongikar.grievances.actions.inquiry.may_decide")
    pressed_twice = two.run(partial(order, "once"), partial(order, "once"))
    assert refusals(pressed_twice) == []
    assert len({each.pk for each in pressed_twice}) == 1
    assert len(refusals(two.run(partial(order, "another"), partial(order, "a third")))) == 2
    assert Inquiry.objects.count() == 1


def test_a_page_opened_twice_at_once_is_one_reading(two, filed):
    two.meet("ongikar.grievances.actions.reading.post_of_reading")
    results = two.run(
        *[partial(actions.record_reading, filed, desk=salma(), what=Reading.NAMED, now=NOW)] * 2
    )
    assert refusals(results) == []
    assert Reading.objects.count() == Entry.objects.filter(verb="grievance.read").count() == 1


def test_what_is_decided_while_it_goes_up_is_one_or_the_other(two, filed, office):
    """The accused comes to sit where it is decided; whoever sits there still decides at that moment."""
    desk, gro = salma(), office.posts.get(slug="district-ict-officer")
    karim = get_user_model().objects.get(username="karim")
    with transaction.atomic():
        Holding.objects.filter(post=gro).update(until=date(2026, 12, 5))
        Holding.objects.create(user=karim, post=gro, since=NOW.date())
    two.meet("ongikar.grievances.actions.act_log.lock_grievance")

    def decide_before():
        return actions.decide(stage=stage_of(filed), decision="সঠিক।", actor=desk, now=NOW, **DECISION)

    results = two.run(decide_before, partial(actions.move_stuck_stages, NOW))
    outcomes = [each.outcome for each in Stage.objects.order_by("number")]
    assert outcomes in (["decided"], ["handed_up", ""])
    assert len(refusals(results)) == (0 if outcomes == ["decided"] else 1)


def test_a_decision_is_rated_once(two, filed):
    decide(filed, "সঠিক।")

    def rate(stars):
        return actions.rate_decision(stage=stage_of(filed), stars=stars, now=NOW)

    two.meet("ongikar.grievances.actions.act_log.lock_grievance")
    results = two.run(partial(rate, 1), partial(rate, 5))
    assert refusals(results) == []
    assert DecisionRating.objects.count() == filed.acts.filter(name="rate").count() == 1
