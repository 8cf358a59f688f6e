"""The little in which the two databases say the statements of the fill differently."""

from datetime import UTC, datetime

from django.db import connection

from ongikar.operations.table_statistics import ROWS_LOOKED_AT

# How long one statement of the fill may hold: SQLite then keeps its pages in memory and the log stays short.
SQLITE_FILLING = (
    "PRAGMA synchronous=OFF",
    "PRAGMA cache_size=-400000",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA foreign_keys=OFF",
)
SQLITE_AFTER = ("PRAGMA synchronous=FULL", "PRAGMA cache_size=-2000", "PRAGMA foreign_keys=ON")


class Dialect:
    """`Dialect(now)`: expressions of the database at hand, as text of a statement."""

    def __init__(self, now: datetime):
        self.is_sqlite = connection.vendor == "sqlite"
        self.now = now.astimezone(UTC)

    def moment(self, seconds_ago: str) -> str:
        """The moment so many seconds (an expression of whole numbers) before now."""
        if self.is_sqlite:
            known = f"'{self.now:%Y-%m-%d %H:%M:%S}'"
            return f"strftime('%Y-%m-%d %H:%M:%S', {known}, printf('%+d seconds', -({seconds_ago})))"
        return f"(timestamptz '{self.now.isoformat()}' - ({seconds_ago}) * interval '1 second')"

    def figures(self, number: str, width: int) -> str:
        """A number with leading noughts."""
        return (
            f"printf('%0{width}d', {number})" if self.is_sqlite else f"lpad(({number})::text, {width}, '0')"
        )

    def json(self, text: str) -> str:
        """A literal text, or a column of text, as a column of JSON holds it."""
        return text if self.is_sqlite else f"({text})::jsonb"

    def link(self, number: str) -> str:
        """Thirty-two bytes that no other line has."""
        return "randomblob(32)" if self.is_sqlite else f"sha256(({number})::text::bytea)"

    def begin(self) -> None:
        """Keys are right as they are made, and nobody else writes: neither is asked at each row."""
        if not self.is_sqlite:
            self.run("SET session_replication_role = replica")
        elif not connection.in_atomic_block:
            self.run(*SQLITE_FILLING)

    def end(self, tables: list[str]) -> None:
        """Serial keys go on after the rows, and both databases learn what the tables hold."""
        if self.is_sqlite:
            self.run(*(() if connection.in_atomic_block else SQLITE_AFTER))
            # As the worker of an office lets it look (operations/table_statistics.py).
            self.run(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}", "ANALYZE", "PRAGMA analysis_limit=0")
            return
        self.run("SET session_replication_role = DEFAULT")
        for table in tables:
            self.run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        self.run("VACUUM ANALYZE" if not connection.in_atomic_block else "ANALYZE")

    def run(self, *statements: str) -> None:
        """Each by itself, as it stands: no sign in it is a place for a value."""
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
