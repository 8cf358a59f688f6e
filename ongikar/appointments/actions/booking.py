"""How a time is taken: held while a form is filled in, booked, given by the office, moved. The row of the
appointment is the claim of its seat (models.py), so nothing is locked: of two who want the last seat the
database lets one write.
"""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from ongikar.appointments import transitions
from ongikar.appointments.free_times import FreeTime, free_time_at, still_stands, value_of_time
from ongikar.appointments.models import Booking, BookingAct
from ongikar.appointments.subjects import person_of
from ongikar.appointments.words import HAS_ONE
from ongikar.core.forms.faults import ActFault, require
from ongikar.journal.actions import WORKER, Reference, SubjectReference
from ongikar.offices.models import Office, Post
from ongikar.people.models import Applicant
from ongikar.records.actions import carry_out, open_once

KEPT_FOR = timedelta(minutes=10)
SLOT = "slot"
NO_SUCH_TIME = (
    "এই সময়টি আর দেওয়া যায় না। তালিকা থেকে আরেকটি বেছে নিন।",
    "This time can no longer be given. Choose another from the list.",
)
TAKEN = (
    "সময়টি এইমাত্র অন্য কেউ নিয়েছেন। আরেকটি বেছে নিন।",
    "Somebody has just taken this time. Choose another.",
)
HELD_NO_LONGER = (
    "সময়টি আর আপনার জন্য ধরা নেই: ফরমটি ১০ মিনিটের বেশি খোলা ছিল। আবার বেছে নিন।",
    "The time is no longer kept for you: the form was open for more than 10 minutes. Choose again.",
)


class BookingFault(ActFault):
    """Why a time cannot be taken."""


class Person(NamedTuple):
    """Who comes, of somebody for whom nothing is kept yet."""

    name: str
    mobile: str = ""
    language: str = "bn"


def hold_time(
    *,
    post: Post,
    at: datetime,
    subject: SubjectReference,
    for_citizen: bool,
    purpose: str = "",
    submission: str,
    actor: Reference,
    now: datetime,
) -> Booking:
    """Keep a seat for ten minutes for what somebody is about to book. Whatever was kept for the same before
    is free again; asked for once more, the same time stays theirs.
    """
    applicant = require_bookable(subject)
    require_none_coming(subject)
    held = held_of(subject, now)
    if held is not None and (held.post_id, held.starts_at) == (post.pk, at):
        return held
    release_held(subject, actor, now)
    return claim(
        Booking(
            office=post.office,
            post=post,
            applicant=applicant,
            subject_type=subject[0],
            subject_id=subject[1],
            purpose=purpose.strip(),
            by_citizen=for_citizen,
            submission=submission,
        ),
        at,
        for_citizen=for_citizen,
        actor=actor,
        now=now,
    )


def take_time(
    *,
    post: Post,
    at: datetime,
    subject: SubjectReference,
    purpose: str,
    proof: str = "",
    submission: str,
    actor: Reference,
    now: datetime,
) -> Booking:
    """A citizen books the time that was kept while they wrote; where they wrote for longer than it was kept,
    it is theirs all the same if nobody else wanted it. Pressed twice it is booked once.
    """
    known = coming_of(subject)
    if known is not None and (known.post_id, known.starts_at) == (post.pk, at):
        return known
    held = hold_time(
        post=post, at=at, subject=subject, for_citizen=True, submission=submission, actor=actor, now=now
    )
    return book(held, purpose=purpose, proof=proof, actor=actor, now=now)


def book(booking: Booking, *, purpose: str, proof: str = "", actor: Reference, now: datetime) -> Booking:
    """Make what is held an appointment. Pressed twice it is made once."""
    fresh = Booking.objects.get(pk=booking.pk)
    if fresh.state == transitions.BOOKED:
        return fresh
    require(fresh.state == transitions.HELD and now < fresh.held_until, "", *HELD_NO_LONGER)
    if fresh.subject is not None:
        require_bookable(fresh.subject)
    # A holiday may have been ordered while somebody wrote.
    require(still_stands(fresh), SLOT, *NO_SUCH_TIME)
    with carry_out(booking, act_of(booking, transitions.BOOK, proof=proof), actor=actor, now=now) as act:
        booking.purpose = purpose.strip()
        act.starts_at = booking.starts_at
    return booking


class PressedBefore(Exception):
    """The same page gave the time a moment ago."""


@transaction.atomic
def give_time(
    *,
    office: Office,
    post: Post,
    at: datetime,
    person: Person | None,
    subject: SubjectReference | None,
    purpose: str,
    submission: str,
    actor: Reference,
    now: datetime,
) -> Booking:
    """The office gives a time, to whoever something of the office's is for or to somebody who asks for it."""
    if (known := Booking.objects.filter(submission=submission).first()) is not None:
        return known
    require(post.office_id == office.pk, SLOT, *NO_SUCH_TIME)
    booking = Booking(
        office=office,
        post=post,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        submission=submission,
    )
    try:
        # Of two presses at one moment the second leaves nobody behind who comes for nothing.
        with transaction.atomic():
            if subject is not None:
                booking.applicant = require_bookable(subject)
                require_none_coming(subject)
                release_held(subject, actor, now)
            else:
                booking.applicant = whoever_asks(office, person)
            claimed = claim(booking, at, for_citizen=False, actor=actor, now=now)
            if claimed.applicant_id != booking.applicant_id:
                raise PressedBefore
    except PressedBefore:
        return Booking.objects.get(submission=submission)
    return book(claimed, purpose=purpose, actor=actor, now=now)


def whoever_asks(office: Office, person: Person | None) -> Applicant:
    """Written down, of somebody for whom nothing is kept yet."""
    require(person is not None and person.name.strip(), "name", "নাম লিখুন।", "Write the name.")
    assert person is not None
    applicant = Applicant(
        office=office, name=person.name.strip(), mobile=person.mobile, language=person.language
    )
    applicant.save(force_insert=True)
    return applicant


def move(
    booking: Booking,
    *,
    post: Post,
    at: datetime,
    for_citizen: bool,
    words: str = "",
    proof: str = "",
    actor: Reference,
    now: datetime,
) -> Booking:
    """To another time, perhaps with another post. It stays the same appointment. Of what the office offered
    to a citizen any seat may be taken.
    """
    if booking.state == transitions.BOOKED and (booking.post_id, booking.starts_at) == (post.pk, at):
        return booking
    require(post.office_id == booking.office_id, SLOT, *NO_SUCH_TIME)
    if booking.subject is not None:
        require_bookable(booking.subject)
    is_offered = value_of_time(post.pk, at) in booking.offered.split()
    free = require_free(post, at, now, for_citizen=for_citizen and not is_offered, apart_from=booking.pk)
    for seat in free.seats:
        act = act_of(booking, transitions.MOVE, words, proof)
        try:
            with carry_out(booking, act, actor=actor, now=now):
                require(at > now, SLOT, *NO_SUCH_TIME)
                booking.post, booking.starts_at, booking.seat = post, at, seat
                booking.minutes, booking.offered = free.slot.minutes, ""
                booking.sequence += 1
                act.starts_at = at
            return booking
        except ActFault as fault:
            if fault.field != SLOT:
                raise
    raise BookingFault(SLOT, *TAKEN)


def require_bookable(subject: SubjectReference) -> Applicant:
    applicant = person_of(subject)
    if not isinstance(applicant, Applicant):
        raise BookingFault("", *applicant)
    return applicant


def require_none_coming(subject: SubjectReference) -> None:
    """One thing has one appointment at a time."""
    if coming_of(subject) is not None:
        raise BookingFault("", *HAS_ONE)


def coming_of(subject: SubjectReference) -> Booking | None:
    rows = Booking.objects.filter(subject_type=subject[0], subject_id=subject[1])
    return rows.filter(state__in=transitions.COMING).with_related().order_by("-id").first()


def held_of(subject: SubjectReference, now: datetime) -> Booking | None:
    """What is kept for whoever is writing."""
    rows = Booking.objects.filter(subject_type=subject[0], subject_id=subject[1], state=transitions.HELD)
    return rows.filter(held_until__gt=now).with_related().order_by("-id").first()


def release_held(subject: SubjectReference, actor: Reference, now: datetime) -> None:
    """Nobody keeps two seats with two tabs."""
    rows = Booking.objects.filter(subject_type=subject[0], subject_id=subject[1], state=transitions.HELD)
    for each in rows.order_by("id"):
        end_held(each, transitions.CANCEL, actor, now)


def end_held(booking: Booking, name: str, actor: Reference, now: datetime) -> bool:
    """Free a seat that was kept; False where somebody else did, or it was booked meanwhile."""
    try:
        with carry_out(booking, act_of(booking, name), actor=actor, now=now):
            require(booking.state == transitions.HELD, "", *TAKEN)
    except ActFault:
        return False
    return True


def require_free(
    post: Post, at: datetime, now: datetime, *, for_citizen: bool, apart_from: int | None = None
) -> FreeTime:
    free = free_time_at(post, at, now, for_citizen=for_citizen, apart_from=apart_from)
    if free is None or (for_citizen and not free.slot.seats_for_citizens):
        raise BookingFault(SLOT, *NO_SUCH_TIME)
    if not free.seats:
        raise BookingFault(SLOT, *TAKEN)
    return free


def claim(booking: Booking, at: datetime, *, for_citizen: bool, actor: Reference, now: datetime) -> Booking:
    """Write the row with the first of the free seats that nobody else writes first."""
    if (known := Booking.objects.filter(submission=booking.submission).first()) is not None:
        return known
    free = require_free(booking.post, at, now, for_citizen=for_citizen)
    # A form that was left keeps its seat until somebody wants it.
    left = Booking.objects.filter(
        post=booking.post, starts_at=at, state=transitions.HELD, held_until__lte=now
    )
    for each in left.order_by("id"):
        end_held(each, transitions.EXPIRE, WORKER, now)
    booking.starts_at, booking.minutes = at, free.slot.minutes
    booking.uid = f"appointment-{secrets.token_hex(8)}"
    booking.held_until = now + KEPT_FOR
    for seat in free.seats:
        booking.seat, booking.pk = seat, None
        try:
            return open_once(
                booking,
                BookingAct.VERBS[transitions.HOLD],
                actor=actor,
                now=now,
                follow=lambda row: write_hold(row, actor, now),
            )
        except ActFault as fault:
            if fault.field != SLOT:
                raise
    raise BookingFault(SLOT, *TAKEN)


def write_hold(booking: Booking, actor: Reference, now: datetime) -> None:
    act = act_of(booking, transitions.HOLD)
    act.starts_at = booking.starts_at
    act.enter_who(actor, now)
    act.save(force_insert=True)


def act_of(booking: Booking, name: str, words: str = "", proof: str = "") -> BookingAct:
    return BookingAct(booking=booking, name=name, words=words.strip(), proof=proof)
