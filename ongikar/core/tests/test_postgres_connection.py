"""A kept connection to PostgreSQL: one that died is mended unasked, and a live one is not asked whether it
lives.
"""

import socket
from contextlib import contextmanager
from copy import deepcopy

import psycopg
import pytest
from django.db import connection, connections
from django.db.utils import NotSupportedError, OperationalError

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the other database has no wire to break"
)


@pytest.fixture
def database(django_db_setup, django_db_blocker):
    """A connection as a web process keeps it, of our own, so that no other test meets what is done to it."""
    with django_db_blocker.unblock():
        ours = connections["default"]
        kept = type(ours)(deepcopy(ours.settings_dict), "kept")
        yield kept
        kept.close()


def between_requests(database) -> None:
    """What Django does when one request ends and another begins."""
    database.close_if_unusable_or_obsolete()
    database.close_if_unusable_or_obsolete()


def ask(database) -> int:
    with database.prepared_cursor() as cursor:
        cursor.execute("SELECT n FROM generate_series(1, 3) AS n WHERE n = %s", [2])
        return cursor.fetchone()[0]


@contextmanager
def beside(database):
    """Another connection to the same database, of somebody else."""
    params = database.get_connection_params()
    known = {name: params[name] for name in ("dbname", "user", "host", "port") if name in params}
    with psycopg.connect(**known, autocommit=True) as other:
        yield other


def end(database) -> None:
    """End the connection at the other end of the wire, as a restart of the database does."""
    with beside(database) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid_of(database)])


def pid_of(database) -> int:
    database.ensure_connection()
    return database.connection.info.backend_pid


def test_a_live_connection_is_kept_and_not_asked(database, monkeypatch):
    before = pid_of(database)
    between_requests(database)
    monkeypatch.setattr(type(database), "is_usable", lambda _: pytest.fail("it was asked"))
    assert ask(database) == 2
    assert pid_of(database) == before


def test_one_that_died_between_two_requests_is_mended_unasked(database):
    before = pid_of(database)
    between_requests(database)
    end(database)
    assert ask(database) == 2
    assert pid_of(database) != before


def test_so_is_one_that_is_next_asked_in_the_usual_way(database):
    before = pid_of(database)
    between_requests(database)
    end(database)
    with database.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert pid_of(database) != before


def test_one_that_dies_during_a_request_fails_that_request_only(database):
    assert ask(database) == 2
    end(database)
    with pytest.raises(OperationalError):
        ask(database)
    between_requests(database)
    assert ask(database) == 2


def test_a_database_gone_for_a_while_is_found_again(database, monkeypatch):
    assert ask(database) == 2
    end(database)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setitem(database.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(database.settings_dict, "PORT", str(nobody.getsockname()[1]))
        for _ in range(3):
            between_requests(database)
            with pytest.raises(OperationalError):
                ask(database)
    monkeypatch.undo()
    between_requests(database)
    assert ask(database) == 2


def test_a_kept_plan_that_fits_its_table_no_more_is_given_up_with_the_connection(database):
    def measure():
        with database.prepared_cursor() as cursor:
            cursor.execute("SELECT * FROM measured")
            return cursor.fetchall()

    with beside(database) as other:
        other.execute("CREATE TABLE measured (n integer)")
        try:
            assert measure() == []
            other.execute("ALTER TABLE measured ADD m integer")
            with pytest.raises(NotSupportedError):
                measure()
            between_requests(database)
            assert measure() == []
        finally:
            other.execute("DROP TABLE measured")


def test_what_would_be_done_again_does_not_wait_for_the_disk_and_the_next_transaction_does(database):
    def waits() -> str:
        with database.cursor() as cursor:
            return cursor.execute("SHOW synchronous_commit").fetchone()[0]

    database.connect()
    database.set_autocommit(False)
    database.commit_may_be_lost()
    assert waits() == "off"
    database.commit()
    assert waits() == "on"
    database.commit()
