"""Which act may follow which in one visit, as a table; the stored state is a cache of the fold."""

from ongikar.records.words import State
from ongikar.rules.transitions import STAY, Transition, Transitions

WAITING, CALLED, SERVING, SERVED = "waiting", "called", "serving", "served"
PENDING, PARKED, MISSED, LEFT = "pending", "parked", "missed", "left"

STATES = {
    WAITING: State("অপেক্ষায়", "Waiting", "wait"),
    CALLED: State("ডাকা হয়েছে", "Called", "today"),
    SERVING: State("কাজ চলছে", "Being served", "today"),
    SERVED: State("কাজ হয়েছে", "Served", "kept"),
    PENDING: State("কাগজ আনতে গেছেন", "Fetching a document", "wait"),
    PARKED: State("সরিয়ে রাখা", "Set aside", "wait"),
    MISSED: State("ডেকে পাওয়া যায়নি", "Missed", "shut"),
    LEFT: State("চলে গেছেন", "Left", "shut"),
}
# A desk is with the person: one call is open.
AT_A_DESK = frozenset({CALLED, SERVING})
# Not done with yet.
OPEN = AT_A_DESK | {WAITING, PENDING, PARKED}

ARRIVE, CALL, CALL_AGAIN, BEGIN, SERVE = "arrive", "call", "call_again", "begin", "serve"
SEND_FOR_PAPER, RETURN, PARK, TAKE_UP = "send_for_paper", "return", "park", "take_up"
MISS, WAIT_AGAIN, LEAVE, DAY_OVER = "miss", "wait_again", "leave", "day_over"
# How it ended on a day without power, entered later from a token of paper.
SERVED_ON_PAPER, MISSED_ON_PAPER, LEFT_ON_PAPER = "served_on_paper", "missed_on_paper", "left_on_paper"
ON_PAPER = {SERVED: SERVED_ON_PAPER, MISSED: MISSED_ON_PAPER, LEFT: LEFT_ON_PAPER}

STAFF, BY_ITSELF = "staff", "by_itself"

# What ends a call to which nobody came, or of which nobody wrote how it ended: no service.
NO_SERVICE = frozenset({MISS, WAIT_AGAIN, LEAVE, DAY_OVER})

ACTS = {
    ARRIVE: ("এসেছেন", "Arrived"),
    CALL: ("ডাকা হয়েছে", "Called"),
    CALL_AGAIN: ("আবার ডাকা হয়েছে", "Called again"),
    BEGIN: ("কাজ শুরু", "Service began"),
    SERVE: ("কাজ হয়েছে", "Served"),
    SEND_FOR_PAPER: ("কাগজ আনতে গেছেন", "Sent to fetch a document"),
    RETURN: ("কাগজ নিয়ে ফিরেছেন", "Came back with the document"),
    PARK: ("সরিয়ে রাখা হয়েছে", "Set aside"),
    TAKE_UP: ("আবার ধরা হয়েছে", "Taken up again"),
    MISS: ("ডেকে পাওয়া যায়নি", "Missed"),
    WAIT_AGAIN: ("আবার অপেক্ষায়", "Waiting again"),
    LEAVE: ("চলে গেছেন", "Left"),
    SERVED_ON_PAPER: ("কাজ হয়েছে, কাগজ থেকে লেখা", "Served, entered later"),
    MISSED_ON_PAPER: ("ডেকে পাওয়া যায়নি, কাগজ থেকে লেখা", "Missed, entered later"),
    LEFT_ON_PAPER: ("চলে গেছেন, কাগজ থেকে লেখা", "Left, entered later"),
    DAY_OVER: ("দিন শেষ, কীভাবে শেষ হলো লেখা নেই", "The day ended with nothing written"),
}

TRANSITIONS = Transitions(
    "visit",
    (ARRIVE, WAITING),
    (
        # Whoever was missed may be called again at once, without waiting anew.
        Transition(CALL, frozenset({WAITING, MISSED}), CALLED, STAFF),
        Transition(CALL_AGAIN, frozenset({CALLED}), STAY, STAFF),
        Transition(BEGIN, frozenset({CALLED}), SERVING, STAFF),
        # Many desks never press "begin": the service is then all the time since the call.
        Transition(SERVE, AT_A_DESK, SERVED, STAFF),
        Transition(SEND_FOR_PAPER, AT_A_DESK, PENDING, STAFF),
        Transition(RETURN, frozenset({PENDING}), WAITING, STAFF),
        Transition(PARK, AT_A_DESK, PARKED, STAFF),
        Transition(TAKE_UP, frozenset({PARKED}), SERVING, STAFF),
        # After the calls that the office's rules ask for (actions.py).
        Transition(MISS, frozenset({CALLED}), MISSED, STAFF),
        Transition(WAIT_AGAIN, frozenset({CALLED, PARKED, MISSED, LEFT}), WAITING, STAFF),
        Transition(LEAVE, (OPEN - {SERVING}) | {MISSED}, LEFT, STAFF),
        # Of a token of paper alone (models.py).
        Transition(SERVED_ON_PAPER, frozenset({WAITING}), SERVED, STAFF),
        Transition(MISSED_ON_PAPER, frozenset({WAITING}), MISSED, STAFF),
        Transition(LEFT_ON_PAPER, frozenset({WAITING}), LEFT, STAFF),
        # A call that was left open in the evening, found when its desk calls again.
        Transition(DAY_OVER, AT_A_DESK, LEFT, BY_ITSELF),
    ),
)
