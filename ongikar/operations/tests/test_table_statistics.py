"""SQLite learns how large its tables are, and reads few rows where there are few."""

from datetime import timedelta

import pytest
from django.db import connection

from ongikar.operations.table_statistics import EVERY, TableStatistics
from ongikar.operations.worker import DUTIES
from ongikar.tasks.models import Task

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does this by itself"),
]


def known_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchall():
            return set()
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        return {name for (name,) in cursor.fetchall()}


def forget() -> None:
    if known_tables():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sqlite_stat1")
            cursor.execute("ANALYZE sqlite_schema")


def test_every_table_with_rows_is_known_after_the_first_round_and_looked_at_once_a_day(office, receive, now):
    receive()
    forget()
    duty = TableStatistics()
    duty(now)
    found = known_tables()
    assert {"offices_office", "cases_case", "journal_entry"} <= found
    assert Task._meta.db_table not in found, "there is none"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit")
        assert cursor.fetchone() == (0,), "the connection looks at all again"
    forget()
    duty(now + EVERY - timedelta(seconds=1))
    assert known_tables() == set()
    duty(now + EVERY)
    assert known_tables() >= {"offices_office", "cases_case", "journal_entry"}


def test_it_is_a_duty_of_the_worker():
    assert any(isinstance(duty, TableStatistics) for _, duty in DUTIES)
