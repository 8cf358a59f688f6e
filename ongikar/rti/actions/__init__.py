"""The acts of a request for information. Each is one transaction: the act, the clock's fact, the journal
entry and its outbox entries, or nothing.
"""

from .answering import (
    add_note,
    answer,
    correct_applicant,
    decide_appeal,
    extend_time,
    file_appeal,
    may_lapse,
    name_price,
    note_payment,
)
from .filing import RequestContent, file_request, withdraw_request

__all__ = [
    "RequestContent",
    "add_note",
    "answer",
    "correct_applicant",
    "decide_appeal",
    "extend_time",
    "file_appeal",
    "file_request",
    "may_lapse",
    "name_price",
    "note_payment",
    "withdraw_request",
]
