"""Which act may follow which in the life of a meeting, as a table; a stored state is a cache of the fold."""

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
