"""What was read once is not asked again, and whatever is written is seen at once, by whichever way it was
written.
"""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction

from ongikar.core.db.bulk_sql import fetch_rows, insert_rows, run_statement
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.db.remembered_reads import remembered_reads
from ongikar.core.models import Attempt
from ongikar.journal.models import Entry

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only there is anything remembered"),
]
NAMED = CompiledQuery(lambda: Attempt.objects.filter(key=CompiledQuery.parameter(0)))
COUNT = "SELECT count(*) FROM core_attempt"


def ways_of_counting():
    """By the ORM, by a compiled query, and by a statement of our own."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        plain = cursor.fetchone()[0]
    return Attempt.objects.count(), len(NAMED("a")), fetch_rows(COUNT)[0][0], plain


@contextmanager
def asked():
    """What reaches the database."""
    seen = []

    def listen(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield seen


def test_it_is_asked_once(now):
    Attempt.objects.create(key="a", hour=now)
    with remembered_reads():
        assert ways_of_counting() == (1, 1, 1, 1)
        with asked() as seen:
            assert ways_of_counting() == (1, 1, 1, 1)
        assert not seen


def write_by_orm(now):
    Attempt.objects.create(key="a", hour=now)


def write_in_bulk(now):
    insert_rows(Attempt, {"key": "a", "hour": now, "count": 1})


def write_plainly(now):
    run_statement("INSERT INTO core_attempt (key, hour, count) VALUES (%s, %s, 1)", "a", str(now))


def write_from_another_table(now):
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH made AS (SELECT 1) INSERT INTO core_attempt (key, hour, count) SELECT 'a', %s, 1 FROM made",
            [str(now)],
        )


@pytest.mark.parametrize("write", [write_by_orm, write_in_bulk, write_plainly, write_from_another_table])
def test_what_is_written_is_seen_at_once(write, now):
    with transaction.atomic(), remembered_reads():
        assert ways_of_counting() == (0, 0, 0, 0)
        write(now)
        assert ways_of_counting() == (1, 1, 1, 1)
        Attempt.objects.filter(key="a").update(hour=now + timedelta(hours=1))
        assert Attempt.objects.get().hour == now + timedelta(hours=1)
        Attempt.objects.all().delete()
        assert ways_of_counting() == (0, 0, 0, 0)


def test_another_table_stays_known(now):
    with remembered_reads():
        Entry.objects.count()
        write_by_orm(now)
        with asked() as seen:
            Entry.objects.count()
        assert not seen


def test_afterwards_all_is_asked_again():
    with remembered_reads():
        Attempt.objects.count()
    with asked() as seen:
        Attempt.objects.count()
    assert len(seen) == 1
