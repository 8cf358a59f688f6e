"""A committee of seven votes and one observer: Farhana in the chair, Karim its secretary, others outside."""

from datetime import date, datetime, timedelta

import pytest

from ongikar.cases.kinds import kind_of
from ongikar.delivery.meeting import committees
from ongikar.delivery.meeting.calling import call_meeting
from ongikar.delivery.meeting.letters import send_notice
from ongikar.delivery.meeting.minutes import approve_minutes, circulate_minutes, issue_minutes
from ongikar.delivery.meeting.models import Meeting, Membership
from ongikar.delivery.meeting.rules import PRESENT, QuorumRule
from ongikar.delivery.meeting.sitting import (
    DecisionEntry,
    SeatEntry,
    SittingSheet,
    finish_sitting,
    open_sitting,
)
from ongikar.offices.models import Post
from ongikar.people.models import Contact, User

CODE = "institutional-11"
# A Sunday; the meeting is on the Thursday after.
CALLED = datetime.fromisoformat("2026-11-08T10:00:00+06:00")
HELD = datetime.fromisoformat("2026-11-19T11:00:00+06:00")


@pytest.fixture
def chair_post(office):
    return Post.objects.get(office=office, slug="ict-committee-chair")


@pytest.fixture
def officer_post(office):
    return Post.objects.get(office=office, role=Post.OFFICER)


@pytest.fixture
def assistant_post(office):
    return Post.objects.get(office=office, role=Post.ASSISTANT)


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def contacts(office):
    from django.db import transaction

    from ongikar.journal.actions import WORKER, record

    made = []
    with transaction.atomic():
        for place in range(1, 7):
            made.append(
                Contact.objects.create(
                    office=office,
                    post=f"সদস্য {place}",
                    organisation="উপজেলা",
                    name=f"নমুনা {place}",
                    email=f"member{place}@sample.example" if place < 5 else "",
                    since=date(2026, 1, 1),
                )
            )
        record("contact.added", subject=made[0].reference, actor=WORKER, office_id=office.pk, now=CALLED)
    return made


@pytest.fixture
def committee(office, chair_post, officer_post, contacts, actor):
    made = committees.begin_committee(
        office=office,
        name_bn="উপজেলা আইসিটি কমিটি",
        name_en="Upazila ICT Committee",
        rule=QuorumRule(1, 2, 2, needs_chair=True),
        notice_days=3,
        service_code=CODE,
        order_words="২০২৪ সালের আদেশ",
        place="উপজেলা পরিষদ সভাকক্ষ",
        submission="test-committee",
        actor=actor,
        now=CALLED,
    )
    seats = [(chair_post, Membership.CHAIR), (officer_post, Membership.SECRETARY)]
    seats += [(contact, Membership.MEMBER) for contact in contacts[:5]]
    seats += [(contacts[5], Membership.OBSERVER)]
    for holder, capacity in seats:
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
def month_case(office, service):
    """The case of November that the worker opened."""
    (case,) = kind_of(service(CODE)).open_due_cases(now=CALLED)
    return case


@pytest.fixture
def call(committee, actor):
    """`call()`: a meeting called with two items, its notice not gone yet."""
    count = iter(range(1, 1000))

    def do(*, case=None, starts_at=HELD, items=("ল্যাবের চাবি", "বিবিধ"), now=CALLED, **more):
        return call_meeting(
            committee=more.pop("of", committee),
            case=case,
            starts_at=starts_at,
            place="সভাকক্ষ",
            items=items,
            submission=more.pop("submission", f"test-meeting-{next(count)}"),
            actor=actor,
            now=now,
            **more,
        )

    return do


def seats_of(meeting):
    return committees.seats_on(meeting.committee, meeting.starts_at.date())


def everybody(meeting, value=PRESENT, **others):
    """Attendance of all seats; `others`: by place in the table, as s0="absent"."""
    return {
        seat.pk: SeatEntry(others.get(f"s{place}", value)) for place, seat in enumerate(seats_of(meeting))
    }


def sheet_of(meeting, *, decisions=(), attendance=None, **more):
    return SittingSheet(
        attendance=everybody(meeting) if attendance is None else attendance,
        confirmation=more.pop("confirmation", Meeting.AS_IS),
        decisions=[
            DecisionEntry(item=meeting.items.first().pk, words=words, owner=owner, due=due)
            for words, owner, due in decisions
        ],
        **more,
    )


@pytest.fixture
def hold(actor):
    """`hold(meeting, decisions=[…])`: opened at its hour and finished an hour later."""

    def do(meeting, *, at=None, **sheet):
        at = at or meeting.starts_at
        open_sitting(meeting, actor=actor, now=at)
        finish_sitting(meeting, sheet_of(meeting, **sheet), actor=actor, now=at + timedelta(hours=1))
        return meeting

    return do


@pytest.fixture
def issue(karim, chair_post, officer_post, actor):
    """`issue(meeting, now)`: circulated, approved by the chair, issued by the secretary."""

    def do(meeting, now):
        version = circulate_minutes(meeting, actor=actor, now=now).version
        farhana = User.objects.get(username="farhana")
        approve_minutes(meeting, version=version, actor=("user", farhana.pk), posts=[chair_post.pk], now=now)
        issue_minutes(meeting, user=karim, posts=[officer_post.pk], now=now)
        return meeting

    return do


@pytest.fixture
def notify(officer_post, actor):
    def do(meeting, now=CALLED):
        return send_notice(meeting, signer=officer_post, actor=actor, now=now)

    return do
