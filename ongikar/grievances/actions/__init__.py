"""The acts of a grievance. Each is one transaction: the act, the clock's fact, the journal entry and its
outbox entries, or nothing.
"""

from .deciding import add_note, answer_complaint, decide, do_not_accept, redirect_complaint
from .filing import file_appeal, file_complaint, file_offer
from .reading import record_reading, record_readings

__all__ = [
    "add_note",
    "answer_complaint",
    "decide",
    "do_not_accept",
    "file_appeal",
    "file_complaint",
    "file_offer",
    "record_reading",
    "record_readings",
    "redirect_complaint",
]
