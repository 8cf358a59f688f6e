"""The acts of a case. Each is one transaction: the act, the clock's fact, the journal entry and its outbox
rows, or nothing.
"""

from .case import (
    Person,
    accept,
    add_note,
    answer,
    ask_for_papers,
    calendar_in_force,
    heed_rating,
    rate,
    receive_case,
    replayed_state,
)
from .closing import keep, redirect, refuse, withdraw

__all__ = [
    "Person",
    "accept",
    "add_note",
    "answer",
    "ask_for_papers",
    "calendar_in_force",
    "heed_rating",
    "keep",
    "rate",
    "receive_case",
    "redirect",
    "refuse",
    "replayed_state",
    "withdraw",
]
