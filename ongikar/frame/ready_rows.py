"""Ready rows: the SQL that writes a row of a model is composed once, and its values are filled in.

For rows that are written while a person waits and others wait in line behind; no signals are sent, no defaults of the
database are fetched. What else `save` would do, a plain `save` should do.
"""

from functools import cache

from django.db import connection
from django.db.models import Field, Model


def insert[M: Model](row: M) -> M:
    """Write a new row and give it its key."""
    if row.pk is not None:
        raise ValueError(f"{row} has a key already: only a new row is inserted")
    statement, fields = _insert(type(row), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(row, fields))
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias
    return row


def update(row: Model, *names: str) -> None:
    """Write these fields of a row that is there."""
    statement, fields = _update(type(row), names, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(row, fields))


def _values(row: Model, fields: tuple[Field, ...]) -> list:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]


@cache
def _insert(model: type[Model], vendor: str) -> tuple[str, tuple[Field, ...]]:
    quote, key = connection.ops.quote_name, model._meta.pk
    fields = tuple(field for field in model._meta.concrete_fields if field is not key)
    names, marks = ", ".join(quote(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING {quote(key.column)}", fields


@cache
def _update(model: type[Model], names: tuple[str, ...], vendor: str) -> tuple[str, tuple[Field, ...]]:
    quote, key = connection.ops.quote_name, model._meta.pk
    fields = tuple(model._meta.get_field(name) for name in names)
    sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    return f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {quote(key.column)} = %s", (*fields, key)
