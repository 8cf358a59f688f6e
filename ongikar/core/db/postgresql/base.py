"""Django's PostgreSQL backend without the round trips that are no query of the request itself.

Before each request Django asks a kept connection whether it still lives, and it has every statement planned
anew. Together that was as much work as a page's own.
"""

import select
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.utils import debug_transaction
from psycopg import RawCursor
from psycopg.pq import TransactionStatus

from ongikar.core import cache_version
from ongikar.core.db.batched_statements import Statement, StatementBatch, as_few_statements
from ongikar.core.db.row_writes import before_commit


class NumberedCursor(base.CursorMixin, RawCursor):
    """Takes PostgreSQL's own marks for values: a long text is else read through for its marks each time."""


class DatabaseWrapper(base.DatabaseWrapper):
    # What core.db.batched_statements keeps of the transaction that runs.
    batch: StatementBatch | None = None
    # Django’s own; its stubs do not say of what type it is.
    health_check_done: bool

    def close_if_health_check_failed(self) -> None:
        """Ask a connection whether it lives only when something came on it unasked: a farewell or the end."""
        if self.connection is not None and not self.health_check_done and not self._has_spoken():
            self.health_check_done = True
        super().close_if_health_check_failed()

    def _has_spoken(self) -> bool:
        if self.connection.closed:
            return True
        look = select.poll()
        look.register(self.connection.fileno(), select.POLLIN)
        return bool(look.poll(0))

    def close_if_unusable_or_obsolete(self) -> None:
        """Give a connection up once something failed on it: what is prepared on it may fit its tables no
        more.
        """
        if self.connection is not None and self.errors_occurred and not self.in_atomic_block:
            self.close()
        super().close_if_unusable_or_obsolete()

    def commit(self) -> None:
        """What was written and is not sealed yet is sealed first."""
        before_commit(self)
        super().commit()

    def _commit(self) -> None:
        cache_version.write_pending(self)
        if self.batch and self.batch.waiting:
            with debug_transaction(self, "COMMIT"):
                self.send_waiting(then="COMMIT")
            return None
        return super()._commit()  # type: ignore[misc]  # Django’s own; its stubs leave it out

    def _rollback(self) -> None:
        cache_version.forget_pending(self)
        self._forget_waiting()
        return super()._rollback()  # type: ignore[misc]  # Django’s own; its stubs leave it out

    def _savepoint_rollback(self, sid: str) -> None:
        # Whatever waits came after this savepoint: to set or release one sends all that came before.
        self._forget_waiting()
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # Django’s own; its stubs leave it out

    def _forget_waiting(self) -> None:
        if self.batch:
            self.batch.waiting.clear()

    def commit_may_be_lost(self) -> None:
        """This transaction need not wait for the disk: whoever began it does it again after the power was
        cut.
        """
        with self.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")

    def create_cursor(self, name: str | None = None) -> Any:
        self.send_waiting()
        return super().create_cursor(name)

    def prepared_cursor(self, kind: type[Any] = base.ServerBindingCursor) -> Any:
        """A cursor whose statements are planned once a connection; values go beside the text,
        never into it.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.send_waiting()
        with self.wrap_database_errors:
            # Django’s own; its stubs leave it out.
            return self._prepare_cursor(kind(self.connection))  # type: ignore[attr-defined]

    def numbered_cursor(self) -> Any:
        """The same, for a statement that is as PostgreSQL itself takes it."""
        return self.prepared_cursor(NumberedCursor)

    def quote_value(self, value: Any) -> str:
        """A value as it stands in a statement's text."""
        return self.ops.compose_sql("%s", [value])

    @contextmanager
    def in_one_trip(self) -> Iterator[None]:
        """What is run inside is sent together and answered together; rows can be fetched afterwards.

        A transaction that has yet to begin begins in the same trip.
        """
        self.ensure_connection()
        plain = self.connection
        begins = not plain.autocommit and plain.info.transaction_status == TransactionStatus.IDLE
        with self.wrap_database_errors:
            if begins:
                # By itself psycopg waits for the answer to its BEGIN. Until the transaction
                # ends this says nothing else.
                plain.autocommit = True
            with plain.pipeline():
                if begins:
                    plain.execute("BEGIN", prepare=False)
                yield

    def answer(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows that a statement gives. A transaction that has yet to begin begins in the same trip, and
        what waits goes before it there.
        """
        waiting = self._take_waiting()
        writing, cursor = self.numbered_cursor(), self.prepared_cursor()
        with self.in_one_trip():
            for each in waiting:
                writing.execute(*each)
            cursor.execute(statement, values)
        return cursor.fetchall()

    def send_waiting(self, then: str = "") -> None:
        """Send the statements that wait, in their order and in one trip, with one more that has no values."""
        waiting = self._take_waiting()
        if not waiting:
            return
        cursor = self.numbered_cursor()
        with self.in_one_trip():
            for each in waiting:
                cursor.execute(*each)
            if then:
                self.connection.execute(then, prepare=False)

    def _take_waiting(self) -> list[Statement]:
        if not (self.batch and self.batch.waiting):
            return []
        waiting, self.batch.waiting = self.batch.waiting, []
        return list(as_few_statements(waiting))
