"""Rows written and read many at a time: the SQL of a model's insert is composed once, and many rows travel in
one statement.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from .batched_statements import StatementBatch
from .row_writes import listener_of

# Columns whose values a driver takes as they are.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
type Prepare = Callable[[Any, BaseDatabaseWrapper], Any]


class Filling(NamedTuple):
    """How the values of a statement are taken from a row: the columns in their order, and by their places
    those whose values the driver does not take as they are.
    """

    names: tuple[str, ...]
    prepared: tuple[tuple[int, Prepare], ...]

    def fill(self, connection: BaseDatabaseWrapper, row: Mapping[str, Any]) -> list[Any]:
        values = [row[name] for name in self.names]
        for place, prepare in self.prepared:
            if (value := values[place]) is not None:
                values[place] = prepare(value, connection)
        return values


def insert_row[M: models.Model](row: M) -> M:
    """Write a new row and give it its key."""
    if row.pk is not None:
        raise ValueError(f"{row} has a key already: only a new row is inserted")
    connection = connections[DEFAULT_DB_ALIAS]
    model, own = type(row), vars(row)
    row.pk = key = _write_keyed(connection, model, _add(model, 1)[1].fill(connection, own))
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    if listener := listener_of(model):
        listener(model, [(key, own)], True)
    return row


def insert_values(model: type[models.Model], values: Mapping[str, Any]) -> int:
    """Write a new row of which only the key is asked for, and give that. The row is told as
    in `insert_rows`.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    filling = _add(model, 1)[1]
    return _write_keyed(connection, model, filling.fill(connection, _whole(model, values)))


def insert_rows(model: type[models.Model], *rows: Mapping[str, Any]) -> None:
    """Write new rows whose keys nobody asks for, in one statement.

    A row is told by its columns (`case_id`, not `case`), without those that keep their default: a model
    made only to be written takes longer to make than to write. Raises TypeError for a name that is no
    column.
    """
    if not rows:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    if listener := listener_of(model):
        filling = _add(model, 1)[1]
        for row in rows:
            whole = _whole(model, row)
            key = _write_keyed(connection, model, filling.fill(connection, whole))
            listener(model, [(key, whole)], True)
        return
    statement, filling = _add(model, len(rows))
    _run(connection, statement, [v for row in rows for v in filling.fill(connection, _whole(model, row))])


def column_of(model: type[models.Model], name: str) -> models.Field:
    """The field of this name, of which the caller knows that it is a column of the model's own table."""
    return cast(models.Field, model._meta.get_field(name))


def update_row(row: models.Model, *names: str) -> None:
    """Write these fields of a row that is there."""
    statement, filling = _update(type(row), names)
    connection = connections[DEFAULT_DB_ALIAS]
    own = vars(row)
    _run(connection, statement, filling.fill(connection, own))
    if listener := listener_of(type(row)):
        listener(type(row), [(row.pk, {name: own[name] for name in filling.names[:-1]})], False)


def run_statement(statement: str, *values: Any) -> None:
    """Run a statement whose answer nobody needs; in few trips it waits with others."""
    _run(connections[DEFAULT_DB_ALIAS], statement, values)


def _run(connection: BaseDatabaseWrapper, statement: str, values: Sequence[Any]) -> None:
    if batch := _batch(connection):
        batch.waiting.append((statement, values))
    else:
        _cursor(connection).execute(statement, values)


def fetch_value(statement: str, *values: Any) -> Any:
    """The first value of the first line that a statement gives; None if it gives none."""
    lines = fetch_rows(statement, *values)
    return lines[0][0] if lines else None


def fetch_rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """The lines that a statement gives, once it has been run to its end."""
    cursor = _cursor(connections[DEFAULT_DB_ALIAS])
    cursor.execute(statement, values)
    return cursor.fetchall()


def _write_keyed(connection: BaseDatabaseWrapper, model: type[models.Model], values: list[Any]) -> int:
    """Write a row; its key. One whose key was drawn beforehand waits with others."""
    batch = _batch(connection)
    if batch and (key := batch.take_key(model)) is not None:
        batch.waiting.append((_insert_keyed(model), [key, *values]))
        return key
    cursor = _cursor(connection)
    if connection.vendor == "sqlite":
        # It knows the key of the row it wrote last; to return it, it would keep what it returns in a table.
        cursor.execute(_add(model, 1)[0], values)
        return cursor.lastrowid
    cursor.execute(_insert(model), values)
    return cursor.fetchone()[0]


def _whole(model: type[models.Model], row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row with every column; TypeError for a name that is no column."""
    columns = columns_of(model)
    if not row.keys() <= columns.names:
        raise TypeError(f"{model.__name__} has no {', '.join(row.keys() - columns.names)}")
    return columns.complete(row)


def _batch(connection: BaseDatabaseWrapper) -> StatementBatch | None:
    return getattr(connection, "batch", None)


def _cursor(connection: BaseDatabaseWrapper) -> Any:
    """A cursor that keeps the plan of what it runs, where the database has such."""
    return getattr(connection, "prepared_cursor", connection.cursor)()


@cache
def _insert(model: type[models.Model]) -> str:
    return f'{_add(model, 1)[0]} RETURNING "{model._meta.pk.column}"'


@cache
def _insert_keyed(model: type[models.Model]) -> str:
    meta = model._meta
    names = [meta.pk.column, *(field.column for field in meta.concrete_fields if field is not meta.pk)]
    marks, columns = ", ".join(["%s"] * len(names)), ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608


@cache
def _add(model: type[models.Model], count: int) -> tuple[str, Filling]:
    meta = model._meta
    fields = [field for field in meta.concrete_fields if field is not meta.pk]
    names, marks = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    values = ", ".join([f"({marks})"] * count)
    return f'INSERT INTO "{meta.db_table}" ({names}) VALUES {values}', _filling(fields)  # noqa: S608


@cache
def _update(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, Filling]:
    meta = model._meta
    fields = [column_of(model, name) for name in names]
    sets = ", ".join(f'"{field.column}" = %s' for field in fields)
    statement = f'UPDATE "{meta.db_table}" SET {sets} WHERE "{meta.pk.column}" = %s'  # noqa: S608
    return statement, _filling([*fields, meta.pk])


def _filling(fields: Sequence[models.Field]) -> Filling:
    return Filling(
        tuple(field.attname for field in fields),
        tuple((place, _prepare(field)) for place, field in enumerate(fields) if not isinstance(field, PLAIN)),
    )


def _prepare(field: models.Field) -> Prepare:
    if isinstance(field, models.DateTimeField):
        return _moment
    return _json if isinstance(field, models.JSONField) and not field.encoder else field.get_db_prep_save


def _moment(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """A moment comes from our own clock and bears its zone; Django's field would look at it once more."""
    return connection.ops.adapt_datetimefield_value(value)


def _json(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """Values of our own, never an expression of SQL, which Django's field looks for."""
    return connection.ops.adapt_json_value(value, None)


def fetch_by_keys(statement: str, keys: Sequence[int]) -> list[tuple]:
    """The lines of a statement in which `{keys}` stands for `= any of these keys`, as the
    driver gives them.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    values: list[Any]
    if connection.vendor == "postgresql":
        one_of, values = "= ANY(%s)", [list(keys)]
    else:
        one_of, values = f"IN ({', '.join(['%s'] * len(keys))})", list(keys)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(keys=one_of), values)
        return cursor.fetchall()


def update_rows(model: type[models.Model], rows: Iterable[Sequence[Any]], *names: str) -> None:
    """Write these fields of rows that are there; each row is its key and the fields' values,
    in their order.
    """
    meta = model._meta
    fields = [meta.pk, *(column_of(model, name) for name in names)]
    rows = list(rows)
    table, values = rows_as_select(fields, rows)
    if not values:
        return
    if listener := listener_of(model):
        attnames = [field.attname for field in fields[1:]]
        told = ((pk, dict(zip(attnames, row_values, strict=True))) for pk, *row_values in rows)
        listener(model, told, False)
    key, *columns = (f'"{field.column}"' for field in fields)
    sets = ", ".join(f"{column} = new.{column}" for column in columns)
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            f"WITH new ({', '.join([key, *columns])}) AS ({table}) "  # noqa: S608
            f'UPDATE "{meta.db_table}" SET {sets} FROM new WHERE "{meta.db_table}".{key} = new.{key}',
            values,
        )


def rows_as_select(fields: Sequence[models.Field], rows: Iterable[Sequence[Any]]) -> tuple[str, list[Any]]:
    """A select of these rows, and its values; without any rows there are no values either."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        return as_recordset(fields, list(rows), connection)
    columns = [
        [prepare_value(field, value, connection) for value in column]
        for field, column in zip(fields, zip(*rows, strict=True), strict=False)
    ]
    count = len(columns[0]) if columns else 0
    line = f"({', '.join(['%s'] * len(columns))})"
    return f"VALUES {', '.join([line] * count)}", [
        value for row in zip(*columns, strict=True) for value in row
    ]


def as_recordset(
    fields: Sequence[models.Field], rows: Sequence[Sequence[Any]], connection: BaseDatabaseWrapper
) -> tuple[str, list[str]]:
    names = [field.column for field in fields]
    types = (f'"{field.column}" {field.cast_db_type(connection)}' for field in fields)
    lines = [dict(zip(names, row, strict=True)) for row in rows]
    parameters = [json.dumps(lines, default=json_text, ensure_ascii=False)] if lines else []
    return f"SELECT * FROM json_to_recordset(%s) AS told ({', '.join(types)})", parameters  # noqa: S608


def json_text(value: date | bytes) -> str:
    """What JSON has no form for, as PostgreSQL reads it."""
    return value.isoformat() if isinstance(value, date) else f"\\x{value.hex()}"


def prepare_value(field: models.Field, value: Any, connection: BaseDatabaseWrapper) -> Any:
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(field, models.JSONField):
        return field.get_db_prep_save(value, connection)
    return value


class Columns(NamedTuple):
    """The columns of a new row but its key, and what stands in them where nothing is told."""

    names: frozenset[str]
    constant: dict[str, Any]
    made: tuple[tuple[str, Callable[[], Any]], ...]

    def complete(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """The row with every column."""
        if len(row) == len(self.names):
            return row
        whole = {**self.constant, **row}
        for name, make in self.made:
            if name not in whole:
                whole[name] = make()
        return whole


@cache
def columns_of(model: type[models.Model]) -> Columns:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    made = {field for field in fields if field.has_default() and callable(field.default)}
    return Columns(
        frozenset(field.attname for field in fields),
        {field.attname: field.get_default() for field in fields if field not in made},
        tuple((field.attname, field.default) for field in fields if field in made),
    )
