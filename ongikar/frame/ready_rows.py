"""Ready rows: the SQL that writes a row of a model is composed once, and its values are filled in.

For rows that are written while a person waits and others wait in line behind; no signals are sent, no defaults of the
database are fetched. What else `save` would do, a plain `save` should do.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

from .written_together import is_awaited, known, waiting_on

# Columns whose values a driver takes as they are.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
Filling = tuple[str, Callable[[Any, Any], Any] | None]


def insert[M: models.Model](row: M) -> M:
    """Write a new row and give it its key."""
    if row.pk is not None:
        raise ValueError(f"{row} has a key already: only a new row is inserted")
    connection = connections[DEFAULT_DB_ALIAS]
    statement, fillings = _add(type(row), 1)
    values, key = _values(connection, fillings, row), row._meta.pk.column
    if together := waiting_on(connection):
        row.pk = together.add_keyed(statement, key, values, lambda given: _know(row, given))
    else:
        cursor = _cursor(connection)
        cursor.execute(_insert(type(row)), values)
        _know(row, cursor.fetchone()[0])
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row


def add(*rows: models.Model) -> None:
    """Write new rows of one model whose keys nobody asks for, in one statement."""
    if rows:
        statement, fillings = _add(type(rows[0]), len(rows))
        run(statement, *_values(connections[DEFAULT_DB_ALIAS], fillings, *rows))


def update(row: models.Model, *names: str) -> None:
    """Write these fields of a row that is there. One that still waits to be written is written first."""
    if is_awaited(row.pk):
        row.pk = int(row.pk)
    statement, fillings = _update(type(row), names)
    run(statement, *_values(connections[DEFAULT_DB_ALIAS], fillings, row))


def run(statement: str, *values: Any) -> None:
    """Run a statement whose answer nobody needs; among rows that are written together it waits with them."""
    connection = connections[DEFAULT_DB_ALIAS]
    if together := waiting_on(connection):
        together.add(statement, list(values))
    else:
        _cursor(connection).execute(statement, values)


def value_of(statement: str, *values: Any) -> Any:
    """The first value of the first line that a statement gives; None if it gives none."""
    lines = lines_of(statement, *values)
    return lines[0][0] if lines else None


def lines_of(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """The lines that a statement gives, once it has been run to its end."""
    cursor = _cursor(connections[DEFAULT_DB_ALIAS])
    cursor.execute(statement, values)
    return cursor.fetchall()


def _values(connection, fillings: tuple[Filling, ...], *rows: models.Model) -> list[Any]:
    return [
        prepare(value, connection) if prepare and not is_awaited(value) else value
        for row in rows
        for name, prepare in fillings
        for value in (getattr(row, name),)
    ]


def _know(row: models.Model, key: int) -> None:
    """The row has its key, and those it points at have theirs."""
    row.pk = key
    for field in row._meta.concrete_fields:
        if is_awaited(value := getattr(row, field.attname)):
            setattr(row, field.attname, known(value))


def _cursor(connection):
    """A cursor that keeps the plan of what it runs, where the database has such."""
    return getattr(connection, "ready_cursor", connection.cursor)()


@cache
def _insert(model: type[models.Model]) -> str:
    return f'{_add(model, 1)[0]} RETURNING "{model._meta.pk.column}"'


@cache
def _add(model: type[models.Model], count: int) -> tuple[str, tuple[Filling, ...]]:
    meta = model._meta
    fields = [field for field in meta.concrete_fields if field is not meta.pk]
    names, marks = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    values = ", ".join([f"({marks})"] * count)
    return f'INSERT INTO "{meta.db_table}" ({names}) VALUES {values}', tuple(map(_filling, fields))


@cache
def _update(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, tuple[Filling, ...]]:
    meta = model._meta
    fields = [meta.get_field(name) for name in names]
    sets = ", ".join(f'"{field.column}" = %s' for field in fields)
    statement = f'UPDATE "{meta.db_table}" SET {sets} WHERE "{meta.pk.column}" = %s'
    return statement, tuple(map(_filling, (*fields, meta.pk)))


def _filling(field: models.Field) -> Filling:
    if isinstance(field, PLAIN):
        return field.attname, None
    # A moment comes from our own clock and bears its zone; Django's field would look at it once more.
    return field.attname, _moment if isinstance(field, models.DateTimeField) else field.get_db_prep_save


def _moment(value: Any, connection) -> Any:
    return connection.ops.adapt_datetimefield_value(value)
