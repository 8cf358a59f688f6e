"""What is done with appointments, each act in one transaction."""

from .booking import BookingFault, Person, book, coming_of, give_time, held_of, hold_time, move, take_time
from .hours import begin_hours
from .keeping import arrive, begin, cancel, correct, miss, return_missed, serve
from .offering import offer_times

__all__ = [
    "BookingFault",
    "Person",
    "arrive",
    "begin",
    "begin_hours",
    "book",
    "cancel",
    "coming_of",
    "correct",
    "give_time",
    "held_of",
    "hold_time",
    "miss",
    "move",
    "offer_times",
    "return_missed",
    "serve",
    "take_time",
]
