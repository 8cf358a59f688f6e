"""Which act may follow which on the way of an idea, as a table; how it ended, its case says."""

from ongikar.rules.transitions import Transition, Transitions

IDEA, SCREENED, PILOT, MEASURED = "idea", "screened", "pilot", "measured"
LEFT_OUT, SPREAD, KEPT_HERE, CLOSED = "left_out", "spread", "kept", "closed"
# In their order; what is behind has been done.
WAY = (IDEA, SCREENED, PILOT, MEASURED)
# How its case ended, and what that comes to; and which of these are a success.
ENDED = {
    "replicated": SPREAD,
    "kept": KEPT_HERE,
    "closed": CLOSED,
}
SUCCESSES = frozenset({"replicated", "kept"})

PROPOSE, SCREEN, LEAVE_OUT, TAKE_UP, BEGIN_PILOT, MEASURE = (
    "propose",
    "screen",
    "leave_out",
    "take_up",
    "pilot",
    "measure",
)
OFFICER = "officer"

TRANSITIONS = Transitions(
    "initiative",
    (PROPOSE, IDEA),
    (
        Transition(SCREEN, frozenset({IDEA}), SCREENED, OFFICER),
        # Left out at the screening; the case itself is dropped by the post above alone.
        Transition(LEAVE_OUT, frozenset({IDEA, SCREENED}), LEFT_OUT, OFFICER),
        Transition(TAKE_UP, frozenset({LEFT_OUT}), SCREENED, OFFICER),
        # Another try after a first one, too, at another place or in another way.
        Transition(BEGIN_PILOT, frozenset({SCREENED, PILOT, MEASURED}), PILOT, OFFICER),
        # Each measure, and each one put right, is an act.
        Transition(MEASURE, frozenset({PILOT, MEASURED}), MEASURED, OFFICER),
    ),
)

ACT_WORDS = {
    PROPOSE: ("ভাবনা লেখা হয়েছে", "The idea was written down"),
    SCREEN: ("যাচাই হয়েছে", "Screened"),
    LEAVE_OUT: ("যাচাইয়ে বাদ", "Left out"),
    TAKE_UP: ("আবার নেওয়া হয়েছে", "Taken up again"),
    BEGIN_PILOT: ("পরীক্ষা শুরু", "The pilot began"),
    MEASURE: ("মাপা হয়েছে", "Measured"),
}
