"""What an act writes is sealed with its entry: values are gathered as they are written, and kept in the
entry's `rows`.

Gathered in the transaction of the act, from what it writes and never from what is read back: another hand's
change to a row is not taken over by the next act that touches it. What a rolled back savepoint wrote is
forgotten with it.
"""

from collections.abc import Collection, Mapping
from copy import deepcopy
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models.signals import post_delete, post_save, pre_save

from ongikar.core.crypto.key_registry import key_bytes
from ongikar.core.db.bulk_sql import column_of
from ongikar.core.db.row_writes import add_listener
from ongikar.rules.row_seals import GONE, NEW, is_empty, merge_writes, rows_as_text, value_digest

from .raw_reads import EXACT, Read, as_micros, exact_reader
from .sealed_columns import KEYED, VALUE, TableSeals, sealed_tables

OUTSIDE = "{} has sealed columns: it is written in a transaction, with the entry of its act"


class WrittenRow:
    """A row of the transaction that runs, waiting for the entry of its act.

    Kept among the functions that Django runs after the commit: they are dropped with the savepoint they
    belong to.
    """

    __slots__ = ("key", "table", "values")

    def __init__(
        self, model: type[models.Model], key: Any, values: Mapping[str, Any], new: bool | None
    ) -> None:
        self.table = seals_of(model)
        self.key = row_key(self.table, key, values)
        if exact := exact_columns(model):
            values = {name: exact[name](each) if name in exact else each for name, each in values.items()}
        # Here and not with the entry: a receipt writes its entry while others wait for its number.
        self.values = sealed_values(self.table, self.key, values, new)

    def __call__(self) -> None:
        """After the commit there is nothing left to do."""


def sealed_values(
    table: TableSeals, key: str, written: Mapping[str, Any], new: bool | None
) -> dict[str, Any]:
    """Column → what is sealed of a row. An empty value of a new row is left out."""
    if new is None:
        return {GONE: 1}
    secret = key_bytes("digests")
    values: dict[str, Any] = {NEW: 1} if new else {}
    for column in table.columns:
        if column.attname in written:
            value = as_json_value(written[column.attname])
            if is_empty(value):
                if not new:
                    values[column.name] = None
            elif column.mode == VALUE:
                # What the act does with a list afterwards is no part of what was written.
                values[column.name] = deepcopy(value) if isinstance(value, dict | list) else value
            else:
                place = f"{table.name}.{column.name}:{key}"
                values[column.name] = value_digest(value, place, secret if column.mode == KEYED else b"")
    return values


def row_key(table: TableSeals, key: Any, values: Mapping[str, Any]) -> str:
    """The row's key; of a table that is counted up in raw SQL, the columns that name the row."""
    if table.natural_key:
        return ":".join(str(values[name]) for name in table.natural_key)
    return str(int(key))


def as_json_value(value: Any) -> Any:
    """As JSON has it: a moment in microseconds since 1970, a day as its text."""
    kind = value.__class__
    if kind in (str, int, bool, float, dict, list) or value is None:
        return value
    if isinstance(value, datetime):
        return as_micros(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, models.Model):
        return value.pk
    return str(value)


def is_in_transaction() -> bool:
    """Whether what is written now is committed together with its seal."""
    return connections[DEFAULT_DB_ALIAS].in_atomic_block


def collect_row(model: type[models.Model], key: Any, values: Mapping[str, Any], new: bool | None) -> None:
    """A row was written: its values wait for the entry. `new`: None where it was taken away."""
    if missing := set(seals_of(model).natural_key) - values.keys():
        values = {**model._base_manager.values(*missing).get(pk=key), **values}
    connection = connections[DEFAULT_DB_ALIAS]
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(OUTSIDE.format(model.__name__))
    connection.on_commit(WrittenRow(model, key, values, new))


class SealedInSavepoint:
    """Rows that an entry in an inner savepoint took: where that is rolled back, they wait again."""

    __slots__ = ("rows",)

    def __init__(self, rows: list[WrittenRow]) -> None:
        self.rows = {id(row) for row in rows}

    def __call__(self) -> None:
        """After the commit there is nothing left to do."""


def unsealed_rows() -> list[tuple[set[str], WrittenRow]]:
    """The rows that no entry has sealed yet, each with the savepoints it was written in."""
    hooks = connections[DEFAULT_DB_ALIAS].run_on_commit
    taken: set[int] = set()
    for _, function, *_ in hooks:
        if function.__class__ is SealedInSavepoint:
            taken |= function.rows
    return [
        (savepoints, row)
        for savepoints, row, *_ in hooks
        if row.__class__ is WrittenRow and id(row) not in taken
    ]


def take_unsealed_rows() -> list[WrittenRow]:
    """The rows that wait; from now on they do so only if the savepoint that runs now is rolled back and they
    are not.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    rows = unsealed_rows()
    now = set(connection.savepoint_ids)
    done = {id(row) for savepoints, row in rows if now <= savepoints}
    if done:
        connection.run_on_commit = [each for each in connection.run_on_commit if id(each[1]) not in done]
    if outer := [row for savepoints, row in rows if not now <= savepoints]:
        transaction.on_commit(SealedInSavepoint(outer))
    return [row for _, row in rows]


def take_written_rows() -> str | None:
    """What was written since the last entry of this transaction, as the entry keeps it; None where nothing
    was.
    """
    rows = take_unsealed_rows()
    if not rows:
        return None
    written: dict[str, dict[str, Any]] = {}
    for row in rows:
        if not row.values:
            continue
        of_table = written.setdefault(row.table.name, {})
        of_table[row.key] = merge_writes(of_table[row.key], row.values) if row.key in of_table else row.values
    return rows_as_text(written) if written else None


@cache
def seals_of(model: type[models.Model]) -> TableSeals:
    return sealed_tables()[model._meta.db_table]


@cache
def sealed_names(model: type[models.Model]) -> frozenset[str]:
    """The attributes of a row of which its seal is made."""
    table = seals_of(model)
    return frozenset(column.attname for column in table.columns).union(table.natural_key)


@cache
def exact_columns(model: type[models.Model]) -> dict[str, Read]:
    """Sealed columns whose values are written in one form, whatever they were handed over as."""
    fields = {column.attname: column_of(model, column.name) for column in seals_of(model).columns}
    return {name: exact_reader(field) for name, field in fields.items() if isinstance(field, EXACT)}


def refuse_unsealed(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    """Before the ORM writes: outside a transaction the row would stand before its seal."""
    if not is_in_transaction():
        raise transaction.TransactionManagementError(OUTSIDE.format(sender.__name__))


def on_saved(
    sender: type[models.Model],
    instance: models.Model,
    created: bool,
    update_fields: Collection[str] | None,
    raw: bool = False,
    **_: Any,
) -> None:
    """The ORM wrote a row."""
    names = sealed_names(sender)
    if not created:
        if update_fields is None:
            raise TypeError(
                f"{sender.__name__} has sealed columns: a row that is there is saved with update_fields"
            )
        names = names & {column_of(sender, name).attname for name in update_fields}
    values = {name: getattr(instance, name) for name in names}
    if values or created:
        collect_row(sender, instance.pk, values, created)


def on_deleted(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    collect_row(sender, instance.pk, {}, None)


def collect_raw_row(model: type[models.Model], key: Any, values: Mapping[str, Any], new: bool) -> None:
    """A row was written by SQL of our own."""
    names = sealed_names(model)
    kept = {name: value for name, value in values.items() if name in names}
    if kept or new:
        collect_row(model, key, kept, new)


def watch_models() -> None:
    """Once the models are there: listen to every one that has sealed columns."""
    tables = sealed_tables()
    for model in apps.get_models():
        if tables.get(model._meta.db_table) and tables[model._meta.db_table].columns:
            pre_save.connect(refuse_unsealed, sender=model, dispatch_uid=f"in act {model._meta.label}")
            post_save.connect(on_saved, sender=model, dispatch_uid=f"seal {model._meta.label}")
            post_delete.connect(on_deleted, sender=model, dispatch_uid=f"unseal {model._meta.label}")
            add_listener(model, collect_raw_row)
