"""Which act may follow which of a tour, as a table; that it was made, the line of the tour book says."""

from ongikar.rules.transitions import Transition, Transitions

DRAWN_UP, APPROVED, CANCELLED, MADE = "drawn_up", "approved", "cancelled", "made"
DRAW_UP, APPROVE, CANCEL, RETURN = "draw_up", "approve", "cancel", "return"
OFFICE = "office"

TRANSITIONS = Transitions(
    "tour",
    (DRAW_UP, DRAWN_UP),
    (
        Transition(APPROVE, frozenset({DRAWN_UP}), APPROVED, OFFICE),
        Transition(CANCEL, frozenset({DRAWN_UP, APPROVED}), CANCELLED, OFFICE),
        # Each return that is written down, and each one put right, is an act. What nobody approved was made
        # all the same, and the book says so.
        Transition(RETURN, frozenset({DRAWN_UP, APPROVED, MADE}), MADE, OFFICE),
    ),
)
ACT_WORDS = {
    DRAW_UP: ("ভ্রমণসূচি তৈরি", "Drawn up"),
    APPROVE: ("অনুমোদিত", "Approved"),
    CANCEL: ("বাতিল", "Cancelled"),
    RETURN: ("ফেরার কথা লেখা হয়েছে", "The return was entered"),
}
# What may still be changed of a programme.
OPEN = frozenset({DRAWN_UP, APPROVED})
