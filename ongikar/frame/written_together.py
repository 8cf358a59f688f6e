"""Rows written together: what one act writes goes to the database in one statement, where the database takes that.

Each statement is a trip over the wire, and a receipt writes a dozen rows that know one another's keys. Inside
`written_together()` a new row waits, with a key that is still awaited; rows that point at it carry that same key. At the
end one statement writes them all. Whoever needs a key sooner, or lets Django save something that does, has it at once: then
what waits is written first. SQLite, which is no trip away, writes each row as it comes.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections


class Awaited:
    """A key that the database has yet to give. Taken as a number it makes the rows be written now."""

    __slots__ = ("given", "place", "together")

    def __init__(self, together: "Together", place: int):
        self.together, self.place, self.given = together, place, None

    def __int__(self) -> int:
        if self.given is None:
            self.together.write()
        return self.given

    __index__ = __int__

    def __hash__(self) -> int:
        return hash(int(self))

    def __eq__(self, other: object) -> bool:
        # Told its key, a row that points here keeps the row it points at: to Django the key has not changed.
        return self is other or (self.given is not None and self.given == other)

    def __str__(self) -> str:
        return str(int(self))


class Waiting(NamedTuple):
    """One statement that waits: its text with a mark for each value, the key it gives if any, and what to do with it."""

    text: str
    values: list[Any]
    key: str | None = None
    awaited: Awaited | None = None
    then: Callable[[int], None] | None = None


class Together:
    """The statements that wait, in the order in which they came."""

    def __init__(self, connection):
        self.connection = connection
        self.waiting: list[Waiting] = []

    def add(self, text: str, values: list[Any]) -> None:
        self.waiting.append(Waiting(text, values))

    def add_keyed(self, text: str, key: str, values: list[Any], then: Callable[[int], None]) -> Awaited:
        """`then` is told the key once the database has given it."""
        awaited = Awaited(self, len(self.waiting))
        self.waiting.append(Waiting(text, values, key, awaited, then))
        return awaited

    def write(self) -> None:
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        values = [value for each in waiting for value in each.values]
        shape = tuple((each.text, each.key, places(each.values)) for each in waiting)
        sent = [value for value in values if not is_open(value)]
        with self.connection.numbered_cursor() as cursor:
            cursor.execute(one_statement(shape), [int(v) if type(v) is Awaited else v for v in sent])
            keys = cursor.fetchone()
        keyed = [each for each in waiting if each.awaited is not None]
        for each, key in zip(keyed, keys, strict=False):
            each.awaited.given = key
        # First every key is known, then each row is told, so that one row may name another.
        for each in keyed:
            each.then(each.awaited.given)


def is_open(value: Any) -> bool:
    return type(value) is Awaited and value.given is None


def places(values: Sequence[Any]) -> tuple[tuple[int, int], ...]:
    """Which of the values are keys still awaited, and which statement gives each."""
    return tuple((at, value.place) for at, value in enumerate(values) if is_open(value))


@cache
def one_statement(shape: tuple[tuple[str, str | None, tuple[tuple[int, int], ...]], ...]) -> str:
    """The statements as parts of one, its values numbered, each key that a part awaits read from the part that gives it."""
    number = count(1)

    def mark(giver: int | None) -> str:
        return f"${next(number)}" if giver is None else f'(SELECT "{shape[giver][1]}" FROM w{giver})'

    parts = []
    for at, (text, key, awaits) in enumerate(shape):
        first, *rest = text.split("%s")
        givers = dict(awaits)
        filled = first + "".join(mark(givers.get(place)) + piece for place, piece in enumerate(rest))
        returning = f' RETURNING "{key}"' if key else ""
        parts.append(f"w{at} AS ({filled}{returning})")
    keys = ", ".join(f'(SELECT "{key}" FROM w{at})' for at, (_, key, _) in enumerate(shape) if key)
    return f"WITH {', '.join(parts)} SELECT {keys or 1}"


def waiting_on(connection) -> Together | None:
    """Where a row is to wait; None where it is to be written at once."""
    return getattr(connection, "together", None)


@contextmanager
def written_together() -> Iterator[None]:
    """What is inserted inside by ready rows is written at the end, or with the first key that is asked for."""
    connection = connections[DEFAULT_DB_ALIAS]
    if not getattr(connection, "writes_together", False) or waiting_on(connection):
        yield
        return
    connection.together = together = Together(connection)
    try:
        yield
        together.write()
    finally:
        connection.together = None
