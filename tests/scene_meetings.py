"""Meetings on the scene: called, sitting, held, and one whose minutes wait for a chair outside."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.delivery.meeting import committees
from ongikar.delivery.meeting.calling import call_meeting
from ongikar.delivery.meeting.links import make_link
from ongikar.delivery.meeting.minutes import circulate_minutes
from ongikar.delivery.meeting.models import Committee, Meeting, Membership
from ongikar.delivery.meeting.rules import PRESENT, QuorumRule
from ongikar.delivery.meeting.sitting import (
    DecisionEntry,
    SeatEntry,
    SittingSheet,
    finish_sitting,
    open_sitting,
)
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class MeetingThings:
    """`case`: a month that nobody has called a meeting for. `link`: the token of the chair's address."""

    committee: Committee
    seat: Membership
    called: Meeting
    sitting: Meeting
    held: Meeting
    circulated: Meeting
    case: Case
    link: str


def hold_meetings(office: Office, user_id: int, now: datetime) -> MeetingThings:
    """`now`: a moment in office hours; the meetings lie in the weeks before and after."""
    actor, called_at = ("user", user_id), now - timedelta(days=21)
    committee = committees.begin_committee(
        office=office,
        name_bn="উপজেলা আইসিটি কমিটি",
        name_en="Upazila ICT Committee",
        rule=QuorumRule(1, 2, 2),
        notice_days=0,
        service_code="institutional-11",
        submission=f"committee of {office.slug}",
        actor=actor,
        now=called_at,
    )
    chair = Contact.objects.create(
        office=office, organisation="উপজেলা পরিষদ (নমুনা)", post="চেয়ারম্যান", since=date(2026, 1, 1)
    )
    seats = [
        (chair, Membership.CHAIR),
        (office.posts.get(role=Post.OFFICER), Membership.SECRETARY),
        *((post, Membership.MEMBER) for post in office.posts.filter(role=Post.CHAIR)),
        (office.posts.get(role=Post.ASSISTANT), Membership.OBSERVER),
    ]
    for holder, capacity in seats:
        seat = committees.seat_member(
            committee,
            holder=holder,
            capacity=capacity,
            is_voting=True,
            since=date(2026, 1, 1),
            actor=actor,
            now=called_at,
        )

    def call(name: str, starts_at: datetime) -> Meeting:
        return call_meeting(
            committee=committee,
            case=None,
            starts_at=starts_at,
            place="সভাকক্ষ",
            items=["ল্যাবের চাবি"],
            submission=f"{name} of {office.slug}",
            actor=actor,
            now=min(called_at, starts_at - HOUR),
        )

    def hold(name: str, starts_at: datetime) -> Meeting:
        meeting = call(name, starts_at)
        open_sitting(meeting, actor=actor, now=starts_at)
        table = committees.seats_on(committee, starts_at.date())
        decision = DecisionEntry(meeting.items.get().pk, "চাবির দায়িত্ব লেখা", chair, now.date())
        sheet = SittingSheet(
            attendance={each.pk: SeatEntry(PRESENT) for each in table},
            confirmation=Meeting.AS_IS,
            decisions=[decision],
        )
        finish_sitting(meeting, sheet, actor=actor, now=starts_at + HOUR)
        return meeting

    circulated, held = hold("circulated", now - timedelta(days=14)), hold("held", now - timedelta(days=7))
    circulate_minutes(circulated, actor=actor, now=now)
    sitting = call("sitting", now)
    open_sitting(sitting, actor=actor, now=now)
    return MeetingThings(
        committee,
        seat,
        call("called", now + timedelta(days=7)),
        sitting,
        held,
        circulated,
        month_to_call(office, now),
        make_link(circulated, now)[1],
    )


def month_to_call(office: Office, now: datetime) -> Case:
    row = Service.objects.get(version__office=office, version__effective_to=None, code="institutional-11")
    return actions.receive_case(
        service=row,
        person=None,
        answers={"month": f"{now:%Y-%m}-01", "hold_by": f"{now:%Y-%m}-28"},
        channel=Case.PLANNED,
        submission=f"month of {office.slug}",
        now=now,
        actor=("worker", None),
    )
