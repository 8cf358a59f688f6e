"""Committees: begun, their rule changed, and who has a seat from which day to which."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.core.forms.faults import require
from ongikar.delivery.meeting.rules import QuorumRule
from ongikar.gatherings.actions import end_member
from ongikar.journal.actions import WORKER, Reference
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact, Holding
from ongikar.records.actions import act_on, change, note, open_once, perform
from ongikar.rules.calendar.office_calendar import TZ

from .models import Committee, Membership

# What a committee begins with: half of its members; the office enters what its own order says.
USUAL_RULE = QuorumRule(1, 2, 2, needs_chair=True)
USUAL_NOTICE = 3


def rule_columns(rule: QuorumRule) -> dict[str, Any]:
    return {name: getattr(rule, name) for name in ("numerator", "denominator", "least", "needs_chair")}


def begin_committee(
    *, office: Office, rule: QuorumRule, actor: Reference, now: datetime, **columns: Any
) -> Committee:
    """A committee without seats yet. The same `submission` twice is one committee."""
    made = Committee(office=office, made_at=now, **rule_columns(rule), **columns)
    return open_once(made, "begun", actor=actor, now=now)


def change_committee(committee: Committee, *, actor: Reference, now: datetime, **changes: Any) -> None:
    """Another name, order or quorum from now on. A meeting that was held keeps the quorum it was held by."""
    change(committee, "changed", actor=actor, now=now, **changes)


def end_committee(committee: Committee, *, actor: Reference, now: datetime) -> None:
    """It meets no more; what it decided stays owed. Pressed twice it is ended once."""
    with act_on(committee):
        if committee.ended_at is None:
            committee.ended_at = now
            committee.save(update_fields=["ended_at"])
            note(committee, "ended", actor, now)


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
    """Give a post or a contact a seat. Raises ActFault (`Membership.check_act`)."""
    seat = Membership(
        committee=committee,
        post=holder if isinstance(holder, Post) else None,
        contact=holder if isinstance(holder, Contact) else None,
        capacity=capacity,
        is_voting=is_voting,
        since=since,
        until=until,
    )
    return perform(committee, seat, actor=actor, now=now)


def end_seat(seat: Membership, *, until: date, actor: Reference, now: datetime) -> None:
    """The last day on which the seat is theirs. What they were present at stays."""
    with act_on(seat.committee):
        fresh = Membership.objects.select_related("committee", "member").get(pk=seat.pk)
        require(
            until >= fresh.since,
            "until",
            "শেষ দিন সদস্য হওয়ার দিনের আগে হতে পারে না।",
            "The last day cannot be before the day they became a member.",
        )
        goes_on = fresh.until is None or fresh.until >= now.astimezone(TZ).date()
        require(goes_on, "until", "এই আসন আগেই শেষ হয়েছে।", "This seat has ended before.")
        if until == fresh.until:
            return
        fresh.until = until
        fresh.save(update_fields=["until"])
        if fresh.member is not None:
            end_member(fresh.member, until=max(until, fresh.member.since), actor=actor, now=now)
        note(fresh.committee, "unseated", actor, now, of="seat", of_id=fresh.pk)


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
