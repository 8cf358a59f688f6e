"""On SQLite the database lies in a file: no other account of the machine may read it."""

import os
import stat

import pytest
from django.db.utils import ConnectionHandler

from ongikar.config.settings import database

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(tmp_path):
    """Opens a database in a folder that everybody may look into; returns the modes of its files."""
    tmp_path.chmod(0o755)
    path = tmp_path / "office.sqlite3"

    def do() -> dict[str, int]:
        connection = ConnectionHandler({"default": database(f"sqlite:///{path}")})["default"]
        with connection.temporary_connection() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER)")
            cursor.execute("INSERT INTO t VALUES (1)")
            found = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
        return found

    do.path = path
    return do


def test_nobody_else_on_the_machine_reads_the_database_whoever_made_its_folder(opened):
    modes = opened()
    assert {"office.sqlite3", "office.sqlite3-wal"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_one_that_others_could_read_is_taken_from_them_and_loses_nothing(opened):
    opened()
    os.chmod(opened.path, 0o644)
    assert opened()["office.sqlite3"] == 0o600
    connection = ConnectionHandler({"default": database(f"sqlite:///{opened.path}")})["default"]
    with connection.temporary_connection() as cursor:
        assert cursor.execute("SELECT count(*) FROM t").fetchone() == (2,)
