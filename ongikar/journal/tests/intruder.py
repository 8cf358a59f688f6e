"""Somebody who has the database to himself: with the triggers off, any statement runs. The test's end brings
them back.
"""

from collections.abc import Callable

from django.db import connection

TABLES = ("journal_entry", "journal_seal")


def broken_in() -> Callable[..., None]:
    """Take the triggers off; `do("UPDATE …", values)` then runs."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'journal_%%'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")

    def do(statement, values=()):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return do
