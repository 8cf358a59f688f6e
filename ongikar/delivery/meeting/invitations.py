"""A meeting as a gathering: by it members are invited and answer, calendars have the day, and all are told
when it is moved or cancelled. Who was there a committee keeps itself, with values of its own.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import override_language
from ongikar.core.not_none import not_none
from ongikar.delivery.meeting.rules import ABSENT, APOLOGY, PRESENT, REPRESENTED
from ongikar.gatherings import actions as gatherings
from ongikar.gatherings.models import Gathering, Mark, Member, Reply, Roster
from ongikar.gatherings.transitions import GatheringFault
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault

from .committees import seats_on
from .models import Committee, Meeting, Membership
from .wording import meeting_title

# So long a meeting is expected to take.
USUAL = timedelta(hours=2)
LONGEST = 24 * 60
MARKS = {PRESENT: Mark.PRESENT, REPRESENTED: Mark.PRESENT, APOLOGY: Mark.EXCUSED, ABSENT: Mark.ABSENT}


def roster_of(committee: Committee, *, actor: Reference, now: datetime) -> Roster:
    """The roster of a committee whose row is locked; begun where there is none."""
    fresh = Committee.objects.select_related("roster", "office").get(pk=committee.pk)
    if fresh.roster is None:
        fresh.roster = gatherings.open_roster(
            office=fresh.office, subject=fresh.reference, title=fresh.name_bn, actor=actor, now=now
        )
        fresh.save(update_fields=["roster"])
    committee.roster = fresh.roster
    return fresh.roster


def seat_on_roster(committee: Committee, day: date, *, actor: Reference, now: datetime) -> Roster:
    """Whoever has a seat on a day stands on the roster too."""
    roster = roster_of(committee, actor=actor, now=now)
    for seat in seats_on(committee, day):
        if seat.member_id is None:
            seat.member = gatherings.add_member(
                roster,
                post=seat.post.title_bn if seat.post else "",
                email=seat.post.email if seat.post else "",
                contact=seat.contact,
                role=Member.CHAIR if seat.is_chair else Member.PARTICIPANT,
                since=min(seat.since, day),
                actor=actor,
                now=now,
            )
            seat.save(update_fields=["member"])
    return roster


def plan_meeting(meeting: Meeting, *, actor: Reference, now: datetime) -> Gathering:
    """Put a meeting that was just called into the calendar."""
    committee = meeting.committee
    day = meeting.starts_at.astimezone(TZ).date()
    roster = seat_on_roster(committee, day, actor=actor, now=now)
    with override_language("bn"):
        title = meeting_title(meeting)
    return gatherings.plan_gathering(
        office=committee.office,
        sort=Gathering.MEETING,
        title=title,
        place=meeting.place,
        starts_at=meeting.starts_at,
        ends_at=meeting.starts_at + USUAL,
        roster=roster,
        subject=meeting.reference,
        actor=actor,
        now=now,
    )


def invite_by_notice(meeting: Meeting, letter: Letter, *, actor: Reference, now: datetime) -> None:
    """Whoever the notice went to is invited by it; of one that was moved they are already."""
    gathering = not_none(meeting.gathering)
    day = gathering.day
    roster = seat_on_roster(meeting.committee, day, actor=actor, now=now)
    known = set(gathering.invitations.values_list("member_id", flat=True))
    new = [member for member in roster.members.on(day) if member.pk not in known]
    if new:
        gatherings.invite(gathering, members=new, letter=letter, actor=actor, now=now)


def move_in_calendar(meeting: Meeting, *, reason: str, actor: Reference, now: datetime) -> Gathering:
    """The entry in everybody's calendar moves with the meeting."""
    try:
        return gatherings.move_gathering(
            not_none(meeting.gathering),
            starts_at=meeting.starts_at,
            ends_at=meeting.starts_at + USUAL,
            place=meeting.place,
            reason=reason,
            actor=actor,
            now=now,
        )
    except GatheringFault as fault:
        raise ActFault("day", fault.bn, fault.en) from fault


def strike_from_calendar(meeting: Meeting, *, reason: str, actor: Reference, now: datetime) -> None:
    if meeting.gathering:
        gatherings.cancel_gathering(meeting.gathering, reason=reason, actor=actor, now=now)


def record_in_calendar(meeting: Meeting, *, actor: Reference, now: datetime) -> None:
    """What the sitting says of attendance stands at the gathering, too: it took place, so long."""
    gathering = not_none(meeting.gathering)
    try:
        for row in meeting.attendance.select_related("seat__member"):
            if (member := row.seat.member) is not None and member.roster_id == gathering.roster_id:
                gatherings.mark_attendance(
                    gathering,
                    member,
                    value=MARKS[row.value],
                    via=Mark.LIST,
                    nonce=f"meeting-{meeting.pk}-{row.seat_id}",
                    actor=actor,
                    now=now,
                )
        minutes = int((now - gathering.starts_at).total_seconds() // 60)
        gatherings.record_gathering(
            gathering,
            rest=Mark.ABSENT,
            held_minutes=min(max(minutes, 1), LONGEST),
            actor=actor,
            now=now,
        )
    except (GatheringFault, TransitionFault) as fault:
        raise ActFault("", getattr(fault, "bn", str(fault)), getattr(fault, "en", str(fault))) from fault


def replies_of(meeting: Meeting, seats: list[Membership]) -> Mapping[int, Reply]:
    """The last answer of each seat to the invitation, by the seat."""
    by_member = {seat.member_id: seat.pk for seat in seats if seat.member_id}
    if meeting.gathering_id is None or not by_member:
        return {}
    rows = Reply.objects.filter(gathering=meeting.gathering_id, member__in=by_member).order_by("id")
    return {by_member[row.member_id]: row for row in rows}
