"""The one order of time in which a demonstration is lived: numbers of books rise with their days only where
no part of it is told after another that came later.
"""

from bisect import insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

Act = Callable[[datetime], object]
# Each act of a story before it is done, with its moment. What stands between two of them is run again by
# whoever goes on with it, and so changes nothing.
Story = Iterator[tuple[datetime, Act]]


class Step(NamedTuple):
    """An act with its moment, and its place among those of the same moment; `after` says what comes of it,
    whoever has done it.
    """

    at: datetime
    place: int
    do: Act
    after: Callable[[], object] | None = None


class LivedBeside(Protocol):
    """A part of the demonstration: what is still to be lived of it, the first first."""

    @property
    def steps(self) -> Sequence[Step]: ...

    def live_next(self) -> None: ...


def next_of_all[Name](parts: Mapping[Name, LivedBeside], until: datetime) -> tuple[datetime, Name] | None:
    """The part whose act is the next of all, and when; of one moment that of the first part."""
    coming = [
        (part.steps[0].at, place, name)
        for place, (name, part) in enumerate(parts.items())
        if part.steps and part.steps[0].at <= until
    ]
    if not coming:
        return None
    moment, _, name = min(coming, key=lambda each: each[:2])
    return moment, name


def live_together(
    lived: Sequence[LivedBeside], until: datetime, *, before_each: Callable[[datetime], object]
) -> None:
    """Every part until a moment, act by act in the order of all of them, and before each what the worker has
    done by then.
    """
    parts = dict(enumerate(lived))
    while coming := next_of_all(parts, until):
        moment, place = coming
        before_each(moment)
        parts[place].live_next()


class Timeline:
    """A part whose acts are added with their moments, or told by stories that name the moment of what comes
    next.
    """

    def __init__(
        self, *, before_each: Act | None = None, after_each: Act | None = None, many: int = 0
    ) -> None:
        self.steps: list[Step] = []
        # What the worker has done where the part is lived alone.
        self.before_each, self.after_each = before_each, after_each
        # How many things come of it.
        self.many = many
        # How many acts are done.
        self.done = 0
        self._places = 0

    def add(self, moment: datetime, do: Act, *, after: Callable[[], object] | None = None) -> None:
        self._places += 1
        insort(self.steps, Step(moment, self._places, do, after), key=lambda step: step[:2])

    def tell(self, story: Story) -> None:
        """The first act of the story; once it is done the next."""
        coming = next(story, None)
        if coming is not None:
            moment, act = coming
            self.add(moment, act, after=lambda: self.tell(story))

    def live_next(self) -> None:
        step = self.steps[0]
        step.do(step.at)
        self.skip(1)

    def skip(self, many: int) -> None:
        """So many acts are done, here or before an interruption."""
        for _ in range(many):
            step = self.steps.pop(0)
            self.done += 1
            if step.after:
                step.after()

    def live_until(self, moment: datetime) -> None:
        """The part alone, without the others."""
        while self.steps and self.steps[0].at <= moment:
            at = self.steps[0].at
            if self.before_each:
                self.before_each(at)
            self.live_next()
            if self.after_each:
                self.after_each(at)
