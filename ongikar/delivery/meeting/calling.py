"""Calling a meeting: its number, its agenda, its day, and the notice that goes in time."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault, require
from ongikar.journal.actions import Reference
from ongikar.records.actions import carry_out, open_once, require_transition
from ongikar.rules.calendar.office_calendar import TZ

from .committees import seat_of, seats_on
from .invitations import move_in_calendar, plan_meeting, strike_from_calendar
from .models import AgendaItem, Committee, Meeting, Membership
from .models.meeting import MOST_SUBJECT
from .transitions import ARRANGE, CALL, CANCEL, MOVE

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

    `haste`: why there are fewer working days before it than its rule asks for. Raises ActFault where nobody
    could decide, the day has passed or is closed, or another sitting of the same month is under way.
    """
    known = Meeting.objects.filter(submission=submission).first()
    if known:
        return known
    committee.lock()
    validate_seats(committee, starts_at)
    validate_moment(committee, starts_at, haste, now)
    require(case is None or case.is_open, "", "আবেদনটি শেষ হয়েছে।", "The case has ended.")
    newest = Meeting.objects.filter(committee=committee).aggregate(newest=Max("number"))["newest"]
    meeting = Meeting(
        office=committee.office,
        committee=committee,
        case=case,
        number=(newest or 0) + 1,
        title=title.strip(),
        place=place.strip(),
        starts_at=starts_at,
        haste=haste.strip(),
        submission=submission,
    )

    def follow(made: Meeting) -> None:
        write_items(made, items)
        made.gathering = plan_meeting(made, actor=actor, now=now)
        made.save(update_fields=["gathering"])
        act = made.act(CALL, haste, starts_at=starts_at.isoformat())
        act.enter_who(actor, now)
        act.save(force_insert=True)

    return open_once(meeting, "called", actor=actor, now=now, follow=follow)


def validate_seats(committee: Committee, starts_at: datetime) -> None:
    seats = seats_on(committee, starts_at.astimezone(TZ).date())
    if not any(seat.is_voting for seat in seats):
        raise ActFault(
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
            raise ActFault("", bn, en)


def validate_moment(committee: Committee, starts_at: datetime, haste: str, now: datetime) -> None:
    if starts_at <= now:
        raise ActFault(
            "day",
            "এই সময় পেরিয়ে গেছে। সামনের কোনো সময় দিন।",
            "This moment has passed. Name one ahead.",
        )
    calendar, day = committee.office.calendar, starts_at.astimezone(TZ).date()
    if not calendar.is_open_day(day):
        raise ActFault(
            "day",
            "সেদিন অফিস বন্ধ। একটি কার্যদিবস দিন।",
            "The office is closed on that day. Name a working day.",
        )
    days = notice_given(committee, now, starts_at)
    if days < committee.notice_days and not haste.strip():
        raise ActFault(
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
        raise ActFault(
            "items", "আলোচ্য বিষয় এত হলে এক সভায় হয় না। কমান।", "Too many items for one meeting. Take some off."
        )
    for position, subject in enumerate(subjects, 1):
        if len(subject) > MOST_SUBJECT:
            raise ActFault("items", "আলোচ্য বিষয়টি ছোট করুন।", "Shorten the item.")
        AgendaItem.objects.create(meeting=meeting, position=position, subject=subject)


def arrange_agenda(meeting: Meeting, *, items: Sequence[str], actor: Reference, now: datetime) -> None:
    """The new items, in this order. What the agenda opens with cannot be taken off."""
    wanted = list(dict.fromkeys(filter(None, (item.strip() for item in items))))
    with transaction.atomic():
        meeting.lock()
        require_transition(meeting, ARRANGE)
        if wanted == [item.subject for item in meeting.items.all()]:
            return
        with carry_out(meeting, meeting.act(ARRANGE), actor=actor, now=now) as act:
            meeting.items.all().delete()
            write_items(meeting, wanted)
            act.facts = {"count": len(wanted)}


def require_words(field: str, words: str) -> str:
    """The reason of an act that needs one."""
    said = words.strip()
    require(said, field, "কারণ লিখুন।", "Write the reason.")
    return said


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
    act = meeting.act(MOVE, require_words("reason", reason))
    with carry_out(meeting, act, actor=actor, now=now):
        before = (meeting.starts_at, meeting.place)
        require(
            (starts_at, place.strip()) != before,
            "day",
            "দিন, সময় ও জায়গা আগের মতোই আছে।",
            "Day, time and place are what they were.",
        )
        validate_seats(meeting.committee, starts_at)
        validate_moment(meeting.committee, starts_at, haste, now)
        act.data = {"from": before[0].isoformat(), "to": starts_at.isoformat(), "place": before[1]}
        meeting.starts_at, meeting.place, meeting.haste = starts_at, place.strip(), haste.strip()
        # The notice that went named another day: it stays in the issue book, and a new one is owed.
        meeting.notice = None
        meeting.gathering = move_in_calendar(meeting, reason=act.words, actor=actor, now=now)


def cancel_meeting(meeting: Meeting, *, reason: str, actor: Reference, now: datetime) -> None:
    """It is not held. Its month is still owed, by another meeting."""
    act = meeting.act(CANCEL, require_words("reason", reason))
    with transaction.atomic():
        with carry_out(meeting, act, actor=actor, now=now):
            meeting.ended_at = now
        strike_from_calendar(meeting, reason=act.words, actor=actor, now=now)
