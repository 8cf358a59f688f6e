"""The acts of a grievance. Each is one transaction: the act, the clock's fact, the journal entry and its
outbox entries, or nothing.
"""

from .deciding import add_note, answer_complaint, decide, do_not_accept, redirect_complaint
from .during import add_evidence, withdraw_complaint
from .filing import SameComplaint, file_appeal, file_complaint, file_offer
from .hearing import PartyEntry, call_hearing, call_off_hearing, put_off_hearing, record_hearing
from .reading import record_reading, record_readings

__all__ = [
    "PartyEntry",
    "SameComplaint",
    "add_evidence",
    "add_note",
    "answer_complaint",
    "call_hearing",
    "call_off_hearing",
    "decide",
    "do_not_accept",
    "file_appeal",
    "file_complaint",
    "file_offer",
    "put_off_hearing",
    "record_hearing",
    "record_reading",
    "record_readings",
    "redirect_complaint",
    "withdraw_complaint",
]
