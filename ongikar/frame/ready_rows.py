"""Ready rows: the SQL that writes a row of a model is composed once, and its values are filled in.

For rows that are written while a person waits and others wait in line behind; no signals are sent, no defaults of the
database are fetched. What else `save` would do, a plain `save` should do.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

from .few_trips import Trips
from .row_writes import listener_of

# Columns whose values a driver takes as they are.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
Filling = tuple[str, Callable[[Any, Any], Any] | None]


def insert[M: models.Model](row: M) -> M:
    """Write a new row and give it its key."""
    if row.pk is not None:
        raise ValueError(f"{row} has a key already: only a new row is inserted")
    connection = connections[DEFAULT_DB_ALIAS]
    row.pk = _keyed(connection, type(row), _values(connection, _add(type(row), 1)[1], row))
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    if listener := listener_of(type(row)):
        listener(type(row), row.pk, vars(row), True)
    return row


def add_one(model: type[models.Model], told: Mapping[str, Any]) -> int:
    """Write a new row of which only the key is asked for, and give that. The row is told as in `add`."""
    connection = connections[DEFAULT_DB_ALIAS]
    return _keyed(connection, model, _told(connection, model, _add(model, 1)[1], told))


def add(model: type[models.Model], *rows: Mapping[str, Any]) -> None:
    """Write new rows whose keys nobody asks for, in one statement.

    A row is told by its columns (`case_id`, not `case`), without those that keep their default: a model made only to be
    written takes longer to make than to write. Raises TypeError for a name that is no column.
    """
    if not rows:
        return
    if listener := listener_of(model):
        defaults = _defaults(model)
        for row in rows:
            whole = {name: row[name] if name in row else default() for name, default in defaults.items()}
            listener(model, add_one(model, row), whole, True)
        return
    statement, fillings = _add(model, len(rows))
    connection = connections[DEFAULT_DB_ALIAS]
    run(statement, *(value for row in rows for value in _told(connection, model, fillings, row)))


def update(row: models.Model, *names: str) -> None:
    """Write these fields of a row that is there."""
    statement, fillings = _update(type(row), names)
    run(statement, *_values(connections[DEFAULT_DB_ALIAS], fillings, row))
    if listener := listener_of(type(row)):
        fields = (type(row)._meta.get_field(name).attname for name in names)
        listener(type(row), row.pk, {name: getattr(row, name) for name in fields}, False)


def run(statement: str, *values: Any) -> None:
    """Run a statement whose answer nobody needs; in few trips it waits with others."""
    connection = connections[DEFAULT_DB_ALIAS]
    if trips := _trips(connection):
        trips.waiting.append((statement, values))
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


def _keyed(connection, model: type[models.Model], values: list[Any]) -> int:
    """Write a row; its key. One whose key was drawn beforehand waits with others."""
    trips = _trips(connection)
    if trips and (key := trips.take_key(model)) is not None:
        trips.waiting.append((_insert_keyed(model), [key, *values]))
        return key
    cursor = _cursor(connection)
    cursor.execute(_insert(model), values)
    return cursor.fetchone()[0]


def _told(
    connection, model: type[models.Model], fillings: tuple[Filling, ...], row: Mapping[str, Any]
) -> list[Any]:
    defaults = _defaults(model)
    if not row.keys() <= defaults.keys():
        raise TypeError(f"{model.__name__} has no {', '.join(row.keys() - defaults.keys())}")
    return [
        _prepared(row[name] if name in row else defaults[name](), prepare, connection)
        for name, prepare in fillings
    ]


def _values(connection, fillings: tuple[Filling, ...], row: models.Model) -> list[Any]:
    return [_prepared(getattr(row, name), prepare, connection) for name, prepare in fillings]


def _prepared(value: Any, prepare: Callable[[Any, Any], Any] | None, connection) -> Any:
    return prepare(value, connection) if prepare else value


def _trips(connection) -> Trips | None:
    return getattr(connection, "trips", None)


def _cursor(connection):
    """A cursor that keeps the plan of what it runs, where the database has such."""
    return getattr(connection, "ready_cursor", connection.cursor)()


@cache
def _insert(model: type[models.Model]) -> str:
    return f'{_add(model, 1)[0]} RETURNING "{model._meta.pk.column}"'


@cache
def _insert_keyed(model: type[models.Model]) -> str:
    meta = model._meta
    names = [meta.pk.column, *(field.column for field in meta.concrete_fields if field is not meta.pk)]
    marks, columns = ", ".join(["%s"] * len(names)), ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({marks})'


@cache
def _add(model: type[models.Model], count: int) -> tuple[str, tuple[Filling, ...]]:
    meta = model._meta
    fields = [field for field in meta.concrete_fields if field is not meta.pk]
    names, marks = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    values = ", ".join([f"({marks})"] * count)
    return f'INSERT INTO "{meta.db_table}" ({names}) VALUES {values}', tuple(map(_filling, fields))


@cache
def _defaults(model: type[models.Model]) -> dict[str, Callable[[], Any]]:
    return {
        field.attname: field.get_default for field in model._meta.concrete_fields if not field.primary_key
    }


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
