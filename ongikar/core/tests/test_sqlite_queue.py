"""SQLite's writers wait in line: many processes write at once and none is turned away."""

import fcntl
import os
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

from django.db.utils import ConnectionHandler

from ongikar.config.settings import database

ROOT = Path(__file__).resolve().parents[3]
# They part once the program is loaded, which takes longer than to write, before any has the database open.
WRITERS = textwrap.dedent("""
    import os, sys
    import django; django.setup()
    from django.db import connection, transaction
    for _ in range(8):
        if os.fork() == 0:
            for _ in range(40):
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("SELECT count(*) FROM t"); n = cursor.fetchone()[0]
                    cursor.execute("INSERT INTO t VALUES (%s)", [n])
            os._exit(0)
    sys.exit(any(os.wait()[1] for _ in range(8)))
""")


def test_eight_processes_write_at_once_and_none_is_turned_away(tmp_path):
    path = tmp_path / "queue.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE t (n INTEGER)")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "ongikar.config.settings",
        "ONGIKAR_DATABASE": f"sqlite:///{path}",
        "ONGIKAR_VAR": str(tmp_path),
    }
    subprocess.run([sys.executable, "-c", WRITERS], env=environment, cwd=ROOT, timeout=120, check=True)
    with sqlite3.connect(path) as made:
        numbers = [row[0] for row in made.execute("SELECT n FROM t ORDER BY n")]
    # Each read the count and wrote it in one turn: no number twice, none left out.
    assert numbers == list(range(320))


def test_a_commit_is_on_the_disk_before_it_is_answered_for_and_after_the_line_is_left(
    tmp_path, monkeypatch, django_db_blocker
):
    path, synced = tmp_path / "synced.sqlite3", []
    connection = ConnectionHandler({"default": database(f"sqlite:///{path}")})["default"]

    def sync(descriptor):
        with open(f"{path}.queue", "rb") as line:
            fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}"))

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n INTEGER)")
        monkeypatch.setattr(os, "fdatasync", sync)
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        cursor.execute("INSERT INTO t VALUES (1)")
        assert synced == []
        connection.commit()
        connection.set_autocommit(True)
        assert synced == [f"{path}-wal"]
        # Outside a transaction SQLite syncs each statement by itself: 2 is FULL.
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
    connection.close()


def test_what_would_be_done_again_does_not_wait_for_the_disk_and_the_next_commit_does(
    tmp_path, monkeypatch, django_db_blocker
):
    path, synced = tmp_path / "later.sqlite3", []
    connection = ConnectionHandler({"default": database(f"sqlite:///{path}")})["default"]
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n INTEGER)")
        monkeypatch.setattr(os, "fdatasync", synced.append)
        for n, may_be_lost, syncs in ((1, True, 0), (2, False, 1), (3, True, 1)):
            connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            if may_be_lost:
                connection.commit_may_be_lost()
            cursor.execute("INSERT INTO t VALUES (%s)", [n])
            # What was rolled back says nothing of the next.
            connection.commit() if n != 3 else connection.rollback()
            connection.set_autocommit(True)
            assert len(synced) == syncs
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        connection.commit()
        assert len(synced) == 2
        connection.set_autocommit(True)
    connection.close()
