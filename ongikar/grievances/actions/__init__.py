"""The acts of a grievance. Each is one transaction: the act, the clock's fact, the journal entry and its to-dos, or nothing."""

from .answering import answer, note
from .deciding import decide, do_not_accept, redirect
from .filing import file_appeal, file_complaint, file_offer

__all__ = [
    "answer", "decide", "do_not_accept", "file_appeal", "file_complaint", "file_offer", "note", "redirect",
]  # fmt: skip
