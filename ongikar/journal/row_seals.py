"""What an act writes is sealed with its entry: values are gathered as they are written, and kept in the
entry's `rows`.

Gathered in the transaction of the act, from what it writes and never from what is read back: another hand's
change to a row is not taken over by the next act that touches it. What a rolled back savepoint wrote is
forgotten with it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple, cast

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models.signals import post_delete, post_save, pre_save

from ongikar.core.crypto.key_registry import key_bytes
from ongikar.core.db.bulk_sql import column_of
from ongikar.core.db.row_writes import add_listener
from ongikar.journal.rules.row_seals import GONE, NEW, is_empty, merge_writes, rows_as_text, value_digest

from .raw_reads import EXACT, Read, as_micros, exact_reader
from .sealed_columns import KEYED, VALUE, TableSeals, sealed_tables

# What JSON has as it is, and what of that holds other values.
OF_JSON = frozenset({str, int, bool, float, dict, list, type(None)})
NESTED = frozenset({dict, list})
OUTSIDE = "{} has sealed columns: it is written in a transaction, with the entry of its act"


# A function that Django runs after the commit: the savepoints it was added in, and whether it may fail.
Hook = tuple[set[str], Any, bool]


class ModelSeals(NamedTuple):
    """What is sealed of a model's rows, looked up once: each column by its attribute, its name, how it is
    sealed, and the one form of a value that may be handed over in several.
    """

    table: TableSeals
    columns: tuple[tuple[str, str, str, Read | None], ...]
    # The attributes of a row of which its seal is made.
    names: frozenset[str]


@cache
def seals_of(model: type[models.Model]) -> ModelSeals:
    table = sealed_tables()[model._meta.db_table]
    fields = {column.name: column_of(model, column.name) for column in table.columns}
    exact = {name: exact_reader(field) for name, field in fields.items() if isinstance(field, EXACT)}
    return ModelSeals(
        table,
        tuple((each.attname, each.name, each.mode, exact.get(each.name)) for each in table.columns),
        frozenset(each.attname for each in table.columns).union(table.natural_key),
    )


class WrittenRow:
    """A row of the transaction that runs, waiting for the entry of its act.

    Kept among the functions that Django runs after the commit: they are dropped with the savepoint they
    belong to.
    """

    __slots__ = ("key", "table", "values")

    def __init__(self, seals: ModelSeals, key: Any, values: Mapping[str, Any], new: bool | None) -> None:
        self.table = seals.table
        self.key = row_key(self.table, key, values)
        # Here and not with the entry: a receipt writes its entry while others wait for its number.
        self.values = sealed_values(seals, self.key, values, new)

    def __call__(self) -> None:
        """After the commit there is nothing left to do."""


def sealed_values(
    seals: ModelSeals, key: str, written: Mapping[str, Any], new: bool | None
) -> dict[str, Any]:
    """Column → what is sealed of a row. An empty value of a new row is left out."""
    if new is None:
        return {GONE: 1}
    values: dict[str, Any] = {NEW: 1} if new else {}
    for attname, name, mode, read in seals.columns:
        if attname not in written:
            continue
        value = written[attname] if read is None else read(written[attname])
        kind = value.__class__
        if kind not in OF_JSON:
            value = as_json_value(value)
        if not value and is_empty(value):
            if not new:
                values[name] = None
        elif mode == VALUE:
            values[name] = copy_json(value) if kind in NESTED else value
        else:
            secret = key_bytes("digests") if mode == KEYED else b""
            values[name] = value_digest(value, f"{seals.table.name}.{name}:{key}", secret)
    return values


def copy_json(value: Any) -> Any:
    """What the act does with a list afterwards is no part of what was written."""
    if isinstance(value, dict):
        return {name: copy_json(each) for name, each in value.items()}
    return [copy_json(each) for each in value] if isinstance(value, list | tuple) else value


def row_key(table: TableSeals, key: Any, values: Mapping[str, Any]) -> str:
    """The row's key; of a table that is counted up in raw SQL, the columns that name the row."""
    if table.natural_key:
        return ":".join(str(values[name]) for name in table.natural_key)
    return str(int(key))


def as_json_value(value: Any) -> Any:
    """As JSON has it: a moment in microseconds since 1970, a day as its text."""
    if isinstance(value, datetime):
        return as_micros(value)
    if isinstance(value, date):
        return value.isoformat()
    if value.__class__ in OF_JSON or isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple):
        return copy_json(value)
    if isinstance(value, models.Model):
        return value.pk
    return str(value)


def is_in_transaction() -> bool:
    """Whether what is written now is committed together with its seal."""
    return connections[DEFAULT_DB_ALIAS].in_atomic_block


def collect_rows(
    model: type[models.Model], rows: Iterable[tuple[Any, Mapping[str, Any]]], new: bool | None
) -> None:
    """Rows were written, each told by its key and by what was written of it: they wait for the entry.
    `new`: None where they were taken away.
    """
    connection: Any = connections[DEFAULT_DB_ALIAS]  # Django's stubs leave out what it runs after a commit
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(OUTSIDE.format(model.__name__))
    seals, savepoints, waiting = seals_of(model), set(connection.savepoint_ids), connection.run_on_commit
    for key, values in rows:
        if new is False and seals.names.isdisjoint(values):
            continue
        if missing := [name for name in seals.table.natural_key if name not in values]:
            values = {**model._base_manager.values(*missing).get(pk=key), **values}
        # As `on_commit` adds it, which looks anew at what was looked at here.
        waiting.append((savepoints, WrittenRow(seals, key, values, new), False))


class SealedInSavepoint:
    """Rows that an entry in an inner savepoint took: where that is rolled back, they wait again."""

    __slots__ = ("rows",)

    def __init__(self, rows: list[WrittenRow]) -> None:
        self.rows = {id(row) for row in rows}

    def __call__(self) -> None:
        """After the commit there is nothing left to do."""


class ActsEntered:
    """Of which acts this transaction has entries, the last one last. One stands before all that Django runs
    after the commit, however many entries there are; it goes with them.
    """

    __slots__ = ("verbs",)

    def __init__(self) -> None:
        self.verbs: dict[str, None] = {}

    def __call__(self) -> None:
        """After the commit there is nothing left to do."""


def note_entry(verb: str) -> None:
    """An act that is rolled back with its savepoint stays noted: that changes no more than a word."""
    hooks = cast(Any, connections[DEFAULT_DB_ALIAS]).run_on_commit
    if not hooks or hooks[0][1].__class__ is not ActsEntered:
        hooks.insert(0, (set(), ActsEntered(), False))
    verbs = hooks[0][1].verbs
    verbs.pop(verb, None)
    verbs[verb] = None


def acts_entered() -> list[str]:
    """The acts of which this transaction has entries, the last first, each once."""
    hooks: list[Hook] = cast(Any, connections[DEFAULT_DB_ALIAS]).run_on_commit
    entered = hooks[0][1] if hooks else None
    return list(reversed(entered.verbs)) if entered.__class__ is ActsEntered else []


def unsealed_rows() -> list[tuple[set[str], WrittenRow]]:
    """The rows that no entry has sealed yet, each with the savepoints it was written in."""
    hooks: list[Hook] = cast(Any, connections[DEFAULT_DB_ALIAS]).run_on_commit
    taken = taken_in_savepoints(hooks)
    return [
        (savepoints, row)
        for savepoints, row, _ in hooks
        if row.__class__ is WrittenRow and id(row) not in taken
    ]


def taken_in_savepoints(hooks: Iterable[Hook]) -> set[int]:
    return {row for _, each, _ in hooks if each.__class__ is SealedInSavepoint for row in each.rows}


# Whether what was written of a row of this table is to be sealed.
RowFilter = Callable[[str, Mapping[str, Any]], bool]


def take_unsealed_rows(wanted: RowFilter | None = None) -> list[WrittenRow]:
    """The rows that wait and are wanted; from now on they do so only if the savepoint that runs now is rolled
    back and they are not.
    """
    connection: Any = connections[DEFAULT_DB_ALIAS]  # as in `collect_rows`
    hooks, now = connection.run_on_commit, set(connection.savepoint_ids)
    taken = taken_in_savepoints(hooks) | left_to_others.get()
    rows: list[WrittenRow] = []
    outer: list[WrittenRow] = []
    left: list[Hook] = []
    for hook in hooks:
        savepoints, row, _ = hook
        if row.__class__ is not WrittenRow or id(row) in taken or not is_wanted(row, wanted):
            left.append(hook)
            continue
        rows.append(row)
        if not now <= savepoints:
            outer.append(row)
            left.append(hook)
    connection.run_on_commit = left
    if outer:
        transaction.on_commit(SealedInSavepoint(outer))
    return rows


# The rows that wait for the entry of an act around the one that is done now.
left_to_others: ContextVar[frozenset[int]] = ContextVar("left_to_others", default=frozenset())


@contextmanager
def leave_to_their_act() -> Iterator[None]:
    """What was written so far is sealed by an entry after this, whichever is written within."""
    waiting = frozenset(id(row) for _, row in unsealed_rows())
    token = left_to_others.set(left_to_others.get() | waiting)
    try:
        yield
    finally:
        left_to_others.reset(token)


def is_wanted(row: WrittenRow, wanted: RowFilter | None) -> bool:
    return wanted is None or wanted(row.table.name, row.values)


def waits_for(wanted: RowFilter | None) -> bool:
    """Whether any row waits for its seal that is wanted."""
    return any(is_wanted(row, wanted) for _, row in unsealed_rows())


def take_written_rows(wanted: RowFilter | None = None) -> str | None:
    """What was written in this transaction, waits and is wanted, as the entry keeps it; None for nothing."""
    rows = take_unsealed_rows(wanted)
    if not rows:
        return None
    written: dict[str, dict[str, Any]] = {}
    for row in rows:
        if not row.values:
            continue
        of_table = written.setdefault(row.table.name, {})
        of_table[row.key] = merge_writes(of_table[row.key], row.values) if row.key in of_table else row.values
    return rows_as_text(written) if written else None


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
    names = seals_of(sender).names
    if not created:
        if update_fields is None:
            raise TypeError(
                f"{sender.__name__} has sealed columns: a row that is there is saved with update_fields"
            )
        names = names & {column_of(sender, name).attname for name in update_fields}
    collect_rows(sender, [(instance.pk, {name: getattr(instance, name) for name in names})], created)


def on_deleted(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    collect_rows(sender, [(instance.pk, {})], None)


def watch_models() -> None:
    """Once the models are there: listen to every one that has sealed columns."""
    tables = sealed_tables()
    for model in apps.get_models():
        if tables.get(model._meta.db_table) and tables[model._meta.db_table].columns:
            pre_save.connect(refuse_unsealed, sender=model, dispatch_uid=f"in act {model._meta.label}")
            post_save.connect(on_saved, sender=model, dispatch_uid=f"seal {model._meta.label}")
            post_delete.connect(on_deleted, sender=model, dispatch_uid=f"unseal {model._meta.label}")
            add_listener(model, collect_rows)
