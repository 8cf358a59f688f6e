"""A transaction in few trips over the wire: what must be known is asked first, and the rows then go together
with the COMMIT.

Each statement to PostgreSQL is a trip, and a receipt writes eight rows that name one another. Inside
`batch_statements()` the keys of new rows are drawn by `draw_keys` in the trip that begins the transaction;
statements of `bulk_sql` whose answer nobody needs then wait, and are sent as parts of one: with the COMMIT,
with a question asked by `fetch_after_waiting`, or before the next statement of anybody else. So whoever reads
finds what was written before. A fault of a row is raised when it is sent.

SQLite is no trip away: there each row is written as it comes, and no key is drawn.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

Statement = tuple[str, Sequence[Any]]


class StatementBatch:
    """What of one transaction waits to be sent, and the keys drawn for rows yet to be written."""

    def __init__(self) -> None:
        self.waiting: list[Statement] = []
        self.keys: dict[type[models.Model], list[int]] = {}

    def take_key(self, model: type[models.Model]) -> int | None:
        """A key that was drawn for a new row of this model; None where none is left."""
        keys = self.keys.get(model)
        return keys.pop(0) if keys else None


@contextmanager
def batch_statements() -> Iterator[None]:
    """Around the outermost atomic block: the COMMIT then goes with the rows. Within another, the rows go at
    the end.
    """
    connection: Any = connections[DEFAULT_DB_ALIAS]  # of our own backend (core/db/postgresql)
    if connection.vendor != "postgresql" or connection.batch:
        yield
        return
    connection.batch = StatementBatch()
    try:
        yield
        connection.send_waiting()
    finally:
        connection.batch = None


def draw_keys(*new: type[models.Model]) -> None:
    """Draw keys for a row of each `new`, which locks nothing."""
    connection: Any = connections[DEFAULT_DB_ALIAS]
    batch: StatementBatch | None = getattr(connection, "batch", None)
    if batch is None:
        return
    (keys,) = connection.answer(select_keys(new), ())
    for model, key in zip(new, keys, strict=True):
        batch.keys.setdefault(model, []).append(key)


def fetch_after_waiting(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows that a statement gives; in few trips it goes together with what waits."""
    connection: Any = connections[DEFAULT_DB_ALIAS]
    if getattr(connection, "batch", None):
        return connection.answer(statement, values)
    with getattr(connection, "prepared_cursor", connection.cursor)() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


TABLE = re.compile(r'(?:INSERT INTO|UPDATE) "?(\w+)')


def as_few_statements(waiting: Sequence[Statement]) -> Iterator[Statement]:
    """Statements as the parts of one: sent one by one, each wakes both ends. Of one table each part knows no
    other's rows.
    """
    parts: list[Statement] = []
    tables: set[str] = set()
    for statement in waiting:
        named = TABLE.search(statement[0])
        assert named is not None, "what waits is an INSERT or an UPDATE"
        table = named[1]
        if table in tables:
            yield as_one(parts)
            parts, tables = [], set()
        parts.append(statement)
        tables.add(table)
    yield as_one(parts)


def as_one(parts: Sequence[Statement]) -> Statement:
    return number_statements(tuple(text for text, _ in parts)), [
        value for _, values in parts for value in values
    ]


@cache
def number_statements(texts: tuple[str, ...]) -> str:
    """The texts as parts of one, with PostgreSQL's own marks for their values."""
    number = count(1)
    marked = [re.sub("%s", lambda _: f"${next(number)}", text) for text in texts]
    return f"WITH {', '.join(f'w{at} AS ({text})' for at, text in enumerate(marked))} SELECT 1"


@cache
def select_keys(new: tuple[type[models.Model], ...]) -> str:
    return f"SELECT {', '.join(f"nextval('{sequence_of(model)}')" for model in new)}"


@cache
def sequence_of(model: type[models.Model]) -> str:
    meta = model._meta
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{meta.db_table}"', meta.pk.column])
        return cursor.fetchone()[0]
