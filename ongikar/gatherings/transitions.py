"""Which act may follow which in the life of a gathering, as a table; its state is a cache of the fold."""

from datetime import timedelta

from ongikar.core.forms.faults import ActFault
from ongikar.rules.transitions import STAY, Transition, Transitions


class GatheringFault(ActFault):
    """Why something cannot be done with a gathering."""


PLANNED, INVITED, OPENED, RECORDED = "planned", "invited", "open", "recorded"
MOVED, CANCELLED, STRUCK = "moved", "cancelled", "struck"
# It is still to take place, or takes place now.
COMING = frozenset({PLANNED, INVITED, OPENED})
# It does not take place, at least not then, or was written down by mistake: it counts nowhere.
GONE = frozenset({MOVED, CANCELLED, STRUCK})

PLAN, INVITE, OPEN, RECORD = "plan", "invite", "open", "record"
MOVE, CANCEL, CORRECT, PHOTO, STRIKE = "move", "cancel", "correct", "photo", "strike"

STAFF = "staff"
# People are let in from this long before it begins.
OPENS_BEFORE = timedelta(minutes=30)

TRANSITIONS = Transitions(
    "gathering",
    (PLAN, PLANNED),
    (
        # Those who came onto the roster since are invited later.
        Transition(INVITE, frozenset({PLANNED, INVITED}), INVITED, STAFF),
        Transition(OPEN, frozenset({PLANNED, INVITED}), OPENED, STAFF),
        Transition(RECORD, frozenset({OPENED}), RECORDED, STAFF),
        # Also when people stand at the door already: who was let in is let in anew at the other time.
        Transition(MOVE, COMING, MOVED, STAFF),
        Transition(CANCEL, COMING, CANCELLED, STAFF),
        # A mark put right after everything was recorded.
        Transition(CORRECT, frozenset({RECORDED}), STAY, STAFF),
        Transition(PHOTO, frozenset({OPENED, RECORDED}), STAY, STAFF),
        # It stands in the book and was not held: struck through with the reason, never removed.
        Transition(STRIKE, frozenset({RECORDED}), STRUCK, STAFF),
    ),
)
state_after = TRANSITIONS.state_after
