"""The life of a clock as the stretches it had, each with one due moment: what it awaited, named, ran through
and kept.
"""

from dataclasses import dataclass
from datetime import datetime

from ongikar.rules.clock import fold
from ongikar.rules.promise import Explanation
from ongikar.rules.promise.explanation import WAIT_REASON

from .models import Clock


@dataclass(frozen=True, slots=True)
class ClockPhase:
    """One stretch, as the facts had it at its end. `due`: as it was judged then, whatever the calendar says
    today.
    """

    state: fold.Running
    explanation: Explanation
    due: datetime
    ended: datetime | None

    def is_broken(self, now: datetime) -> bool:
        return (self.ended or now) > self.due

    @property
    def is_as_counted(self) -> bool:
        """Whether the days told are those it was judged by: a later order may have changed the calendar
        since.
        """
        return self.explanation.due == self.due


def phases_of(clock: Clock, now: datetime, wait_reason: tuple[str, str] = WAIT_REASON) -> list[ClockPhase]:
    """All stretches up to `now`, oldest first; the last one runs, or ended with the clock.

    `wait_reason`: what is waited for, in Bangla and English, as it is said to whoever reads.
    """
    calendar = clock.calendar
    first, *others = clock.entered
    state = fold.fold_facts([first])
    lived = []
    for fact in others:
        after = fold.fold_fact(state, fact)
        if len(after.phases) > len(state.phases):
            due = after.phases[-1].due(calendar)
            lived.append(ClockPhase(state, state.explain(calendar, fact.at, wait_reason), due, fact.at))
        state = after
    end = state.stopped or now
    told = state.explain(calendar, end, wait_reason)
    return [*lived, ClockPhase(state, told, told.due, state.stopped)]
