"""Appointments of a case: who comes for it, with whom, and what the applicant's page shows of one."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from ongikar.appointments import transitions
from ongikar.appointments.free_times import posts_with_hours, time_of_value
from ongikar.appointments.models import Availability, Booking
from ongikar.appointments.rules.offers import APPOINTMENT
from ongikar.appointments.words import STATES
from ongikar.charter.models import Service
from ongikar.core.db.json_subquery import JSONSubquery
from ongikar.core.slots import Answer
from ongikar.offices.models import Post
from ongikar.people.models import Applicant
from ongikar.records.words import Words

from .citizen.track.applicant_proof import proof_of
from .desks import desk_post
from .models import Case
from .slots import REMINDED

OVER = (
    "আবেদনটি শেষ হয়ে গেছে, এর জন্য আর সময় দেওয়া যায় না।",
    "The case is closed; no appointment can be made for it.",
)
OWN_WORK = (
    "এটি দপ্তরের নিজের কাজ: দেখা করতে আসার কেউ নেই।",
    "This is the office’s own work: there is nobody who would come.",
)


def applicant_who_comes(key: int) -> Applicant | Words:
    case = Case.objects.select_related("applicant").get(pk=key)
    if case.applicant is None:
        return OWN_WORK
    return case.applicant if case.is_open else OVER


# What was never an appointment, or is none any more.
NOT_SHOWN = transitions.GONE | {transitions.HELD}


def bookings_of_case() -> JSONSubquery:
    rows = Booking.objects.filter(subject_type="case", subject_id=OuterRef("pk"))
    return JSONSubquery(rows.exclude(state__in=NOT_SHOWN))


def has_hours() -> Exists:
    """Whether anybody of the office sees people by appointment."""
    return Exists(
        Availability.objects.filter(
            office=OuterRef("office"), struck_at__isnull=True, kind=APPOINTMENT, public_seats__gt=0
        )
    )


def way_by_appointment(*, request: HttpRequest, service: Service, now: datetime) -> Answer | None:
    """On the page of a service: a time hangs on an application, which has its promise and its own page."""
    rows = Availability.objects.filter(
        office=service.version.office_id, struck_at__isnull=True, kind=APPOINTMENT, public_seats__gt=0
    )
    return ("cases/citizen/appointment_way.html", {"service": service}) if rows.exists() else None


def newest_booking(case: Case) -> Booking | None:
    """The newest appointment of a case, as its own statement told it; of one read in another way it is
    asked.
    """
    rows = getattr(case, "found_bookings", None)
    if rows is None:
        rows = Booking.objects.filter(subject_type="case", subject_id=case.pk).exclude(state__in=NOT_SHOWN)
    return max(rows, key=lambda row: row.pk, default=None)


def posts_to_see(case: Case) -> list[Post]:
    """Whom the applicant may come to: whoever has the case, where they see people; otherwise whoever does."""
    posts, desk = posts_with_hours(case.office), desk_post(case)
    return [post for post in posts if post.pk == desk.pk] or posts


def may_book(case: Case, booking: Booking | None) -> bool:
    """Whether a time may be taken for it: somebody would come, none is taken yet, and people are seen."""
    if booking is not None and booking.state in transitions.COMING:
        return False
    return case.is_open and case.applicant is not None and getattr(case, "has_hours", False)


def applicants_appointment(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    booking = newest_booking(case)
    is_coming = booking is not None and booking.state in transitions.COMING
    if booking is None and not may_book(case, booking):
        return None
    is_kept = booking is not None and booking.state == transitions.BOOKED
    context = {
        "case": case,
        "booking": booking,
        "state": STATES[booking.state] if booking else None,
        "is_coming": is_coming,
        "may_book": may_book(case, booking),
        "times": offered_times(booking, now),
        "reminded": REMINDED.answers(request, booking=booking, now=now) if is_kept else [],
        "is_proved": bool(proof_of(request, case.reference, now)),
    }
    return "cases/citizen/appointment_part.html", context


def offered_times(booking: Booking | None, now: datetime) -> list[tuple[str, datetime]]:
    """What the office offers instead of a time that cannot be kept: as an address has it, and the moment."""
    if booking is None or booking.state not in transitions.COMING:
        return []
    times = ((value, time_of_value(value)) for value in booking.offered.split())
    return [(value, time[1]) for value, time in times if time and time[1] > now]


def offered_times_part(*, request: HttpRequest, thing: Any, now: datetime) -> Answer | None:
    """On the page of an address that opens once: one of the times is taken with the press that proves the
    mobile.
    """
    if not isinstance(thing, Case):
        return None
    booking = newest_booking(thing)
    times = offered_times(booking, now)
    context = {"booking": booking, "times": times, "once": request.path}
    return ("cases/citizen/appointment_once.html", context) if times else None
