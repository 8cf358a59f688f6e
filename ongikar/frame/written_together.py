"""Rows written together: what one act writes goes to the database in one statement, where the database takes that.

Each statement is a trip over the wire, and a receipt writes a dozen rows that know one another's keys and numbers. Inside
`written_together()` a new row waits, with a key that is still awaited; rows that point at it carry that same key. At the
end one statement writes them all. Whoever needs a key sooner, or lets Django save something that does, has it at once: then
what waits is written first. SQLite, which is no trip away, writes each row as it comes.

What is all of a transaction needs no word to begin and none to end: `in_one_transaction()` makes that one trip, in which
nobody else waits for a number while we reckon.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from itertools import count
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from ongikar.rules.numbers import Series


class Awaited:
    """A key or a serial that the database has yet to give. Taken as a number it makes the rows be written now."""

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


class AwaitedText:
    """The number that a serial makes in its series, such as 8549-26-00417-58203. Taken as text it makes the rows be written now."""

    __slots__ = ("serial", "series")

    def __init__(self, series: Series, serial: Awaited):
        self.series, self.serial = series, serial

    def __str__(self) -> str:
        return self.series.number(int(self.serial))


def numbered(series: Series, serial: int | Awaited) -> str | AwaitedText:
    """The number of a serial, awaited where the serial is."""
    return AwaitedText(series, serial) if type(serial) is Awaited else series.number(serial)


def known(value: Any) -> Any:
    """A value as it is once all has been written."""
    if type(value) is Awaited:
        return int(value)
    return str(value) if type(value) is AwaitedText else value


def is_awaited(value: Any) -> bool:
    return type(value) in (Awaited, AwaitedText)


class Place(NamedTuple):
    """A value of a part that another part gives; as a text, in so many figures at least."""

    at: int
    giver: int
    figures: int | None


class Waiting(NamedTuple):
    """One statement that waits: its text with a mark for each value, the key it gives if any, and what to do with it."""

    text: str
    values: list[Any]
    key: str | None = None
    awaited: Awaited | None = None
    then: Callable[[int], None] | None = None

    def sent(self, all_sent: list[Any]) -> tuple[Place, ...]:
        """Add what is to be sent for its values; the places of those that another part gives."""
        places: tuple[Place, ...] = ()
        for at, value in enumerate(self.values):
            kind = type(value)
            if kind is Awaited:
                if value.given is None:
                    places += (Place(at, value.place, None),)
                else:
                    all_sent.append(value.given)
            elif kind is AwaitedText and value.serial.given is None:
                # What stands before the serial, and behind it.
                all_sent += value.series.before, value.series.after
                places += (Place(at, value.serial.place, value.series.figures),)
            else:
                all_sent.append(str(value) if kind is AwaitedText else value)
        return places


class Together:
    """The statements that wait, in the order in which they came."""

    def __init__(self, connection):
        self.connection = connection
        self.waiting: list[Waiting] = []

    def add(self, text: str, values: list[Any]) -> None:
        self.waiting.append(Waiting(text, values))

    def add_keyed(
        self, text: str, key: str, values: list[Any], then: Callable[[int], None] = lambda _: None
    ) -> Awaited:
        """`then` is told the key once the database has given it. `key`: the column that is asked for."""
        awaited = Awaited(self, len(self.waiting))
        self.waiting.append(Waiting(text, values, key, awaited, then))
        return awaited

    def write(self, *, is_all: bool = False) -> None:
        """`is_all`: nothing else belongs to the transaction."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        sent: list[Any] = []
        shape = tuple((each.text, each.key, each.sent(sent)) for each in waiting)
        with (
            self.connection.numbered_cursor() as cursor,
            self.connection.alone() if is_all else nullcontext(),
        ):
            cursor.execute(one_statement(shape), sent)
            keys = cursor.fetchone()
        keyed = [each for each in waiting if each.awaited is not None]
        for each, key in zip(keyed, keys, strict=False):
            each.awaited.given = key
        # First every key is known, then each row is told, so that one row may name another.
        for each in keyed:
            each.then(each.awaited.given)


@cache
def one_statement(shape: tuple[tuple[str, str | None, tuple[Place, ...]], ...]) -> str:
    """The statements as parts of one, its values numbered, each key that a part awaits read from the part that gives it."""
    number = count(1)

    def mark(place: Place | None) -> str:
        if place is None:
            return f"${next(number)}"
        given = f'(SELECT "{shape[place.giver][1]}" FROM w{place.giver})'
        if place.figures is None:
            return given
        serial = f"{given}::text"
        padded = f"lpad({serial}, greatest(length({serial}), {place.figures}), '0')"
        return f"${next(number)}::text || {padded} || ${next(number)}::text"

    parts = []
    for at, (text, key, awaits) in enumerate(shape):
        first, *rest = text.split("%s")
        given = {place.at: place for place in awaits}
        filled = first + "".join(mark(given.get(nth)) + piece for nth, piece in enumerate(rest))
        returning = f' RETURNING "{key}"' if key else ""
        parts.append(f"w{at} AS ({filled}{returning})")
    keys = ", ".join(f'(SELECT "{key}" FROM w{at})' for at, (_, key, _) in enumerate(shape) if key)
    return f"WITH {', '.join(parts)} SELECT {keys or 1}"


def waiting_on(connection) -> Together | None:
    """Where a row is to wait; None where it is to be written at once."""
    return getattr(connection, "together", None)


@contextmanager
def written_together(*, is_all: bool = False) -> Iterator[None]:
    """What is inserted inside by ready rows is written at the end, or with the first key that is asked for."""
    connection = connections[DEFAULT_DB_ALIAS]
    if not getattr(connection, "writes_together", False) or waiting_on(connection):
        yield
        return
    connection.together = together = Together(connection)
    try:
        yield
        together.write(is_all=is_all)
    finally:
        connection.together = None


@contextmanager
def in_one_transaction() -> Iterator[None]:
    """A transaction whose rows are written together: where it stands alone, one trip begins it, writes, and ends it."""
    with transaction.atomic(), written_together(is_all=True):
        yield
