"""The visit that an arrival makes: whoever has an appointment waits, is called and served as everybody else
is (visits/), so that a desk is claimed by one rule and nobody is called twice.
"""

from collections.abc import Iterable
from datetime import datetime

from ongikar.core.forms.faults import ActFault
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference
from ongikar.visits import actions as visits
from ongikar.visits import transitions as at_counter
from ongikar.visits.models import Visit, VisitCall

from .models import Booking

ELSEWHERE = (
    "তাঁকে এর মধ্যে অন্য ডেস্ক ডেকেছে।",
    "Another desk has called this person meanwhile.",
)
# What brings back to the queue whoever went out of it.
BACK = {at_counter.PENDING: at_counter.RETURN, at_counter.LEFT: at_counter.WAIT_AGAIN}
# How a call ends of somebody who stood at the desk.
SEEN = frozenset({at_counter.SERVE, at_counter.SEND_FOR_PAPER, at_counter.PARK, at_counter.DAY_OVER})


def visit_of(booking: Booking) -> Visit | None:
    return Visit.objects.of_subject(booking.reference).select_related("office").first()


def visits_of(bookings: Iterable[Booking]) -> dict[int, Visit]:
    """By the key of the appointment, in one statement."""
    keys = [each.pk for each in bookings]
    rows = Visit.objects.filter(subject_type=Booking.SUBJECT, subject_id__in=keys)
    return {not_none(each.subject_id): each for each in rows} if keys else {}


def come(booking: Booking, *, actor: Reference, now: datetime) -> Visit:
    """The token of whoever came for it, drawn once."""
    return visits.arrive(
        office=booking.office,
        purpose="",
        subject=booking.reference,
        from_appointment_at=booking.starts_at,
        actor=actor,
        now=now,
        submission=f"appointment-{booking.pk}",
    )


def call_to_post(booking: Booking, *, actor: Reference, now: datetime) -> None:
    """The post of the appointment claims the person, and begins with them. Raises ActFault."""
    visit = come(booking, actor=actor, now=now)
    # Of two presses at one moment both count the same acts, and are one.
    key = f"appointment-{booking.pk}-{visit.acts.count()}"
    if visit.is_at_a_desk:
        call = visit.open_call
        if call is None or call.desk_id != booking.post_id:
            raise ActFault("", *ELSEWHERE)
        if visit.state == at_counter.CALLED:
            visits.begin(visit, actor=actor, now=now, submission=f"{key}-begun")
        return
    if visit.state == at_counter.PARKED:
        visits.take_up(visit, desk=booking.post, actor=actor, now=now, submission=key)
        return
    if (back := BACK.get(visit.state)) is not None:
        visits.finish(visit, back, actor=actor, now=now, submission=f"{key}-back")
    visits.call_visit(visit, desk=booking.post, actor=actor, now=now, submission=key)
    visits.begin(visit, actor=actor, now=now, submission=f"{key}-begun")


def end_visit(booking: Booking, *, actor: Reference, now: datetime) -> bool:
    """Where the person is at a desk, they are served there. False where they are still to be called."""
    visit = visit_of(booking)
    if visit is None or visit.state == at_counter.SERVED:
        return True
    if not visit.is_at_a_desk:
        return False
    key = f"appointment-{booking.pk}-{visit.acts.count()}"
    visits.finish(visit, at_counter.SERVE, actor=actor, now=now, submission=key)
    return True


def calls_of(bookings: Iterable[Booking]) -> dict[int, list[VisitCall]]:
    """The calls of whoever came, by the key of the appointment."""
    keys = [each.pk for each in bookings]
    calls: dict[int, list[VisitCall]] = {key: [] for key in keys}
    rows = VisitCall.objects.filter(visit__subject_type=Booking.SUBJECT, visit__subject_id__in=keys)
    for call in rows.select_related("visit").order_by("id"):
        calls[not_none(call.visit.subject_id)].append(call)
    return calls


def was_seen(calls: Iterable[VisitCall]) -> bool:
    """Whether the person stood at a desk. Many desks never press "begin": an open call says as much."""
    return any(call.begun_at or call.ended_at is None or call.ended_by in SEEN for call in calls)
