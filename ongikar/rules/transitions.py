"""State machine as a table: which act may follow in which state, and where it leads.

A case, a grievance and a task are each the fold of their acts; a stored state is only a cache of that. Each
has a table of its own and shares this reading of it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

# The state does not change.
STAY = None
# What must be true of the acts done so far, in order, beside the state.
Condition = Callable[[Iterable[str]], bool]


class TransitionFault(ValueError):
    """An act that may not follow what has happened so far."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One act: from which states, to which (STAY: the state does not change), and whose act it is."""

    name: str
    sources: frozenset[str]
    target: str | None
    by: str


class Transitions:
    """The table of one kind of thing.

    `beginning`: the act with which it begins, and the state that leads to. `conditions`: by act what must
    hold besides the state. `noun`: what a fault calls the thing.
    """

    def __init__(
        self,
        noun: str,
        beginning: tuple[str, str],
        moves: Iterable[Transition],
        conditions: Mapping[str, Condition] | None = None,
    ) -> None:
        self.noun, self.beginning = noun, beginning
        self.moves = {move.name: move for move in moves}
        self.conditions = dict(conditions or {})

    def may_follow(self, state: str, act: str, done: Iterable[str] = ()) -> bool:
        """Whether `act` may follow in `state`, after the acts `done`, in order."""
        move = self.moves.get(act)
        if move is None or state not in move.sources:
            return False
        condition = self.conditions.get(act)
        return condition is None or condition(done)

    def target(self, state: str, act: str) -> str:
        """The state that an act which may follow leads to."""
        return self.moves[act].target or state

    def require(self, state: str, act: str, done: Iterable[str] = ()) -> str:
        """The state that `act` leads to; raises TransitionFault where it may not follow."""
        if not self.may_follow(state, act, done):
            raise TransitionFault(f"{act} may not follow in state {state}")
        return self.target(state, act)

    def state_after(self, acts: Iterable[str]) -> str:
        """The state that a sequence of act names leads to; "" of none."""
        state, done = "", list[str]()
        first, opened = self.beginning
        for act in acts:
            if done:
                state = self.require(state, act, done)
            elif act == first:
                state = opened
            else:
                raise TransitionFault(f"a {self.noun} begins with {first}")
            done.append(act)
        return state


def was_not_done(act: str) -> Condition:
    """Done at most once in the life of the thing."""
    return lambda done: act not in done


def is_last_said(act: str, answers: frozenset[str]) -> Condition:
    """Whether the last thing said about a question was its asking: `act` asks, `answers` end it."""

    def condition(done: Iterable[str]) -> bool:
        said = [each for each in done if each == act or each in answers]
        return said[-1:] == [act]

    return condition


def negate(condition: Condition) -> Condition:
    return lambda done: not condition(done)
