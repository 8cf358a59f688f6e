"""Two people at one meeting at the same moment, on two connections: one is heard, and the other is told."""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.meeting import committees
from ongikar.delivery.meeting.calling import call_meeting
from ongikar.delivery.meeting.minutes import approve_minutes, circulate_minutes, issue_minutes
from ongikar.delivery.meeting.models import Committee, Meeting, Membership
from ongikar.delivery.meeting.rules import PRESENT, QuorumRule
from ongikar.delivery.meeting.sitting import (
    DecisionEntry,
    SeatEntry,
    SittingSheet,
    finish_sitting,
    open_sitting,
)
from ongikar.letters.models import Letter
from ongikar.offices.models import Post
from ongikar.tasks.models import Task

CODE = "institutional-11"
CALLED = datetime.fromisoformat("2026-11-08T10:00:00+06:00")
HELD = datetime.fromisoformat("2026-11-19T11:00:00+06:00")


@pytest.fixture
def actor(two, karim):
    return ("user", karim.pk)


@pytest.fixture
def officer(office):
    return Post.objects.get(office=office, role=Post.OFFICER)


@pytest.fixture
def chair(office):
    return Post.objects.get(office=office, slug="ict-committee-chair")


@pytest.fixture
def committee(two, office, actor, officer, chair):
    made = committees.begin_committee(
        office=office,
        name_bn="উপজেলা আইসিটি কমিটি",
        name_en="Upazila ICT Committee",
        rule=QuorumRule(1, 2, 2),
        notice_days=0,
        service_code=CODE,
        submission="at once",
        actor=actor,
        now=CALLED,
    )
    for holder, capacity in ((chair, Membership.CHAIR), (officer, Membership.SECRETARY)):
        committees.seat_member(
            made,
            holder=holder,
            capacity=capacity,
            is_voting=True,
            since=date(2026, 1, 1),
            actor=actor,
            now=CALLED,
        )
    return made


@pytest.fixture
def month(committee, service):
    with transaction.atomic():
        (case,) = kind_of(service(CODE)).open_due_cases(now=CALLED)
    return case


def call(committee, case, actor, submission, starts_at=HELD):
    return call_meeting(
        committee=Committee.objects.get(pk=committee.pk),
        case=Case.objects.get(pk=case.pk) if case else None,
        starts_at=starts_at,
        place="সভাকক্ষ",
        items=["ল্যাব"],
        submission=submission,
        actor=actor,
        now=CALLED,
    )


def one_fault(results):
    faults = [each for each in results if isinstance(each, Exception)]
    assert len(faults) == 1, results
    assert isinstance(faults[0], ActFault), faults
    return faults[0]


def sheet_of(meeting, *decisions):
    seats = committees.seats_on(meeting.committee, HELD.date())
    item = meeting.items.first().pk
    return SittingSheet(
        attendance={seat.pk: SeatEntry(PRESENT) for seat in seats},
        decisions=[DecisionEntry(item, words, owner, date(2026, 12, 3)) for words, owner in decisions],
    )


def test_of_two_meetings_for_one_month_only_one_is_called(two, committee, month, actor):
    two.meet("ongikar.delivery.meeting.calling.validate_seats")
    results = two.run(
        lambda: call(committee, month, actor, "mine"), lambda: call(committee, month, actor, "yours")
    )
    one_fault(results)
    assert Meeting.objects.count() == 1


def test_the_numbers_of_a_committee_have_no_gap_and_no_double(two, committee, actor):
    two.meet("ongikar.delivery.meeting.calling.validate_seats")
    results = two.run(
        lambda: call(committee, None, actor, "mine"),
        lambda: call(committee, None, actor, "yours", HELD + timedelta(hours=3)),
    )
    assert not [each for each in results if isinstance(each, Exception)], results
    assert sorted(Meeting.objects.values_list("number", flat=True)) == [1, 2]


def test_a_sitting_ends_once_and_gives_each_task_once(two, committee, actor, officer):
    meeting = call(committee, None, actor, "one")
    open_sitting(meeting, actor=actor, now=HELD)
    sheet = sheet_of(meeting, ("চাবির দায়িত্ব লেখা", officer))
    two.meet("ongikar.records.actions.require_transition")

    def finish():
        finish_sitting(
            Meeting.objects.with_related().get(pk=meeting.pk),
            sheet,
            actor=actor,
            now=HELD + timedelta(hours=1),
        )

    one_fault(two.run(finish, finish))
    assert Task.objects.filter(origin="decision").count() == 1


def test_minutes_are_issued_once_with_one_memo_number(two, committee, month, actor, karim, officer, chair):
    meeting = call(committee, month, actor, "one")
    open_sitting(meeting, actor=actor, now=HELD)
    later = HELD + timedelta(hours=1)
    finish_sitting(meeting, sheet_of(meeting), actor=actor, now=later)
    circulate_minutes(meeting, actor=actor, now=later)
    approve_minutes(meeting, version=1, actor=("user", 7), posts=[chair.pk], now=later)
    two.meet("ongikar.records.actions.require_transition")

    def issue():
        fresh = Meeting.objects.with_related().get(pk=meeting.pk)
        issue_minutes(fresh, user=karim, posts=[officer.pk], now=later)

    one_fault(two.run(issue, issue))
    assert Letter.objects.exclude(memo_number="").count() == 1
    assert Case.objects.get(pk=month.pk).state == "kept"
