"""Compares two calendars: which running promises fall due at another moment, from when to when, and which row
causes it.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ongikar.rules.clock.fold import Running

from .office_calendar import TZ, Calendar, CalendarFault
from .rows import CalendarRow, CalendarRows, DayStatement


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that is open otherwise than before, and the rows that make it so."""

    day: date
    rows: tuple[CalendarRow, ...]


@dataclass(frozen=True, slots=True)
class DueDateMove[Key: Hashable]:
    """A running promise whose due moment moves. `fault`: it cannot be counted any more, so
    `becomes` is None.
    """

    key: Key
    was: datetime
    becomes: datetime | None
    days: tuple[DayChange, ...]
    fault: CalendarFault | None = None

    @property
    def rows(self) -> tuple[CalendarRow, ...]:
        """Why, each row once, in order of time."""
        return tuple(dict.fromkeys(row for change in self.days for row in change.rows))


def due_date_moves[Key: Hashable](
    old: Calendar, new: Calendar, clocks: Iterable[tuple[Key, Running]], now: datetime
) -> list[DueDateMove[Key]]:
    """The moves of the promises open and not yet broken at `now`, oldest due first.

    What has stopped or broken is judged by the calendar it ran under: no later order heals or makes a breach.
    """
    moves = [
        move
        for key, running in clocks
        if not running.stopped and (move := due_date_move(old, new, key, running, now))
    ]
    return sorted(moves, key=lambda move: move.was)


def due_date_move[Key: Hashable](
    old: Calendar, new: Calendar, key: Key, running: Running, now: datetime
) -> DueDateMove[Key] | None:
    was = running.due(old, now)
    if was < now:
        return None
    try:
        becomes = running.due(new, now)
    except CalendarFault as fault:
        return DueDateMove(key, was, None, (), fault)
    if becomes == was:
        return None
    first = running.received.astimezone(TZ).date()
    days = day_changes(old.rows, new.rows, first, max(was, becomes).date())
    return DueDateMove(key, was, becomes, tuple(days))


def day_changes(old: CalendarRows, new: CalendarRows, first: date, last: date) -> Iterator[DayChange]:
    """The days from `first` to `last`, both included, whose office hours differ."""
    for day in range(first.toordinal(), last.toordinal() + 1):
        if old.hours_on(day) != new.hours_on(day):
            yield DayChange(date.fromordinal(day), rows_behind_change(old, new, day))


def rows_behind_change(old: CalendarRows, new: CalendarRows, day: int) -> tuple[CalendarRow, ...]:
    """The rows added about a day; where none was, those that are gone; empty where the week itself has
    changed.
    """
    before, after = statements_about(old, day), statements_about(new, day)
    known, kept = (
        {statement_without_place(said) for said in before},
        {statement_without_place(said) for said in after},
    )
    added = [said.row for said in after if statement_without_place(said) not in known]
    return tuple(added or [said.row for said in before if statement_without_place(said) not in kept])


def statements_about(rows: CalendarRows, day: int) -> list[DayStatement]:
    dated = [
        DayStatement(f"{hours}", row)
        for row, hours in rows.dated
        if row.first.toordinal() <= day <= row.last.toordinal()
    ]
    return [*rows.statements.get(day, ()), *dated]


def statement_without_place(said: DayStatement) -> DayStatement:
    """What a row says, wherever it stands in its list."""
    return said._replace(row=said.row._replace(where=""))
