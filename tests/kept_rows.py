"""What a costly scene wrote, kept by the run: the next module that asks for it has its rows back without
living it again.

The rows are read and written as the database holds them, past the models: so nothing follows from them a
second time, no message, no clock. What the database itself does with a row, such as an index of words that a
trigger keeps, it does at each writing.
"""

import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from ongikar.core.not_none import not_none
from ongikar.journal.row_seals import WrittenRow, unsealed_rows

from .acts_within import refused
from .made_once import made_once

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


@dataclass
class Kept:
    """What a scene began on, what it did, the rows that wait for their seal, and what it gave."""

    before: Rows
    changes: dict[str, TableChange]
    unsealed: list[WrittenRow]
    lived: Any


class KeptScene:
    """One scene, as long as what it began on is the same: a module that has loaded another office in its
    place lives it anew.

    `share`: of a run in parts one process lives the scene, and the others have its rows and the files in
    `folder` from it.
    """

    def __init__(
        self, folder: Path | None = None, share: Callable[[Callable[[Path], object]], Path] | None = None
    ) -> None:
        self.folder, self.share = folder, share
        self.kept: Kept | None = None

    @classmethod
    def of_run(cls, factory: pytest.TempPathFactory, name: str) -> "KeptScene":
        # On PostgreSQL a key that was written is given once more by its sequence.
        shared = connection.vendor == "sqlite"
        return cls(factory.mktemp(name), partial(made_once, factory, f"{name}-of-run") if shared else None)

    def live[Lived](self, live: Callable[[], Lived]) -> Lived:
        """What `live()` gave, with its rows in the database; called within a transaction that is undone."""
        now = read_rows()
        if self.kept is None and self.share is not None:
            here: list[Lived] = []

            def make(shared: Path) -> None:
                here.append(self.live_anew(live, now))
                shutil.copytree(self.folder, shared / "files")
                (shared / "kept").write_bytes(pickle.dumps(self.kept))

            shared = self.share(make)
            if here:
                return here[0]
            kept = pickle.loads((shared / "kept").read_bytes())
            if kept.before == now:
                self.kept = kept
                shutil.copytree(shared / "files", self.folder, dirs_exist_ok=True)
        if self.kept is not None and self.kept.before == now:
            return self.write_again()
        return self.live_anew(live, now)

    def write_again(self) -> Any:
        from tests.module_data import clear_row_caches

        kept = not_none(self.kept)
        with transaction.atomic():
            write_changes(kept.changes)
        for row in kept.unsealed:
            # Who wrote it was asked where the scene was lived.
            refused.by_tests[id(row)] = row
            connection.on_commit(row)
        clear_row_caches()
        return kept.lived

    def live_anew[Lived](self, live: Callable[[], Lived], now: Rows) -> Lived:
        lived = live()
        # What was written last is sealed by the next entry, of whichever test.
        unsealed = [row for _savepoints, row in unsealed_rows()]
        self.kept = Kept(now, changes_between(now, read_rows()), unsealed, lived)
        return lived
