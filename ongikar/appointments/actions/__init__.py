"""What is done with appointments, each act in one transaction."""

from .booking import BookingFault, Person, book, give_time, hold_time, move
from .hours import begin_hours
from .keeping import arrive, cancel, correct, miss, return_missed, serve

__all__ = [
    "BookingFault",
    "Person",
    "arrive",
    "begin_hours",
    "book",
    "cancel",
    "correct",
    "give_time",
    "hold_time",
    "miss",
    "move",
    "return_missed",
    "serve",
]
