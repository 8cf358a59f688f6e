"""Which act may follow which in the life of a grievance, as a table.

As with a case, a stored state is only a cache of the fold of the acts.
"""

from ongikar.rules.transitions import STAY, Transition, Transitions

FILED, DECIDED, NOT_ACCEPTED, REDIRECTED = "filed", "decided", "not_accepted", "redirected"

CLOSED = frozenset({DECIDED, NOT_ACCEPTED, REDIRECTED})
ANY = CLOSED | {FILED}

DECIDER, RESPONDENT, PARTY = "decider", "respondent", "party"

TRANSITIONS = Transitions(
    "grievance",
    ("file", FILED),
    (
        Transition("answer", frozenset({FILED}), STAY, RESPONDENT),
        Transition("decide", frozenset({FILED}), DECIDED, DECIDER),
        Transition("not_accept", frozenset({FILED}), NOT_ACCEPTED, DECIDER),
        Transition("redirect", frozenset({FILED}), REDIRECTED, DECIDER),
        # An appeal begins the next tier: after a decision, or when a tier let its time pass.
        Transition("appeal", ANY, FILED, PARTY),
        Transition("note", ANY, STAY, DECIDER),
    ),
)
may = TRANSITIONS.may_follow
state_after = TRANSITIONS.state_after
