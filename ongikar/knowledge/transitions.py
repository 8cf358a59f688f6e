"""Which act may follow which of a note, as a table."""

from ongikar.rules.transitions import Transition, Transitions

DRAFT, INTERNAL, PUBLIC, RETIRED = "draft", "internal", "public", "retired"
BEGIN, SHARE, PUBLISH, WITHDRAW, RETIRE, TAKE_UP = (
    "begin",
    "share",
    "publish",
    "withdraw",
    "retire",
    "take_up",
)
OFFICE = "office"

TRANSITIONS = Transitions(
    "note",
    (BEGIN, DRAFT),
    (
        Transition(SHARE, frozenset({DRAFT}), INTERNAL, OFFICE),
        Transition(PUBLISH, frozenset({DRAFT, INTERNAL}), PUBLIC, OFFICE),
        Transition(WITHDRAW, frozenset({PUBLIC}), INTERNAL, OFFICE),
        Transition(RETIRE, frozenset({DRAFT, INTERNAL, PUBLIC}), RETIRED, OFFICE),
        Transition(TAKE_UP, frozenset({RETIRED}), DRAFT, OFFICE),
    ),
)
STATE_WORDS = {
    DRAFT: ("খসড়া", "Draft"),
    INTERNAL: ("অফিসের ভেতরে", "Inside the office"),
    PUBLIC: ("সবার জন্য", "Public"),
    RETIRED: ("তুলে রাখা", "Retired"),
}
ACT_WORDS = {
    BEGIN: ("নোট শুরু", "Begun"),
    SHARE: ("অফিসের ভেতরে দেওয়া হয়েছে", "Shared inside the office"),
    PUBLISH: ("সবার জন্য দেওয়া হয়েছে", "Made public"),
    WITHDRAW: ("সবার জন্য আর নেই", "No longer public"),
    RETIRE: ("তুলে রাখা হয়েছে", "Retired"),
    TAKE_UP: ("আবার খসড়া করা হয়েছে", "Taken up again"),
}
# In which somebody beside its writers reads it, so that it may tell of nobody.
SHARED = frozenset({INTERNAL, PUBLIC})
# In which its words may still be changed.
OPEN = frozenset({DRAFT, INTERNAL, PUBLIC})
