"""Which act may follow which in the life of an inspection; a stored state is a cache of the fold."""

from ongikar.records.words import State
from ongikar.rules.transitions import STAY, Transition, Transitions, was_not_done

UNDER_WAY, VISITED, ISSUED, CANCELLED = STATES = ("under_way", "visited", "issued", "cancelled")

BEGIN, FINISH, REOPEN, CANCEL = "begin", "finish", "reopen", "cancel"
ACKNOWLEDGE, ISSUE = "acknowledge", "issue"

# By whom: the office, or the head of the place.
OFFICE, HEAD = "office", "head"

TRANSITIONS = Transitions(
    "inspection",
    (BEGIN, UNDER_WAY),
    (
        Transition(FINISH, frozenset({UNDER_WAY}), VISITED, OFFICE),
        # Something was entered wrong; what is reported was not sent yet, and nobody signed it.
        Transition(REOPEN, frozenset({VISITED}), UNDER_WAY, OFFICE),
        # Given up, or its case ended without it.
        Transition(CANCEL, frozenset({UNDER_WAY, VISITED}), CANCELLED, OFFICE),
        Transition(ACKNOWLEDGE, frozenset({VISITED}), STAY, HEAD),
        Transition(ISSUE, frozenset({VISITED}), ISSUED, OFFICE),
    ),
    {ACKNOWLEDGE: was_not_done(ACKNOWLEDGE), REOPEN: was_not_done(ACKNOWLEDGE)},
)

STATE_WORDS = {
    UNDER_WAY: State("চলছে", "Under way", "today"),
    VISITED: State("দেখা শেষ, প্রতিবেদন বাকি", "Visited, report to come"),
    ISSUED: State("প্রতিবেদন জারি", "Report issued", "done"),
    CANCELLED: State("বাতিল", "Cancelled", "shut"),
}
ACT_WORDS = {
    BEGIN: ("পরিদর্শন শুরু", "Inspection begun"),
    FINISH: ("দেখা শেষ, নম্বর ও কাজ লেখা হয়েছে", "Visit ended: score and tasks entered"),
    REOPEN: ("ঠিক করার জন্য আবার খোলা", "Opened again to be corrected"),
    CANCEL: ("বাতিল", "Cancelled"),
    ACKNOWLEDGE: ("প্রধান দেখেছেন ও স্বীকার করেছেন", "Seen and acknowledged by the head"),
    ISSUE: ("প্রতিবেদন জারি", "Report issued"),
}
