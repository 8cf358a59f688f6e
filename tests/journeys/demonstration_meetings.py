"""Meetings and inspections of the demonstration in every state that a page of the desk can show."""

from datetime import datetime, timedelta

from django.db import transaction

from ongikar.delivery.inspection.models import Inspection, InspectionPlan
from ongikar.delivery.meeting.calling import call_meeting
from ongikar.delivery.meeting.committees import seats_on
from ongikar.delivery.meeting.models import Committee, Meeting
from ongikar.delivery.meeting.rules import PRESENT
from ongikar.delivery.meeting.sitting import SeatEntry, SittingSheet, finish_sitting, open_sitting

ACTOR = ("user", 1)


def meetings_shown(now: datetime) -> dict[str, dict]:
    """`meeting issued`, `meeting sitting` and the other states."""
    committee = Committee.objects.select_related("office").order_by("pk").first()
    if committee is None or not committee.office.calendar.is_open_day(now.date()):
        return {}
    if not Meeting.objects.filter(state="sitting").exists():
        with transaction.atomic():
            live_today(committee, now)
    shown: dict[str, dict] = {}
    for meeting in Meeting.objects.order_by("-pk"):
        shown.setdefault(f"meeting {meeting.state}", {"number": meeting.pk})
    return shown


def inspections_shown() -> dict[str, dict]:
    """`inspection issued`, `inspection under_way` and the other states; `inspection plan`."""
    plan = InspectionPlan.objects.order_by("pk").first()
    shown = {"inspection plan": {"number": plan.pk}} if plan else {}
    for inspection in Inspection.objects.order_by("-pk"):
        shown.setdefault(f"inspection {inspection.state}", {"number": inspection.pk})
    return shown


def live_today(committee: Committee, now: datetime) -> None:
    """One that ended an hour ago, one that sits, and one that is called."""

    def call(name: str, starts_at: datetime) -> Meeting:
        return call_meeting(
            committee=committee,
            case=None,
            starts_at=starts_at,
            place="সভাকক্ষ",
            items=["ল্যাবের চাবি"],
            haste="নমুনা",
            submission=f"shown-{name}",
            actor=ACTOR,
            now=min(now, starts_at) - timedelta(minutes=30),
        )

    held = call("held", now - timedelta(hours=2))
    open_sitting(held, actor=ACTOR, now=held.starts_at)
    seats = seats_on(committee, now.date())
    sheet = SittingSheet(
        attendance={seat.pk: SeatEntry(PRESENT) for seat in seats}, confirmation=Meeting.AS_IS
    )
    finish_sitting(held, sheet, actor=ACTOR, now=now - timedelta(hours=1))
    sitting = call("sitting", now - timedelta(minutes=5))
    open_sitting(sitting, actor=ACTOR, now=now)
    next_day = committee.office.calendar.next_open_day(now.date())
    call("called", datetime.combine(next_day, now.timetz()))
