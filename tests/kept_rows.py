"""What a costly scene wrote, kept by the process: the next module that asks for it has its rows back without
living it again.

The rows are read and written as the database holds them, past the models: so nothing follows from them a
second time, no message, no clock. What the database itself does with a row, such as an index of words that a
trigger keeps, it does at each writing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection

from ongikar.journal.row_seals import WrittenRow, unsealed_rows

# table → key of the row → its columns, the key among them.
Rows = dict[str, dict[Any, tuple[Any, ...]]]


@dataclass
class TableChange:
    """What a scene did to one table."""

    added: list[tuple[Any, ...]] = field(default_factory=list)
    changed: list[tuple[Any, ...]] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)


def our_tables() -> dict[str, tuple[str, list[str]]]:
    """table → the column of its key, and all columns that are written."""
    return {
        model._meta.db_table: (
            model._meta.pk.column,
            [each.column for each in model._meta.local_concrete_fields if not each.generated],
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def read_rows() -> Rows:
    """All rows of all tables."""
    rows: Rows = {}
    with connection.cursor() as cursor:
        for table, (key, columns) in our_tables().items():
            cursor.execute(f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(table)}")
            place = columns.index(key)
            rows[table] = {row[place]: tuple(row) for row in cursor.fetchall()}
    return rows


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def changes_between(before: Rows, after: Rows) -> dict[str, TableChange]:
    changes = {}
    for table, rows in after.items():
        known = before[table]
        change = TableChange(
            [row for key, row in rows.items() if key not in known],
            [row for key, row in rows.items() if key in known and known[key] != row],
            [key for key in known if key not in rows],
        )
        if change.added or change.changed or change.removed:
            changes[table] = change
    return changes


def write_changes(changes: dict[str, TableChange]) -> None:
    """Foreign keys are checked at the end of the transaction: so the order of the tables does not matter."""
    tables = our_tables()
    with connection.cursor() as cursor:
        for table, change in changes.items():
            key, columns = tables[table]
            if change.removed:
                cursor.executemany(
                    f"DELETE FROM {quoted(table)} WHERE {quoted(key)} = %s",
                    [(each,) for each in change.removed],
                )
            if change.changed:
                # Written column by column: a row is never taken away that others point at.
                sets = ", ".join(f"{quoted(column)} = %s" for column in columns)
                place = columns.index(key)
                cursor.executemany(
                    f"UPDATE {quoted(table)} SET {sets} WHERE {quoted(key)} = %s",
                    [(*row, row[place]) for row in change.changed],
                )
            if change.added:
                signs = ", ".join(["%s"] * len(columns))
                cursor.executemany(
                    f"INSERT INTO {quoted(table)} ({', '.join(map(quoted, columns))}) VALUES ({signs})",
                    change.added,
                )


class KeptScene:
    """One scene of this process, as long as what it began on is the same: a module that has loaded another
    office in its place lives it anew.
    """

    def __init__(self) -> None:
        self.kept: tuple[Rows, dict[str, TableChange], list[WrittenRow], Any] | None = None

    def live[Lived](self, live: Callable[[], Lived]) -> Lived:
        """What `live()` gave, with its rows in the database; called within a transaction that is undone."""
        from tests.module_data import clear_row_caches

        now = read_rows()
        if self.kept is not None and self.kept[0] == now:
            _before, changes, unsealed, lived = self.kept
            write_changes(changes)
            for row in unsealed:
                connection.on_commit(row)
            clear_row_caches()
            return lived
        lived = live()
        # What was written last is sealed by the next entry, of whichever test.
        unsealed = [row for _savepoints, row in unsealed_rows()]
        self.kept = (now, changes_between(now, read_rows()), unsealed, lived)
        return lived
