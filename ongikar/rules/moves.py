"""Which act may follow which: the life of a case as a table.

A case is the fold of its acts. `state_after` replays them; a stored state is only a cache of that.
"""

from collections.abc import Iterable
from dataclasses import dataclass

RECEIVED, ACCEPTED, WAITING, ANSWERED = "received", "accepted", "waiting", "answered"
KEPT, REFUSED, REDIRECTED, WITHDRAWN = "kept", "refused", "redirected", "withdrawn"

OPEN = frozenset({RECEIVED, ACCEPTED, WAITING, ANSWERED})
CLOSED = frozenset({KEPT, REFUSED, REDIRECTED, WITHDRAWN})
STAY = None
REOPEN = "reopen"
HAND_OVER = "hand_over"
FILL_IN = "fill_in"
ASK_CORRECTION, CORRECT, REFUSE_CORRECTION = "ask_correction", "correct", "refuse_correction"


class MoveFault(ValueError):
    """An act that may not follow what has happened so far."""


@dataclass(frozen=True, slots=True)
class Move:
    """One act: from which states, to which (STAY: the state does not change), and who may do it."""

    name: str
    sources: frozenset[str]
    target: str | None
    by: str  # "citizen" or "officer"


MOVES = {
    move.name: move
    for move in (
        # A step finished before took the case on; an earlier day for the next may still be named.
        Move("accept", frozenset({RECEIVED, ACCEPTED, ANSWERED}), ACCEPTED, "officer"),
        Move("ask_for_papers", frozenset({RECEIVED, ACCEPTED, ANSWERED}), WAITING, "officer"),
        Move("answer", frozenset({WAITING}), ANSWERED, "citizen"),
        Move("keep", OPEN, KEPT, "officer"),
        Move("refuse", OPEN, REFUSED, "officer"),
        Move("redirect", frozenset({RECEIVED, ANSWERED}), REDIRECTED, "officer"),
        Move("withdraw", OPEN, WITHDRAWN, "citizen"),
        Move(HAND_OVER, OPEN, STAY, "officer"),
        # What was left out at the counter is asked later; what the promise rests on never is.
        Move(FILL_IN, OPEN, STAY, "officer"),
        Move("note", OPEN | CLOSED, STAY, "officer"),
        Move("rate", frozenset({KEPT, REFUSED}), STAY, "citizen"),
        # Wrong data about a person are put right in any state, as long as they are held.
        Move(ASK_CORRECTION, OPEN | CLOSED, STAY, "citizen"),
        Move(CORRECT, OPEN | CLOSED, STAY, "officer"),
        Move(REFUSE_CORRECTION, OPEN | CLOSED, STAY, "officer"),
        # What the clock allows besides, its ledger says (`ledger_steps`, `ledger_entry`).
        Move("extend", frozenset({RECEIVED, ACCEPTED, ANSWERED}), STAY, "officer"),
        Move("event_came", OPEN, STAY, "officer"),
        # Whoever has finished a step of the work has taken it on, with or without a word before.
        Move("keep_step", frozenset({RECEIVED, ACCEPTED, ANSWERED}), ACCEPTED, "officer"),
        # What the citizen took back, only the citizen brings again, by a new application.
        Move(REOPEN, frozenset({KEPT, REFUSED, REDIRECTED}), RECEIVED, "officer"),
    )
}
# Done at most once in the life of a case; and at most once until it is reopened.
ONCE = frozenset({"rate"})
ONCE_A_ROUND = frozenset({"accept"})
ANSWERS_CORRECTION = frozenset({CORRECT, REFUSE_CORRECTION})


def may(state: str, act: str, done: Iterable[str] = ()) -> bool:
    """Whether `act` may follow in `state`, after the acts `done`, in order."""
    move = MOVES.get(act)
    if move is None or state not in move.sources:
        return False
    if act in ANSWERS_CORRECTION:
        return awaits_correction(done)
    if act == ASK_CORRECTION:
        return not awaits_correction(done)
    if act in ONCE_A_ROUND:
        return act not in this_round(done)
    return not (act in ONCE and act in done)


def awaits_correction(done: Iterable[str]) -> bool:
    """Whether the last thing said about a correction was the citizen's asking for it."""
    said = [act for act in done if act == ASK_CORRECTION or act in ANSWERS_CORRECTION]
    return said[-1:] == [ASK_CORRECTION]


def this_round(done: Iterable[str]) -> list[str]:
    """The acts since the case was last reopened, else all of them."""
    acts = list(done)
    return acts[len(acts) - acts[::-1].index(REOPEN) :] if REOPEN in acts else acts


def state_after(acts: Iterable[str]) -> str:
    """The state that a sequence of act names, beginning with "receive", leads to."""
    state = ""
    done: list[str] = []
    for act in acts:
        if not done:
            if act != "receive":
                raise MoveFault("a case begins with its receipt")
            state = RECEIVED
        elif not may(state, act, done):
            raise MoveFault(f"{act} may not follow in state {state}")
        else:
            state = MOVES[act].target or state
        done.append(act)
    return state
