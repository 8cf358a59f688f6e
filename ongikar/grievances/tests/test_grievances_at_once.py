"""Two people act on one complaint at the same moment, on two connections: one is heard and the other is told,
or both are heard one after the other.
"""

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from ongikar.cases.actions import Person
from ongikar.charter.ladder_change.actions import publish_ladder, write_ladder
from ongikar.charter.ladder_change.steps import steps_of
from ongikar.charter.review.actions import Officer, Overtaken
from ongikar.charter.review.publishing import WrongDay
from ongikar.gatherings.models import Gathering
from ongikar.grievances import actions
from ongikar.grievances.actions import PartyEntry
from ongikar.grievances.models import (
    DecisionRating,
    Grievance,
    Hearing,
    HearingParty,
    Inquiry,
    Reading,
    Stage,
)
from ongikar.grievances.transitions import GrievanceFault
from ongikar.journal.models import Entry
from ongikar.offices.models import Post
from ongikar.people.models import Holding
from ongikar.people.post_holders import holder_of
from ongikar.rules.transitions import TransitionFault

NOW = datetime.fromisoformat("2026-12-06T11:00:00+06:00")
RAHIMA = Person(name="রহিমা খাতুন", mobile="+8801700000001")
DECISION = {"reasons": "নথিতে কারণ নেই।", "remedy": "", "upheld": True}


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
    found = Grievance.objects.with_related().select_related("office").get(pk=grievance.pk)
    found.current.grievance = found
    return found.current


def salma():
    return holder_of(get_user_model().objects.get(username="salma"), NOW.date())


def decide(grievance, words):
    return actions.decide(stage=stage_of(grievance), decision=words, actor=salma(), now=NOW, **DECISION)


def appeal(grievance, by):
    return actions.file_appeal(grievance=grievance, words="মানি না।", by=by, now=NOW)


def refusals(results: list) -> list:
    return [each for each in results if isinstance(each, Exception)]


def test_of_two_decisions_one_stands(two, filed):
    two.meet("ongikar.grievances.handling.deciding.may_decide")
    results = two.run(partial(decide, filed, "সঠিক।"), partial(decide, filed, "সঠিক নয়।"))
    assert [type(each) for each in refusals(results)] == [TransitionFault]
    assert filed.acts.filter(name="decide").count() == 1
    assert stage_of(filed).decision in {"সঠিক।", "সঠিক নয়।"}
    assert Entry.objects.filter(verb="grievance.decided").count() == 1


def test_a_decision_and_a_withdrawal_end_it_once(two, filed):
    two.meet("ongikar.grievances.act_log.lock_grievance")
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
    two.meet("ongikar.grievances.citizen.filing.next_tier")
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

    two.meet("ongikar.grievances.inquiry.actions.may_decide")
    pressed_twice = two.run(partial(order, "once"), partial(order, "once"))
    assert refusals(pressed_twice) == []
    assert len({each.pk for each in pressed_twice}) == 1
    assert len(refusals(two.run(partial(order, "another"), partial(order, "a third")))) == 2
    assert Inquiry.objects.count() == 1


HEARD = datetime.fromisoformat("2026-12-14T12:00:00+06:00")


def call(filed, starts_at=HEARD):
    return actions.call_hearing(
        stage=stage_of(filed), starts_at=starts_at, place="জেলা আইসিটি অফিস", actor=salma(), now=NOW
    )


def test_a_hearing_called_twice_is_one_and_of_two_days_one_stands(two, filed):
    two.meet("ongikar.grievances.hearing.actions.coming_hearing")
    pressed_twice = two.run(partial(call, filed), partial(call, filed))
    assert refusals(pressed_twice) == []
    assert len({each.pk for each in pressed_twice}) == 1
    assert len(refusals(two.run(*[partial(call, filed, HEARD + timedelta(days=1))] * 2))) == 2
    assert Hearing.objects.count() == Gathering.objects.count() == 1
    assert filed.acts.filter(name="call_hearing").count() == 1
    assert Entry.objects.filter(verb="grievance.hearing_called").count() == 1


def test_a_hearing_recorded_twice_is_written_once(two, filed):
    call(filed)

    def write(words):
        came = PartyEntry(HearingParty.CAME, said=words)
        both = {Stage.COMPLAINANT: came, Stage.RESPONDENT: came}
        return actions.record_hearing(
            stage=stage_of(filed), parties=both, actor=salma(), now=HEARD + timedelta(hours=1)
        )

    two.meet("ongikar.grievances.hearing.actions.coming_hearing")
    results = two.run(partial(write, "দুজনেই বললেন।"), partial(write, "একজন বললেন।"))
    assert [type(each) for each in refusals(results)] == [GrievanceFault]
    [written] = [each for each in results if not isinstance(each, Exception)]
    assert len({party.said for party in HearingParty.objects.all()}) == 1
    assert written.parties.count() == HearingParty.objects.count() == 2
    assert filed.acts.filter(name="record_hearing").count() == 1


def test_an_inquiry_is_not_opened_over_a_decision_nor_decided_over(two, filed, office):
    """Either somebody is named to look into it, and nothing is decided; or it is decided, and nobody is."""
    officer = office.posts.get(slug="cabinet-grievance-cell")
    order = partial(
        actions.order_inquiry,
        stage=stage_of(filed),
        officer=officer,
        terms="নথি দেখুন।",
        due=date(2026, 12, 14),
        submission="named",
        actor=salma(),
        now=NOW,
    )
    two.meet("ongikar.grievances.inquiry.actions.open_inquiry")
    two.meet("ongikar.grievances.handling.deciding.require_no_open_inquiry")
    results = two.run(order, partial(decide, filed, "সঠিক।"))
    assert len(refusals(results)) == 1
    is_open = Inquiry.objects.filter(ended_at=None).count()
    is_decided = Stage.objects.get().outcome == "decided"
    assert is_open + is_decided == 1
    assert filed.acts.filter(name__in=["order_inquiry", "decide"]).count() == 1


def test_a_ladder_published_twice_at_once_is_one_version(two, office):
    with transaction.atomic():
        base = office.charters.latest("number")
        steps = steps_of(base)
        steps[0]["limit"] = steps[0]["limit"] | {"amount": 25}
        karim = get_user_model().objects.get(username="karim")
        officer = Officer(
            ("user", karim.pk), office.posts.get(slug="upazila-ict-officer"), {"bn": "", "en": ""}
        )
        draft = write_ladder(office=office, steps=steps, reason="আদেশ ৪৫", seen=0, officer=officer, now=NOW)
    publication = partial(
        publish_ladder,
        draft,
        begins=date(2026, 12, 10),
        seen=draft.revision,
        removed=0,
        officer=officer,
        now=NOW,
    )
    two.meet("ongikar.charter.ladder_change.actions.check_day")
    results = two.run(publication, publication)
    assert [type(each) for each in refusals(results)] in ([Overtaken], [WrongDay])
    assert office.charters.count() == base.number + 1
    assert office.charters.latest("number").tiers.get(number=1).limit["amount"] == 25
    assert Entry.objects.filter(verb="charter.published").count() == 1


def test_a_page_opened_twice_at_once_is_one_reading(two, filed):
    two.meet("ongikar.grievances.reading.post_of_reading")
    results = two.run(
        *[partial(actions.record_reading, filed, holder=salma(), what=Reading.NAMED, now=NOW)] * 2
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
    two.meet("ongikar.grievances.act_log.lock_grievance")

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

    two.meet("ongikar.grievances.act_log.lock_grievance")
    results = two.run(partial(rate, 1), partial(rate, 5))
    assert refusals(results) == []
    assert DecisionRating.objects.count() == filed.acts.filter(name="rate").count() == 1
