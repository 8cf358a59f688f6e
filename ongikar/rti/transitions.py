"""Which act may follow which in the life of a request for information, as a table.

As with a case, a stored state is only a cache of the fold of the acts. The appeal has a state of its own: the
officer's duty to answer does not end because somebody has complained that it was not met.
"""

from ongikar.rules.transitions import STAY, Transition, Transitions

# Waiting for the officer: as it came, or because the appeal authority ordered it.
OPEN, ORDERED = "open", "ordered"
PROVIDED, IN_PART, REFUSED, LAPSED, WITHDRAWN = "provided", "in_part", "refused", "lapsed", "withdrawn"
WAITING = frozenset({OPEN, ORDERED})
# Answered, rightly or not: from each of these an appeal may be made.
ANSWERED = frozenset({PROVIDED, IN_PART, REFUSED, LAPSED})
ANY = WAITING | ANSWERED | {WITHDRAWN}

HAND_ON = "hand_on"
OFFICER, APPLICANT, APPEAL = "officer", "applicant", "appeal"

TRANSITIONS = Transitions(
    "request for information",
    ("file", OPEN),
    (
        # Other units hold a part of it: the longer limit of the Act, told to the applicant.
        Transition("extend", frozenset({OPEN}), STAY, OFFICER),
        # The price of the copies is named, and paid.
        Transition("price", WAITING, STAY, OFFICER),
        Transition("paid", WAITING, STAY, OFFICER),
        Transition("provide", WAITING, PROVIDED, OFFICER),
        Transition("provide_part", WAITING, IN_PART, OFFICER),
        Transition("refuse", frozenset({OPEN}), REFUSED, OFFICER),
        Transition("lapse", WAITING, LAPSED, OFFICER),
        Transition("withdraw", WAITING, WITHDRAWN, APPLICANT),
        # Charge was handed over: another post answers it.
        Transition(HAND_ON, WAITING, STAY, OFFICER),
        Transition("note", ANY, STAY, OFFICER),
        # What is held about the applicant is put right; the old value is kept, and shown in order.
        Transition("correct", ANY, STAY, OFFICER),
        Transition("appeal", ANSWERED | {OPEN}, STAY, APPLICANT),
        Transition("order", ANSWERED | {OPEN}, ORDERED, APPEAL),
        Transition("dismiss", ANSWERED | {OPEN}, STAY, APPEAL),
    ),
)
may = TRANSITIONS.may_follow
state_after = TRANSITIONS.state_after
