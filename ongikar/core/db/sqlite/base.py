"""Django's SQLite backend, with writers waiting in line on a file lock instead of colliding.

SQLite's own busy loop sleeps blindly and lets latecomers overtake: with 32 writers its slowest took 610–780
ms, in line they take 60–70 ms. The lock is taken before BEGIN IMMEDIATE and given back with the
transaction.

A commit is answered for once the disk has it. For a transaction SQLite leaves that to us
(synchronous=NORMAL while it lasts): we sync the write-ahead log after giving the lock back, so that the
next in line writes while the disk confirms. Whoever reads a commit that is not yet confirmed and builds on
it syncs the same log after it, so nothing answered for ever rests on what may be lost. A single statement
outside a transaction is synced by SQLite itself.
"""

import fcntl
import os
from functools import lru_cache

from django.db.backends.sqlite3 import base

from ongikar.core import cache_version
from ongikar.core.db.row_writes import before_commit

from .private_file import keep_private


class Cursor(base.SQLiteCursorWrapper):
    """Django's cursor, turning the marks of a statement into SQLite's once and not at each run."""

    def convert_query(self, query, *, param_names=None):
        return (
            convert_placeholders(query)
            if param_names is None
            else super().convert_query(query, param_names=param_names)
        )


@lru_cache(maxsize=1000)
def convert_placeholders(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    _queue: int | None = None
    # The log lives as long as any connection is open, ours among them, so that one descriptor serves.
    _log: int | None = None
    _may_be_lost = False

    def get_new_connection(self, conn_params):
        if not self.is_in_memory_db():
            keep_private(str(self.settings_dict["NAME"]))
        return super().get_new_connection(conn_params)

    def create_cursor(self, name=None):
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self):
        self._wait_in_line()
        try:
            # Only outside a transaction may this be said, so before it begins and after it has ended.
            self.connection.execute("PRAGMA synchronous=NORMAL")
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # Django’s own; its stubs leave it out
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

    def commit(self):
        """What was written and is not sealed yet is sealed first."""
        before_commit(self)
        super().commit()

    def _commit(self):
        try:
            cache_version.write_pending(self)
            super()._commit()  # type: ignore[misc]  # Django’s own; its stubs leave it out
        finally:
            self._leave_line()
        self._confirm()

    def commit_may_be_lost(self):
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

    def _rollback(self):
        self._may_be_lost = False
        cache_version.forget_pending(self)
        try:
            return super()._rollback()  # type: ignore[misc]  # Django’s own; its stubs leave it out
        finally:
            self._leave_line()

    def _close(self):
        super()._close()  # type: ignore[misc]  # Django’s own; its stubs leave it out
        for name in ("_queue", "_log"):
            if (descriptor := getattr(self, name)) is not None:
                os.close(descriptor)
                setattr(self, name, None)
