"""Attendance of a roster: what its members attended of what was held, and what they can still reach."""

from collections import defaultdict
from datetime import datetime

from django.db.models import F, Max, Q

from ongikar.gatherings.rules.attendance import AttendanceTotals, HeldGathering, count_attendance

from . import transitions
from .models import Gathering, Mark, Member, Roster

__all__ = ["CONFIRMED_AT", "AttendanceTotals", "attendance_of", "attendance_of_member", "does_count"]


# When heads were last counted as many as were marked.
CONFIRMED_AT = Max("head_counts__at", filter=Q(head_counts__counted=F("head_counts__marked")))


def does_count(mark: Mark, confirmed_at: datetime | None) -> bool:
    """What the code on the wall says counts once heads were counted; a mobile number alone says nothing."""
    if mark.is_without_ticket:
        return False
    return not mark.is_claim or (confirmed_at is not None and mark.recorded_at <= confirmed_at)


def attendance_of(
    roster: Roster, *, now: datetime, members: list[Member] | None = None
) -> dict[int, AttendanceTotals]:
    """The totals of each member, in three statements however many there are."""
    rows = members if members is not None else list(roster.members.order_by("id"))
    gatherings = list(
        Gathering.objects.that_stand()
        .filter(roster=roster)
        .order_by("starts_at", "id")
        .annotate(confirmed_at=CONFIRMED_AT)
    )
    marks: dict[int, dict[int, Mark]] = defaultdict(dict)
    confirmed = {each.pk: each.confirmed_at for each in gatherings}
    standing_marks = Mark.objects.that_stand().filter(gathering__in=gatherings)
    if members is not None:
        standing_marks = standing_marks.filter(member__in=members)
    for mark in standing_marks.exclude(via=Mark.MOBILE):
        if does_count(mark, confirmed[mark.gathering_id]):
            marks[mark.member_id][mark.gathering_id] = mark
    return {
        member.pk: count_attendance(
            [session_of(gathering, marks[member.pk].get(gathering.pk)) for gathering in gatherings],
            since=member.since,
            until=member.until,
        )
        for member in rows
    }


def attendance_of_member(member: Member, *, now: datetime) -> AttendanceTotals:
    return attendance_of(member.roster, now=now, members=[member])[member.pk]


def session_of(gathering: Gathering, mark: Mark | None) -> HeldGathering:
    return HeldGathering(
        gathering.day,
        gathering.minutes,
        gathering.state == transitions.RECORDED,
        mark.value if mark else "",
        mark.minutes if mark else None,
    )
