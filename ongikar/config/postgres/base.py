"""Django's PostgreSQL backend, sparing each request the trips that are not its own question.

Before each request Django asks a kept connection whether it still lives, and it has every statement planned anew.
Together that was as much work as a page's own.
"""

import select
from contextlib import contextmanager

from django.db.backends.postgresql import base
from psycopg import RawCursor
from psycopg.pq import TransactionStatus

from ongikar.frame import stamp
from ongikar.frame.row_writes import before_commit


class NumberedCursor(base.CursorMixin, RawCursor):
    """Takes PostgreSQL's own marks for values."""


class DatabaseWrapper(base.DatabaseWrapper):
    # A statement may hold others that write: frame.written_together.
    writes_together = True

    def close_if_health_check_failed(self):
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

    def close_if_unusable_or_obsolete(self):
        """Give a connection up once something failed on it: what is prepared on it may fit its tables no more."""
        if self.connection is not None and self.errors_occurred and not self.in_atomic_block:
            self.close()
        super().close_if_unusable_or_obsolete()

    def commit(self):
        """What was written and is not sealed yet is sealed first."""
        before_commit(self)
        super().commit()

    def _commit(self):
        stamp.write_pending(self)
        return super()._commit()

    def _rollback(self):
        stamp.forget_pending(self)
        return super()._rollback()

    def commit_may_be_lost(self):
        """This transaction need not wait for the disk: whoever began it does it again after the power was cut."""
        with self.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")

    def ready_cursor(self, kind=base.ServerBindingCursor):
        """A cursor whose statements are planned once a connection; values go beside the text, never into it."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(kind(self.connection))

    def numbered_cursor(self):
        """The same, for a text with its values as $1, $2: a long one is else read through for its marks each time."""
        return self.ready_cursor(NumberedCursor)

    def quoted(self, value) -> str:
        """A value as it stands in a statement's text."""
        return self.ops.compose_sql("%s", [value])

    @contextmanager
    def alone(self):
        """What is run inside, one statement, is all of its transaction: it begins and ends with it, where nothing came before.

        The caller answers for it that nothing follows but the end of the outermost atomic block.
        """
        plain = self.connection
        begun = plain.info.transaction_status != TransactionStatus.IDLE
        if begun or len(self.atomic_blocks) != 1:
            yield
            return
        plain.autocommit = True
        try:
            yield
        finally:
            if not plain.closed:
                plain.autocommit = False

    @contextmanager
    def in_one_trip(self):
        """What is run inside is sent together and answered together; rows can be fetched afterwards."""
        self.ensure_connection()
        with self.wrap_database_errors, self.connection.pipeline():
            yield
