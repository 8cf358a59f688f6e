"""Which act may follow which of an agreement, as a table."""

from ongikar.rules.transitions import STAY, Transition, Transitions

DRAWN_UP, SIGNED, CLOSED, DROPPED = "drawn_up", "signed", "closed", "dropped"
DRAW_UP, SIGN, CHANGE, CLOSE, DROP = "draw_up", "sign", "change", "close", "drop"
OFFICE = "office"

TRANSITIONS = Transitions(
    "agreement",
    (DRAW_UP, DRAWN_UP),
    (
        Transition(SIGN, frozenset({DRAWN_UP}), SIGNED, OFFICE),
        Transition(CHANGE, frozenset({SIGNED}), STAY, OFFICE),
        Transition(CLOSE, frozenset({SIGNED}), CLOSED, OFFICE),
        Transition(DROP, frozenset({DRAWN_UP}), DROPPED, OFFICE),
    ),
)
STATE_WORDS = {
    DRAWN_UP: ("খসড়া", "Draft"),
    SIGNED: ("স্বাক্ষরিত", "Signed"),
    CLOSED: ("বছর শেষ", "Closed"),
    DROPPED: ("বাদ", "Dropped"),
}
ACT_WORDS = {
    DRAW_UP: ("খসড়া শুরু", "Drawn up"),
    SIGN: ("স্বাক্ষর হয়েছে", "Signed"),
    CHANGE: ("সংশোধন হয়েছে", "Changed after signing"),
    CLOSE: ("বছরের হিসাব শেষ", "The year is closed"),
    DROP: ("খসড়া বাদ", "Dropped"),
}
