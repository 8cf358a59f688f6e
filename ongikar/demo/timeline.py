"""The one order of time in which a demonstration is lived: numbers of books rise with their days only where
no part of it is told after another that came later.
"""

from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

# An act with its moment, and its place among those of the same moment.
Step = tuple[datetime, int, Callable[[datetime], object]]


class LivedBeside(Protocol):
    """A part of the demonstration: what is still to be lived of it, the first first."""

    @property
    def steps(self) -> Sequence[tuple[Any, ...]]: ...

    def live_until(self, moment: datetime) -> None: ...


def live_together(
    lived: Sequence[LivedBeside], until: datetime, *, before_each: Callable[[datetime], object]
) -> None:
    """Every part until a moment, act by act in the order of all of them, and before each what the worker has
    done by then.
    """
    while coming := [
        (each.steps[0][0], place)
        for place, each in enumerate(lived)
        if each.steps and each.steps[0][0] <= until
    ]:
        moment, place = min(coming)
        before_each(moment)
        lived[place].live_until(moment)


class Timeline:
    """A part whose acts are added with their moments, or told by stories that name the moment of what comes
    next.
    """

    def __init__(self, *, before_each: Callable[[datetime], object] | None = None, many: int = 0) -> None:
        self.steps: list[Step] = []
        self.before_each = before_each
        # How many things come of it.
        self.many = many
        self._places = 0

    def add(self, moment: datetime, do: Callable[[datetime], object]) -> None:
        self._places += 1
        insort(self.steps, (moment, self._places, do), key=lambda step: step[:2])

    def tell(self, story: Iterator[datetime]) -> None:
        """Each moment that a story yields is that of the acts before its next."""
        moment = next(story, None)
        if moment is not None:
            self.add(moment, lambda at: self.tell(story))

    def live_until(self, moment: datetime) -> None:
        while self.steps and self.steps[0][0] <= moment:
            at, _, do = self.steps.pop(0)
            if self.before_each:
                self.before_each(at)
            do(at)
