"""A year in which nobody complained: then the office holds a meeting with those it serves instead, and is
reminded of it from the last quarter of the fiscal year on.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from ongikar.core.i18n.say import override_language, say
from ongikar.gatherings import actions as gatherings
from ongikar.gatherings.models import Gathering
from ongikar.gatherings.transitions import GONE
from ongikar.journal.actions import record
from ongikar.offices.locks import lock_office
from ongikar.offices.models import Office
from ongikar.people.post_holders import PostHolder
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Grievance, StakeholderMeeting

# The first month of the last quarter.
REMINDED_FROM = 4
LENGTH = timedelta(hours=2)


def has_complaints(office: Office | int, year: int) -> bool:
    return Grievance.objects.filter(office=office, fiscal_year=year).exists()


def is_to_be_reminded(day: date) -> bool:
    return REMINDED_FROM <= day.month <= 6


def meeting_owed(office: Office, now: datetime) -> bool:
    """Whether the office must hold the meeting and none is planned. Of a year that began without the office
    it need not.
    """
    day = now.astimezone(TZ).date()
    year = fiscal_year(day)
    if not is_to_be_reminded(day) or not office.is_owed(date(year, 7, 1)) or has_complaints(office, year):
        return False
    return standing_meeting(office, year) is None


def standing_meeting(office: Office, year: int) -> Gathering | None:
    """The meeting of a year, as it stands now; None where none was planned, or it was called off."""
    meetings = StakeholderMeeting.objects.filter(office=office, fiscal_year=year).select_related("gathering")
    meeting = meetings.first()
    if meeting is None:
        return None
    gathering = meeting.gathering
    while later := Gathering.objects.filter(replaces=gathering).first():
        gathering = later
    return None if gathering.state in GONE else gathering


@transaction.atomic
def plan_stakeholder_meeting(
    *, office: Office, day: date, begins: time, place: str, actor: PostHolder, now: datetime
) -> Gathering:
    """Plan it, as a gathering of the office that stands in its public calendar. Pressed twice, it is one."""
    lock_office(office.pk)
    year = fiscal_year(now.astimezone(TZ).date())
    if known := standing_meeting(office, year):
        return known
    starts_at = datetime.combine(day, begins, TZ)
    with override_language("bn"):
        title = say("সেবা নিয়ে অংশীজন সভা", "Stakeholder meeting about the services")
    roster = gatherings.open_roster(office=office, subject=None, title=title, actor=actor.actor, now=now)
    gathering = gatherings.plan_gathering(
        office=office,
        sort=Gathering.MEETING,
        title=title,
        place=place,
        starts_at=starts_at,
        ends_at=starts_at + LENGTH,
        roster=roster,
        actor=actor.actor,
        now=now,
    )
    StakeholderMeeting.objects.update_or_create(
        office=office, fiscal_year=year, defaults={"gathering": gathering}
    )
    record(
        "grievances.meeting_planned",
        subject=gathering.reference,
        actor=actor.actor,
        office_id=office.pk,
        now=now,
        day=day.isoformat(),
    )
    return gathering
