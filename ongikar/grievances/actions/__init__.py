"""The acts of a grievance. Each is one transaction: the act, the clock's fact, the journal entry and its to-dos, or nothing."""

from .deciding import answer, decide, do_not_accept, note, redirect
from .filing import file_appeal, file_complaint, file_offer

__all__ = [
    "answer", "decide", "do_not_accept", "file_appeal", "file_complaint", "file_offer", "note", "redirect",
]  # fmt: skip
