"""What SQLite knows of its tables: how many rows there are, and how many of them an index finds for a value.

Without it SQLite takes any index for a good one, and a page of a few open rows may read all that ever were.
PostgreSQL gathers this by itself (autovacuum). See docs/decisions/085.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction

EVERY = timedelta(days=1)
# Rows of an index that are looked at. With 400, an index of which each value finds two rows of 100,000 looked
# like one of which each finds 400, and a search for a number read every case.
ROWS_LOOKED_AT = 20_000
# Tables that were never looked at, or are ten times as large as then: of all, not only of those that this
# connection has asked.
STALE_OF_ALL = 0x10002


class TableStatistics:
    """A duty of the worker: at its first round and then once a day. Does nothing on another database."""

    def __init__(self) -> None:
        self.due: datetime | None = None

    def __call__(self, now: datetime) -> int:
        if self.due is None or now >= self.due:
            self.due = now + EVERY
            if connection.vendor == "sqlite":
                gather()
        return 0


def gather() -> None:
    """In a transaction, so that it takes its turn among those that write. At 100,000 cases that is a third of
    a second, and only once a table has grown tenfold.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute(f"PRAGMA optimize={STALE_OF_ALL:#x}")
        # The limit would otherwise stay with the connection.
        cursor.execute("PRAGMA analysis_limit=0")
