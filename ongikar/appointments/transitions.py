"""Which act may follow which in the life of an appointment, as a table; its column `state` keeps the fold."""

from ongikar.rules.transitions import Transition, Transitions

HELD, BOOKED, TO_MOVE, ARRIVED, SERVED = "held", "booked", "to_move", "arrived", "served"
MISSED, UNSERVED, CANCELLED, EXPIRED = "missed", "unserved", "cancelled", "expired"
LEFT = "left"
# Its seat is free again.
GONE = frozenset({CANCELLED, EXPIRED})
# The person is expected.
COMING = frozenset({BOOKED, TO_MOVE})
# What the worker still looks at.
WATCHED = frozenset({HELD, BOOKED, TO_MOVE, ARRIVED})

HOLD, BOOK, EXPIRE, MOVE, DISPLACE, STAND = "hold", "book", "expire", "move", "displace", "stand"
CANCEL, ARRIVE, SERVE, MISS, FAIL, CORRECT = "cancel", "arrive", "serve", "miss", "fail", "correct"
RETURN, OFFER, LEAVE = "return", "offer", "leave"
# What the journal calls them.
VERBS = {
    HOLD: "held",
    BOOK: "booked",
    EXPIRE: "expired",
    MOVE: "moved",
    DISPLACE: "displaced",
    STAND: "stood",
    OFFER: "offered",
    CANCEL: "cancelled",
    ARRIVE: "arrived",
    SERVE: "served",
    MISS: "missed",
    RETURN: "returned",
    FAIL: "failed",
    LEAVE: "left",
    CORRECT: "corrected",
}

CITIZEN, STAFF, BY_ITSELF = "citizen", "staff", "by_itself"

TRANSITIONS = Transitions(
    "appointment",
    (HOLD, HELD),
    (
        Transition(BOOK, frozenset({HELD}), BOOKED, CITIZEN),
        Transition(EXPIRE, frozenset({HELD}), EXPIRED, BY_ITSELF),
        Transition(MOVE, COMING, BOOKED, CITIZEN),
        # The office is closed then, or the post is called away.
        Transition(DISPLACE, frozenset({BOOKED}), TO_MOVE, BY_ITSELF),
        # Three other times, of which the person takes one.
        Transition(OFFER, frozenset({TO_MOVE}), TO_MOVE, STAFF),
        # What stood in its way was taken back.
        Transition(STAND, frozenset({TO_MOVE}), BOOKED, BY_ITSELF),
        Transition(CANCEL, COMING | {HELD}, CANCELLED, CITIZEN),
        # Whoever comes late comes all the same.
        Transition(ARRIVE, COMING | {MISSED}, ARRIVED, STAFF),
        Transition(SERVE, frozenset({ARRIVED}), SERVED, STAFF),
        Transition(MISS, frozenset({BOOKED}), MISSED, STAFF),
        # Written by mistake.
        Transition(RETURN, frozenset({MISSED}), BOOKED, STAFF),
        # Came and was not seen by the end of the office hours: the office's own absence.
        Transition(FAIL, frozenset({ARRIVED}), UNSERVED, BY_ITSELF),
        # Came, and was not there when called.
        Transition(LEAVE, frozenset({ARRIVED}), LEFT, BY_ITSELF),
        # The person was seen after all, and nobody had written it down.
        Transition(CORRECT, frozenset({UNSERVED, LEFT}), SERVED, STAFF),
    ),
)
