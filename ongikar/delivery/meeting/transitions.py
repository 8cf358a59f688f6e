"""Which act may follow which in the life of a meeting, as a table; a stored state is a cache of the fold."""

from ongikar.records.words import State
from ongikar.rules.transitions import STAY, Transition, Transitions

CALLED, SITTING, HELD, CIRCULATED = "called", "sitting", "held", "circulated"
APPROVED, ISSUED, ADJOURNED, CANCELLED = "approved", "issued", "adjourned", "cancelled"
STATES = (CALLED, SITTING, HELD, CIRCULATED, APPROVED, ISSUED, ADJOURNED, CANCELLED)
# Ended without a decision: the month is still owed, by another sitting.
VOID = (ADJOURNED, CANCELLED)

CALL, ARRANGE, MOVE, CANCEL, OPEN = "call", "arrange", "move", "cancel", "open"
RECORD, FINISH, ADJOURN = "record", "finish", "adjourn"
REWRITE, CIRCULATE, APPROVE, RETURN, ISSUE = "rewrite", "circulate", "approve", "return", "issue"

# By whom: the office of the committee, or whoever has the chair.
OFFICE, SECRETARY, CHAIR = "office", "secretary", "chair"

TRANSITIONS = Transitions(
    "meeting",
    (CALL, CALLED),
    (
        Transition(ARRANGE, frozenset({CALLED}), STAY, OFFICE),
        Transition(MOVE, frozenset({CALLED}), STAY, OFFICE),
        Transition(CANCEL, frozenset({CALLED}), CANCELLED, OFFICE),
        Transition(OPEN, frozenset({CALLED}), SITTING, OFFICE),
        # Attendance, discussion and decisions as they stand so far.
        Transition(RECORD, frozenset({SITTING}), STAY, OFFICE),
        Transition(FINISH, frozenset({SITTING}), HELD, OFFICE),
        # For want of a quorum.
        Transition(ADJOURN, frozenset({SITTING}), ADJOURNED, OFFICE),
        Transition(REWRITE, frozenset({HELD}), STAY, OFFICE),
        Transition(CIRCULATE, frozenset({HELD}), CIRCULATED, OFFICE),
        Transition(APPROVE, frozenset({CIRCULATED}), APPROVED, CHAIR),
        Transition(RETURN, frozenset({CIRCULATED}), HELD, CHAIR),
        Transition(ISSUE, frozenset({APPROVED}), ISSUED, SECRETARY),
    ),
)

STATE_WORDS = {
    CALLED: State("ডাকা হয়েছে", "Called"),
    SITTING: State("চলছে", "Sitting", "today"),
    HELD: State("শেষ, কার্যবিবরণী বাকি", "Held, minutes to come"),
    CIRCULATED: State("অনুমোদনের অপেক্ষায়", "Waiting for approval"),
    APPROVED: State("অনুমোদিত, জারি বাকি", "Approved, to be issued"),
    ISSUED: State("কার্যবিবরণী জারি", "Minutes issued", "done"),
    ADJOURNED: State("মুলতবি, কোরাম হয়নি", "Adjourned, no quorum", "shut"),
    CANCELLED: State("বাতিল", "Cancelled", "shut"),
}
# Of each act whatever day or version it was about.
ACT_WORDS = {
    CALL: ("সভা ডাকা হয়েছে", "Called"),
    ARRANGE: ("আলোচ্যসূচি সাজানো হয়েছে", "Agenda arranged"),
    MOVE: ("সরানো হয়েছে", "Moved"),
    CANCEL: ("বাতিল", "Cancelled"),
    OPEN: ("সভা শুরু", "Sitting opened"),
    RECORD: ("সভার খসড়া রাখা হয়েছে", "The draft of the sitting was kept"),
    FINISH: ("সভা শেষ", "Sitting ended"),
    ADJOURN: ("কোরামের অভাবে মুলতবি", "Adjourned for want of a quorum"),
    REWRITE: ("কার্যবিবরণীর নতুন সংস্করণ", "A new version of the minutes"),
    CIRCULATE: ("অনুমোদনের জন্য সভাপতির কাছে", "Put to the chair for approval"),
    APPROVE: ("সভাপতি অনুমোদন করেছেন", "Approved by the chair"),
    RETURN: ("সভাপতি ফেরত দিয়েছেন", "Sent back by the chair"),
    ISSUE: ("কার্যবিবরণী জারি", "Minutes issued"),
}
