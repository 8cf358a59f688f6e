"""The one order of time in which a demonstration is lived: numbers of books rise with their days only where
no part of it is told after another that came later. With what came of its acts, and what the worker would
have done meanwhile.
"""

from bisect import insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils.dateparse import parse_datetime

from ongikar.clock.models import Clock
from ongikar.clock.watch import watch_clocks
from ongikar.core.db.bulk_sql import fetch_rows
from ongikar.core.not_none import not_none
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.tasks.actions.series import raise_due_tasks
from ongikar.tasks.models import Series

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

    # What the worker does where the part is lived alone, before each act and after it.
    before_each: Act | None = None
    after_each: Act | None = None

    def __init__(self) -> None:
        self.steps: list[Step] = []
        # How many things come of it.
        self.many = 0
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


# ---- what came of the acts ----

# The model and the key of a row, as they are kept.
Reference = list[Any]


class Known:
    """`keep` what an act has made; `find` it, in this process or after another ended. `has_begun`: a part is
    under way, so that what stands of it in the database is its own.
    """

    def __init__(self, references: Mapping[str, Reference] | None = None, *, has_begun: bool = False) -> None:
        self.references = dict(references or {})
        self.has_begun = has_begun
        self.rows: dict[str, Any] = {}

    def keep[Row: Model](self, name: str, row: Row) -> Row:
        self.references[name] = [row._meta.label_lower, row.pk]
        self.rows[name] = row
        return row

    def find(self, name: str) -> Any:
        """Raises KeyError for what no act has made."""
        if name not in self.rows:
            label, key = self.references[name]
            self.rows[name] = apps.get_model(label)._base_manager.get(pk=key)
        return self.rows[name]

    def get(self, name: str) -> Any:
        """The same, or None."""
        return self.find(name) if name in self.references else None

    def once[Row: Model](self, name: str, make: Callable[[], Row]) -> Row:
        """What is there before the first act: made once."""
        if name in self.references:
            row: Row = self.find(name)
            return row
        return self.keep(name, make())


# ---- the worker ----

# When a clock, an entry of the outbox and a series were due next: all three in one question, asked before
# each act. A message made at night waits for the morning.
DUE = f"""
    SELECT (SELECT min(look_at) FROM {Clock._meta.db_table} WHERE look_at <= %s),
        (SELECT min(next_try) FROM {OutboxEntry._meta.db_table} WHERE next_try <= %s),
        (SELECT min(look_at) FROM {Series._meta.db_table} WHERE look_at <= %s)
"""  # noqa: S608


def run_worker_until(until: datetime, *, run_entries: Callable[[datetime], int] = run_due_entries) -> None:
    """Everything that was due by then, the first due first."""
    while any(moments := due_moments(until)):
        look, owed, series = moments
        at = min(moment for moment in moments if moment)
        if series and series <= at:
            raise_due_tasks(at)
        if look and look <= at:
            watch_clocks(at)
        if owed and owed <= at:
            run_entries(at)


def due_moments(until: datetime) -> list[datetime | None]:
    bound = connection.ops.adapt_datetimefield_value(until)
    return [as_moment(value) for value in fetch_rows(DUE, bound, bound, bound)[0]]


def as_moment(value: Any) -> datetime | None:
    """SQLite keeps a moment as text."""
    return not_none(parse_datetime(value)).replace(tzinfo=UTC) if isinstance(value, str) else value
