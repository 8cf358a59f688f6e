"""Many rows in one statement: given as one JSON text where PostgreSQL is, as lines of values where SQLite is.

psycopg looks for each value's place in a statement's text, and puts each of an array in quotes by itself; for thousands
either costs more than the statement. A JSON text is one value, made and read by C.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

from .row_writes import listener_of


def fetch_about(statement: str, keys: Sequence[int]) -> list[tuple]:
    """The lines of a statement in which `{keys}` stands for `= any of these keys`, as the driver gives them."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        one_of, values = "= ANY(%s)", [list(keys)]
    else:
        one_of, values = f"IN ({', '.join(['%s'] * len(keys))})", list(keys)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(keys=one_of), values)
        return cursor.fetchall()


def update_all(model: type[models.Model], rows: Iterable[Sequence[Any]], *names: str) -> None:
    """Write these fields of rows that are there; each row is its key and the fields' values, in their order."""
    meta = model._meta
    fields = [meta.pk, *(meta.get_field(name) for name in names)]
    rows = list(rows)
    table, values = as_table(fields, rows)
    if not values:
        return
    if listener := listener_of(model):
        attnames = [field.attname for field in fields[1:]]
        for pk, *told in rows:
            listener(model, pk, dict(zip(attnames, told, strict=True)), False)
    key, *columns = (f'"{field.column}"' for field in fields)
    sets = ", ".join(f"{column} = new.{column}" for column in columns)
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            f"WITH new ({', '.join([key, *columns])}) AS ({table}) "
            f'UPDATE "{meta.db_table}" SET {sets} FROM new WHERE "{meta.db_table}".{key} = new.{key}',
            values,
        )


def as_table(fields: Sequence[models.Field], rows: Iterable[Sequence[Any]]) -> tuple[str, list[Any]]:
    """A select of these rows, and its values; without any rows there are no values either."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        return as_recordset(fields, list(rows), connection)
    columns = [
        [prepared(field, value, connection) for value in column]
        for field, column in zip(fields, zip(*rows, strict=True), strict=False)
    ]
    count = len(columns[0]) if columns else 0
    line = f"({', '.join(['%s'] * len(columns))})"
    return f"VALUES {', '.join([line] * count)}", [
        value for row in zip(*columns, strict=True) for value in row
    ]


def as_recordset(
    fields: Sequence[models.Field], rows: Sequence[Sequence[Any]], connection
) -> tuple[str, list[str]]:
    names = [field.column for field in fields]
    types = (f'"{field.column}" {field.cast_db_type(connection)}' for field in fields)
    lines = [dict(zip(names, row, strict=True)) for row in rows]
    told = [json.dumps(lines, default=as_text, ensure_ascii=False)] if lines else []
    return f"SELECT * FROM json_to_recordset(%s) AS told ({', '.join(types)})", told


def as_text(value: datetime | bytes) -> str:
    """What JSON has no form for, as PostgreSQL reads it."""
    return value.isoformat() if isinstance(value, datetime) else f"\\x{value.hex()}"


def prepared(field: models.Field, value: Any, connection) -> Any:
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(field, models.JSONField):
        return field.get_db_prep_save(value, connection)
    return value
