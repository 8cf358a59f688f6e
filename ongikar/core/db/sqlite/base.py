"""The database's own files are read by their owner alone, wherever they lie and whoever made the folder."""

import fcntl
import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any, Self

from django.conf import settings
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations
from django.utils import timezone

from ongikar.core import cache_version
from ongikar.core.db.row_writes import before_commit

OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def keep_private(path: str) -> None:
    """Make the file for its owner alone if it is not there, and take it from others if it is.

    What is there is never opened here: closing it again would give back the locks that SQLite holds on it
    in this process. The log and its index are made by SQLite with the mode of the file itself.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        for each in (path, f"{path}-wal", f"{path}-shm"):
            take_from_others(each)
    except OSError:
        # No such folder, or no room on the disk: SQLite, which opens it next, says so as the
        # database's own fault.
        pass


def take_from_others(path: str) -> None:
    try:
        found = os.stat(path)
        if found.st_uid == os.geteuid() and found.st_mode & OF_OTHERS:
            os.chmod(path, stat.S_IMODE(found.st_mode) & ~OF_OTHERS)
    except FileNotFoundError:
        # The log of a database that nobody has open.
        pass


class Cursor(base.SQLiteCursorWrapper):
    """Django's cursor, turning the marks of a statement into SQLite's once and not at each run."""

    def convert_query(self, query: str, *, param_names: Iterable[str] | None = None) -> str:
        return (
            convert_placeholders(query)
            if param_names is None
            else super().convert_query(query, param_names=param_names)
        )


class PreparedCursor(sqlite3.Cursor):
    """SQLite's own cursor for the statements of bulk_sql and compiled_query, whose faults are named as Django
    names them. Django's own runs each through six layers, which of a submission took one part in forty.
    """

    def __init__(self, database: "DatabaseWrapper") -> None:
        super().__init__(database.connection)
        self.database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Self:  # type: ignore[override]
        if self.database.needs_rollback:
            self.database.validate_no_broken_transaction()
        with self.database.wrap_database_errors:
            return super().execute(convert_placeholders(statement), values)

    def fetchall(self) -> list[Any]:
        with self.database.wrap_database_errors:
            return super().fetchall()


@lru_cache(maxsize=1000)
def convert_placeholders(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class Operations(DatabaseOperations):
    """Django's, turning a moment into its text once: an act writes the same few into row after row."""

    def adapt_datetimefield_value(self, value: Any) -> Any:
        if type(value) is not datetime or value.tzinfo is None:
            return super().adapt_datetimefield_value(value)
        # Two moments of an hour that the clock shows twice are equal to Python.
        return moment_as_text(value, value.fold, self.connection.timezone)

    def adapt_json_value(self, value: Any, encoder: Any) -> str:
        # Most rows have some that hold nothing; an encoder is made for each.
        return "{}" if value == {} else super().adapt_json_value(value, encoder)


@lru_cache(maxsize=1000)
def moment_as_text(value: datetime, fold: int, zone: tzinfo) -> str:
    return str(timezone.make_naive(value, zone))


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = Operations
    _queue: int | None = None
    # The log lives as long as any connection is open, ours among them, so that one descriptor serves.
    _log: int | None = None
    _may_be_lost = False
    # Whether Django keeps what is run, for whoever develops. Asked once: settings are slow to ask.
    _is_logged = False
    # Makes a cursor in Django's place while it is set (core/db/remembered_reads.py).
    cursor_maker: Callable[[Any], Any] | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        if not self.is_in_memory_db():
            keep_private(str(self.settings_dict["NAME"]))
        self._is_logged = settings.DEBUG
        return super().get_new_connection(conn_params)

    def make_cursor(self, cursor: Any) -> Any:
        return self.cursor_maker(cursor) if self.cursor_maker else super().make_cursor(cursor)

    def create_cursor(self, name: str | None = None) -> Cursor:
        return self.connection.cursor(factory=Cursor)

    def prepared_cursor(self) -> Any:
        """A cursor for the statements of bulk_sql and compiled_query; Django's own where there is no
        connection yet, or somebody listens to what is run.
        """
        if self.connection is None or self.execute_wrappers or self.force_debug_cursor or self._is_logged:
            return self.cursor()
        return PreparedCursor(self)

    numbered_cursor = prepared_cursor

    def _savepoint_allowed(self) -> bool:
        """Django's for SQLite does not ask whether savepoints are wanted."""
        return self.features.uses_savepoints and self.in_atomic_block

    def _start_transaction_under_autocommit(self) -> None:
        self._wait_in_line()
        try:
            # Only outside a transaction may this be said, so before it begins and after it has ended.
            self.connection.execute("PRAGMA synchronous=NORMAL")
            # Django’s own; its stubs leave it out.
            self.prepared_cursor().execute(f"BEGIN {self.transaction_mode}")  # type: ignore[attr-defined]
        except BaseException:
            self._leave_line()
            raise

    def _wait_in_line(self) -> None:
        if self.is_in_memory_db():
            return
        if self._queue is None:
            self._queue = os.open(
                f"{self.settings_dict['NAME']}.queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
            )
        fcntl.flock(self._queue, fcntl.LOCK_EX)

    def _leave_line(self) -> None:
        if self._queue is not None:
            fcntl.flock(self._queue, fcntl.LOCK_UN)
        self.connection.execute("PRAGMA synchronous=FULL")

    def commit(self) -> None:
        """What was written and is not sealed yet is sealed first."""
        before_commit(self)
        super().commit()

    def _commit(self) -> None:
        try:
            cache_version.write_pending(self)
            super()._commit()  # type: ignore[misc]  # Django’s own; its stubs leave it out
        finally:
            self._leave_line()
        self._confirm()

    def commit_may_be_lost(self) -> None:
        """This transaction need not wait for the disk: whoever began it does it again after the power was
        cut.
        """
        self._may_be_lost = True

    def _confirm(self) -> None:
        may_be_lost, self._may_be_lost = self._may_be_lost, False
        if may_be_lost or self.is_in_memory_db():
            return
        if self._log is None:
            self._log = os.open(f"{self.settings_dict['NAME']}-wal", os.O_RDWR | os.O_CLOEXEC)
        os.fdatasync(self._log)

    def _rollback(self) -> None:
        self._may_be_lost = False
        cache_version.forget_pending(self)
        try:
            return super()._rollback()  # type: ignore[misc]  # Django’s own; its stubs leave it out
        finally:
            self._leave_line()

    def _close(self) -> None:
        super()._close()  # type: ignore[misc]  # Django’s own; its stubs leave it out
        for name in ("_queue", "_log"):
            if (descriptor := getattr(self, name)) is not None:
                os.close(descriptor)
                setattr(self, name, None)
