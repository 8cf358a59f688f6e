"""Which act may follow which in the life of a grievance, as a table.

As with a case, a stored state is only a cache of the fold of the acts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ongikar.rules.case_transitions import TransitionFault

FILED, DECIDED, NOT_ACCEPTED, REDIRECTED = "filed", "decided", "not_accepted", "redirected"

CLOSED = frozenset({DECIDED, NOT_ACCEPTED, REDIRECTED})
ANY = CLOSED | {FILED}
STAY = None

DECIDER, RESPONDENT, PARTY = "decider", "respondent", "party"


@dataclass(frozen=True, slots=True)
class Move:
    """One act: from which states, to which (STAY: the state does not change), and whose act it is."""

    name: str
    sources: frozenset[str]
    target: str | None
    by: str


MOVES = {
    move.name: move
    for move in (
        Move("answer", frozenset({FILED}), STAY, RESPONDENT),
        Move("decide", frozenset({FILED}), DECIDED, DECIDER),
        Move("not_accept", frozenset({FILED}), NOT_ACCEPTED, DECIDER),
        Move("redirect", frozenset({FILED}), REDIRECTED, DECIDER),
        # An appeal begins the next tier: after a decision, or when a tier let its time pass.
        Move("appeal", ANY, FILED, PARTY),
        Move("note", ANY, STAY, DECIDER),
    )
}


def may(state: str, act: str) -> bool:
    """Whether `act` may follow in `state`."""
    move = MOVES.get(act)
    return bool(move and state in move.sources)


def state_after(acts: Iterable[str]) -> str:
    """The state that a sequence of act names, beginning with "file", leads to."""
    state = ""
    for act in acts:
        if not state:
            if act != "file":
                raise TransitionFault("a grievance begins with its filing")
            state = FILED
        elif not may(state, act):
            raise TransitionFault(f"{act} may not follow in state {state}")
        else:
            state = MOVES[act].target or state
    return state
