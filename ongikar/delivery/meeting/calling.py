"""Calling a meeting: its number, its agenda, its day, and the notice that goes in time."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from ongikar.cases.models import Case
from ongikar.core.db.violations import violates
from ongikar.journal.actions import Reference
from ongikar.rules.calendar.office_calendar import TZ

from .act_log import add_act, lock_committee, lock_meeting, record_meeting, require_act, require_words
from .committees import seat_of, seats_on
from .invitations import move_in_calendar, plan_meeting, strike_from_calendar
from .models import AgendaItem, Committee, Meeting, MeetingAct, Membership
from .models.meeting import MOST_SUBJECT
from .transitions import ARRANGE, CALL, CALLED, CANCEL, MOVE, MeetingFault

MOST_ITEMS = 40


@transaction.atomic
def call_meeting(
    *,
    committee: Committee,
    case: Case | None,
    starts_at: datetime,
    place: str,
    title: str = "",
    items: Sequence[str] = (),
    haste: str = "",
    submission: str,
    actor: Reference,
    now: datetime,
) -> Meeting:
    """Call a meeting of a committee. The same `submission` twice is one meeting.

    `haste`: why there are fewer working days before it than its rule asks for. Raises MeetingFault where
    nobody could decide, the day has passed or is closed, or another sitting of the same month is under way.
    """
    known = Meeting.objects.filter(submission=submission).first()
    if known:
        return known
    lock_committee(committee)
    validate_seats(committee, starts_at)
    validate_moment(committee, starts_at, haste, now)
    if case is not None and not case.is_open:
        raise MeetingFault("", "আবেদনটি শেষ হয়েছে।", "The case has ended.")
    newest = Meeting.objects.filter(committee=committee).aggregate(newest=Max("number"))["newest"]
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(
                office=committee.office,
                committee=committee,
                case=case,
                number=(newest or 0) + 1,
                title=title.strip(),
                place=place.strip(),
                starts_at=starts_at,
                state=CALLED,
                haste=haste.strip(),
                submission=submission,
            )
    except IntegrityError as fault:
        if violates(fault, Meeting, "submission"):
            return Meeting.objects.get(submission=submission)
        if violates(fault, Meeting, "case"):
            raise MeetingFault(
                "",
                "এই মাসের সভা আগেই ডাকা হয়েছে।",
                "This month’s meeting has been called already.",
            ) from fault
        raise
    write_items(meeting, items)
    meeting.gathering = plan_meeting(meeting, actor=actor, now=now)
    meeting.save(update_fields=["gathering"])
    data = {"starts_at": starts_at.isoformat()}
    MeetingAct.objects.create(
        meeting=meeting, name=CALL, at=now, by_type=actor[0], by_id=actor[1], words=haste, data=data
    )
    record_meeting("called", meeting, actor=actor, now=now)
    return meeting


def validate_seats(committee: Committee, starts_at: datetime) -> None:
    seats = seats_on(committee, starts_at.astimezone(TZ).date())
    if not any(seat.is_voting for seat in seats):
        raise MeetingFault(
            "",
            "এই কমিটিতে সেদিন ভোট দেওয়ার মতো কোনো সদস্য নেই। আগে সদস্যদের নাম তুলুন।",
            "On that day this committee has no voting member. Enter its members first.",
        )
    for capacity, bn, en in (
        (
            Membership.CHAIR,
            "এই কমিটিতে সেদিন সভাপতি নেই। আগে সভাপতি কে, তা লিখুন।",
            "On that day this committee has no chair. First enter who it is.",
        ),
        (
            Membership.SECRETARY,
            "এই কমিটিতে সেদিন সদস্যসচিব নেই। আগে সদস্যসচিব কে, তা লিখুন।",
            "On that day this committee has no secretary. First enter who it is.",
        ),
    ):
        if seat_of(seats, capacity) is None:
            raise MeetingFault("", bn, en)


def validate_moment(committee: Committee, starts_at: datetime, haste: str, now: datetime) -> None:
    if starts_at <= now:
        raise MeetingFault(
            "day",
            "এই সময় পেরিয়ে গেছে। সামনের কোনো সময় দিন।",
            "This moment has passed. Name one ahead.",
        )
    calendar, day = committee.office.calendar, starts_at.astimezone(TZ).date()
    if not calendar.is_open_day(day):
        raise MeetingFault(
            "day",
            "সেদিন অফিস বন্ধ। একটি কার্যদিবস দিন।",
            "The office is closed on that day. Name a working day.",
        )
    days = notice_given(committee, now, starts_at)
    if days < committee.notice_days and not haste.strip():
        raise MeetingFault(
            "haste",
            "নিয়মে যত দিন আগে নোটিশ লাগে, তত দিন নেই। দিন পেছান, বা জরুরি কেন, তা লিখুন।",
            "There are fewer days than the notice needs. Choose a later day, or write why it is urgent.",
        )


def notice_given(committee: Committee, sent_at: datetime, starts_at: datetime) -> int:
    """How many working days lie between the notice and the meeting; none where it went afterwards."""
    sent, day = sent_at.astimezone(TZ).date(), starts_at.astimezone(TZ).date()
    return max(committee.office.calendar.count_working_days(sent, day), 0)


def write_items(meeting: Meeting, items: Sequence[str]) -> None:
    subjects = list(dict.fromkeys(filter(None, (item.strip() for item in items))))
    if len(subjects) > MOST_ITEMS:
        raise MeetingFault(
            "items", "আলোচ্য বিষয় এত হলে এক সভায় হয় না। কমান।", "Too many items for one meeting. Take some off."
        )
    for position, subject in enumerate(subjects, 1):
        if len(subject) > MOST_SUBJECT:
            raise MeetingFault("items", "আলোচ্য বিষয়টি ছোট করুন।", "Shorten the item.")
        AgendaItem.objects.create(meeting=meeting, position=position, subject=subject)


@transaction.atomic
def arrange_agenda(meeting: Meeting, *, items: Sequence[str], actor: Reference, now: datetime) -> None:
    """The new items, in this order. What the agenda opens with cannot be taken off."""
    lock_meeting(meeting)
    require_act(meeting, ARRANGE)
    wanted = list(dict.fromkeys(filter(None, (item.strip() for item in items))))
    if wanted == [item.subject for item in meeting.items.all()]:
        return
    meeting.items.all().delete()
    write_items(meeting, wanted)
    add_act(meeting, ARRANGE, "arranged", actor=actor, now=now, count=len(wanted))


@transaction.atomic
def move_meeting(
    meeting: Meeting,
    *,
    starts_at: datetime,
    place: str,
    reason: str,
    haste: str = "",
    actor: Reference,
    now: datetime,
) -> None:
    """Another day, time or place, and why. Its notice goes anew."""
    reason = require_words("reason", reason)
    lock_meeting(meeting)
    require_act(meeting, MOVE)
    if (starts_at, place.strip()) == (meeting.starts_at, meeting.place):
        raise MeetingFault("day", "দিন, সময় ও জায়গা আগের মতোই আছে।", "Day, time and place are what they were.")
    validate_seats(meeting.committee, starts_at)
    validate_moment(meeting.committee, starts_at, haste, now)
    data = {"from": meeting.starts_at.isoformat(), "to": starts_at.isoformat(), "place": meeting.place}
    meeting.starts_at, meeting.place, meeting.haste = starts_at, place.strip(), haste.strip()
    # The notice that went named another day: it stays in the issue book, and a new one is owed.
    meeting.notice = None
    meeting.gathering = move_in_calendar(meeting, reason=reason, actor=actor, now=now)
    changed = ("starts_at", "place", "haste", "notice", "gathering")
    add_act(meeting, MOVE, "moved", actor=actor, now=now, words=reason, data=data, changed=changed)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, actor: Reference, now: datetime) -> None:
    """It is not held. Its month is still owed, by another meeting."""
    reason = require_words("reason", reason)
    lock_meeting(meeting)
    meeting.ended_at = now
    add_act(meeting, CANCEL, "cancelled", actor=actor, now=now, words=reason, changed=["ended_at"])
    strike_from_calendar(meeting, reason=reason, actor=actor, now=now)
