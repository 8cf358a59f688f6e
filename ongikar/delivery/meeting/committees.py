"""Committees: begun, their rule changed, and who has a seat from which day to which."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.core.db.violations import violates
from ongikar.gatherings.actions import end_member
from ongikar.journal.actions import WORKER, Reference, record
from ongikar.offices.models import Office, Post
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.models import Contact, Holding
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.quorum import QuorumRule

from .act_log import lock_committee
from .models import Committee, Membership
from .transitions import MeetingFault

# A table of more seats is no committee.
MOST_SEATS = 60
MOST_NOTICE = 30
ORDER = {
    Membership.CHAIR: 0,
    Membership.SECRETARY: 1,
    Membership.MEMBER: 2,
    Membership.OBSERVER: 3,
}


@transaction.atomic
def begin_committee(
    *,
    office: Office,
    name_bn: str,
    name_en: str,
    rule: QuorumRule,
    notice_days: int,
    sort: str = Committee.COMMITTEE,
    service_code: str = "",
    order_words: str = "",
    place: str = "",
    submission: str,
    actor: Reference,
    now: datetime,
) -> Committee:
    """A committee without seats yet. The same `submission` twice is one committee."""
    try:
        with transaction.atomic():
            made = Committee.objects.create(
                office=office,
                sort=sort,
                name_bn=name_bn,
                name_en=name_en,
                service_code=service_code,
                order_words=order_words,
                numerator=rule.numerator,
                denominator=rule.denominator,
                least=rule.least,
                needs_chair=rule.needs_chair,
                notice_days=notice_days,
                place=place,
                made_at=now,
                submission=submission,
            )
    except IntegrityError as fault:
        if violates(fault, Committee, "submission"):
            return Committee.objects.get(submission=submission)
        if violates(fault, Committee, "office", "service_code"):
            raise MeetingFault(
                "service_code",
                "চার্টারের এই সেবার সভা আগেই অন্য একটি কমিটি করে।",
                "Another committee already holds the meetings of this service of the charter.",
            ) from fault
        raise
    record("committee.begun", subject=made.reference, actor=actor, office_id=office.pk, now=now)
    return made


RULE_FIELDS = (
    "name_bn",
    "name_en",
    "order_words",
    "numerator",
    "denominator",
    "least",
    "needs_chair",
    "notice_days",
    "place",
)


@transaction.atomic
def change_committee(committee: Committee, *, actor: Reference, now: datetime, **changes: Any) -> None:
    """Another name, order or quorum from now on. A meeting that was held keeps the quorum it was held by."""
    lock_committee(committee)
    fresh = Committee.objects.get(pk=committee.pk)
    changed = [name for name in RULE_FIELDS if name in changes and getattr(fresh, name) != changes[name]]
    if not changed:
        return
    for name in changed:
        setattr(fresh, name, changes[name])
    # Raises for a rule that says nothing.
    assert fresh.quorum_rule
    fresh.save(update_fields=changed)
    record(
        "committee.changed",
        subject=fresh.reference,
        actor=actor,
        office_id=fresh.office_id,
        now=now,
    )


@transaction.atomic
def end_committee(committee: Committee, *, actor: Reference, now: datetime) -> None:
    """It meets no more; what it decided stays owed. Pressed twice it is ended once."""
    lock_committee(committee)
    fresh = Committee.objects.get(pk=committee.pk)
    if fresh.ended_at:
        return
    fresh.ended_at = now
    fresh.save(update_fields=["ended_at"])
    record("committee.ended", subject=fresh.reference, actor=actor, office_id=fresh.office_id, now=now)


@transaction.atomic
def seat_member(
    committee: Committee,
    *,
    holder: Post | Contact,
    capacity: str,
    is_voting: bool,
    since: date,
    until: date | None = None,
    actor: Reference,
    now: datetime,
) -> Membership:
    """Give a post or a contact a seat. Raises MeetingFault for one that sits there already on any of these
    days, a second chair or secretary, or a secretary who is none of the office's staff.
    """
    lock_committee(committee)
    validate_seat(committee, holder, capacity, since, until)
    if committee.memberships.count() >= MOST_SEATS:
        raise MeetingFault("holder", "আর আসন দেওয়া যায় না।", "There is no room for another seat.")
    seat = Membership.objects.create(
        committee=committee,
        post=holder if isinstance(holder, Post) else None,
        contact=holder if isinstance(holder, Contact) else None,
        capacity=capacity,
        is_voting=is_voting and capacity != Membership.OBSERVER,
        position=ORDER[capacity],
        since=since,
        until=until,
    )
    record_seat("seated", committee, seat, actor=actor, now=now)
    return seat


def validate_seat(
    committee: Committee, holder: Post | Contact, capacity: str, since: date, until: date | None
) -> None:
    if until and until < since:
        raise MeetingFault("until", "শেষ দিন শুরুর আগে হতে পারে না।", "The last day cannot be before the first.")
    if holder.office_id != committee.office_id:
        raise MeetingFault("holder", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    same_days = Q(until__isnull=True) | Q(until__gte=since)
    if until:
        same_days &= Q(since__lte=until)
    seats = committee.memberships.filter(same_days)
    column = "post" if isinstance(holder, Post) else "contact"
    if seats.filter(**{column: holder}).exists():
        raise MeetingFault(
            "holder",
            "এই সময়ে তিনি আগে থেকেই এই কমিটিতে আছেন। একজন দুবার সদস্য হন না।",
            "Already a member on these days. Nobody sits in a committee twice.",
        )
    if capacity in (Membership.CHAIR, Membership.SECRETARY) and seats.filter(capacity=capacity).exists():
        raise MeetingFault(
            "capacity",
            "এই সময়ে এই দায়িত্বে অন্য কেউ আছেন। আগে তাঁর শেষ দিন লিখুন।",
            "Somebody else has this office on these days. First enter their last day.",
        )
    is_staff = isinstance(holder, Post) and holder.role in STAFF_ROLES
    if capacity == Membership.SECRETARY and not is_staff:
        raise MeetingFault(
            "capacity",
            "সদস্যসচিব এই কার্যালয়ের কর্মকর্তা বা সহকারী: তিনিই নোটিশ ও কার্যবিবরণী জারি করেন।",
            "The secretary is of this office’s staff, who issues notice and minutes.",
        )


@transaction.atomic
def end_seat(seat: Membership, *, until: date, actor: Reference, now: datetime) -> None:
    """The last day on which the seat is theirs. What they were present at stays."""
    lock_committee(seat.committee)
    fresh = Membership.objects.get(pk=seat.pk)
    if until < fresh.since:
        raise MeetingFault(
            "until",
            "শেষ দিন সদস্য হওয়ার দিনের আগে হতে পারে না।",
            "The last day cannot be before the day they became a member.",
        )
    today = now.astimezone(TZ).date()
    if fresh.until is not None and fresh.until < today:
        raise MeetingFault("until", "এই আসন আগেই শেষ হয়েছে।", "This seat has ended before.")
    if until == fresh.until:
        return
    fresh.until = until
    fresh.save(update_fields=["until"])
    if fresh.member is not None:
        end_member(fresh.member, until=max(until, fresh.member.since), actor=actor, now=now)
    record_seat("unseated", fresh.committee, fresh, actor=actor, now=now)


@transaction.atomic
def replace_seat(
    seat: Membership, *, holder: Post | Contact, since: date, actor: Reference, now: datetime
) -> Membership:
    """Another post or contact takes the seat over, from a day on, in the same capacity."""
    end_seat(seat, until=since - timedelta(days=1), actor=actor, now=now)
    return seat_member(
        seat.committee,
        holder=holder,
        capacity=seat.capacity,
        is_voting=seat.is_voting,
        since=since,
        actor=actor,
        now=now,
    )


def record_seat(
    verb: str, committee: Committee, seat: Membership, *, actor: Reference, now: datetime
) -> None:
    record(
        f"committee.{verb}",
        subject=committee.reference,
        actor=actor,
        office_id=committee.office_id,
        now=now,
        of="seat",
        of_id=seat.pk,
    )


def seats_on(committee: Committee, day: date) -> list[Membership]:
    """The table of a day: the chair first, then the secretary, the members and the observers."""
    return list(committee.memberships.on(day).select_related("post", "contact"))


def seat_of(seats: list[Membership], capacity: str) -> Membership | None:
    return next((seat for seat in seats if seat.capacity == capacity), None)


def names_on(seats: Sequence[Membership], day: date) -> dict[int, str]:
    """Whoever holds each seat on a day, as they are called then: one statement for all posts."""
    posts = [seat.post_id for seat in seats if seat.post_id]
    holders: dict[int, str] = {}
    for holding in Holding.objects.on(day).filter(post__in=posts).select_related("user").order_by("-id"):
        holders[holding.post_id] = holding.user.name
    named = {}
    for seat in seats:
        if seat.post:
            named[seat.pk] = ", ".join(filter(None, (holders.get(seat.post.pk, ""), seat.post.title)))
        elif seat.contact:
            named[seat.pk] = seat.contact.full_title
    return {key: name[:300] for key, name in named.items()}


# What a committee begins with: half of its members; the office enters what its own order says.
USUAL_RULE = QuorumRule(1, 2, 2, needs_chair=True)
USUAL_NOTICE = 3


def adopt_meeting(case: Case, *, now: datetime) -> None:
    """The committee of its row is begun, without seats, so that somebody can say who sits in it."""
    row = case.row
    if Committee.objects.filter(office=case.office, service_code=row.code, ended_at__isnull=True).exists():
        return
    begin_committee(
        office=case.office,
        name_bn=row.short_bn or row.name_bn,
        name_en=row.short_en or row.name_en,
        rule=USUAL_RULE,
        notice_days=USUAL_NOTICE,
        service_code=row.code,
        submission=f"adopted-{case.office_id}-{row.code}"[:64],
        actor=WORKER,
        now=now,
    )
