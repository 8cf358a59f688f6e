"""What becomes of an appointment on its day: who came, who was seen, who was not; and that it is given up."""

from datetime import datetime

from django.db import transaction

from ongikar.appointments import transitions
from ongikar.appointments.at_counter import call_to_post, come, end_visit
from ongikar.appointments.models import Booking
from ongikar.core.forms.faults import require
from ongikar.journal.actions import Reference
from ongikar.records.actions import MOVED_ON, carry_out
from ongikar.rules.calendar.office_calendar import TZ

from .booking import act_of


def arrive(booking: Booking, *, actor: Reference, now: datetime) -> None:
    """The person is here: on that day, before the time or after it."""
    with carry_out(booking, act_of(booking, transitions.ARRIVE), actor=actor, now=now):
        require(
            booking.day == now.astimezone(TZ).date(),
            "",
            "সাক্ষাৎটি অন্য দিনের। আজ দেখা করলে সময়টি আজকের করে দিন।",
            "This appointment is on another day. To see the person today, move it to today.",
        )
        booking.arrived_at = now
        come(booking, actor=actor, now=now)


@transaction.atomic
def begin(booking: Booking, *, actor: Reference, now: datetime) -> None:
    """The post claims the person, as it claims whoever walked in. Raises ActFault."""
    booking.lock()
    require(booking.state_under_lock() == transitions.ARRIVED, "", *MOVED_ON)
    call_to_post(booking, actor=actor, now=now)


def serve(booking: Booking, *, actor: Reference, now: datetime) -> None:
    """Seen: the visit ends with it."""
    with carry_out(booking, act_of(booking, transitions.SERVE), actor=actor, now=now):
        require(
            end_visit(booking, actor=actor, now=now),
            "",
            "এখনো শুরু হয়নি। আগে “শুরু করুন” চাপুন।",
            "It has not begun yet. Press “Begin” first.",
        )


def miss(booking: Booking, *, actor: Reference, now: datetime) -> None:
    """The person did not come: written only once the time is over."""
    with carry_out(booking, act_of(booking, transitions.MISS), actor=actor, now=now):
        require(
            now >= booking.ends_at,
            "",
            "সময়টি এখনো শেষ হয়নি। “আসেননি” লেখা যায় সময় পার হলে।",
            "The time is not over. “Did not come” can be written only after it.",
        )


def return_missed(booking: Booking, *, actor: Reference, now: datetime) -> None:
    """It was written by mistake."""
    do(booking, transitions.RETURN, actor, now)


def correct(booking: Booking, *, words: str, actor: Reference, now: datetime) -> None:
    """The person was seen after all: with a reason, since it leaves the account of the office."""
    require(words.strip(), "words", "কী হয়েছিল, লিখুন।", "Write what happened.")
    do(booking, transitions.CORRECT, actor, now, words)


def cancel(booking: Booking, *, words: str = "", proof: str = "", actor: Reference, now: datetime) -> None:
    """The seat is free again at once. A calendar program strikes its entry by the next sequence."""
    with carry_out(booking, act_of(booking, transitions.CANCEL, words, proof), actor=actor, now=now):
        booking.sequence += 1


def do(booking: Booking, name: str, actor: Reference, now: datetime, words: str = "") -> None:
    with carry_out(booking, act_of(booking, name, words), actor=actor, now=now):
        pass
