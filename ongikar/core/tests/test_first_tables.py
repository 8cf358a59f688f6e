"""A new database gets its tables at once, or none of them; tests/test_releases.py compares them with those
that went through every migration.
"""

import pytest
from django.core.management import call_command
from django.db import connection, connections, migrations
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler

from ongikar.config.settings import database
from ongikar.core.management.commands import migrate


@pytest.fixture
def empty(tmp_path):
    """A database of its own without a table, which Django is connected to; SQLite, whatever the tests run
    on.
    """
    here = connections["default"]
    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    connections["default"] = ConnectionHandler({"default": database(url)})["default"]
    yield connections["default"]
    connections["default"].close()
    connections["default"] = here


def test_every_migration_is_noted_and_a_second_time_there_is_nothing_to_do(empty, django_db_blocker):
    with django_db_blocker.unblock():
        assert migrate.make_first_tables(empty)
        assert {key for key in MigrationRecorder(empty).applied_migrations() if key[0] == "cases"}
        assert "cases_case" in empty.introspection.table_names()
        assert not migrate.make_first_tables(empty)


def test_what_ends_in_the_middle_leaves_no_table(empty, django_db_blocker, monkeypatch):
    noted = MigrationRecorder.record_applied

    def end_at_cases(self, app, name):
        if app == "cases":
            raise InterruptedError
        noted(self, app, name)

    monkeypatch.setattr(MigrationRecorder, "record_applied", end_at_cases)
    with django_db_blocker.unblock():
        with pytest.raises(InterruptedError):
            migrate.make_first_tables(empty)
        assert empty.introspection.table_names() == []


def test_a_migration_that_tells_the_models_apart_has_djangos_own_way(empty, django_db_blocker, monkeypatch):
    state = [migrations.AddField("case", "more", None)]
    assert migrate.tells_models_apart(migrations.SeparateDatabaseAndState([], state))
    assert migrate.tells_models_apart(migrations.RunSQL("SELECT 1", state_operations=state))
    assert not migrate.tells_models_apart(migrations.RunSQL("SELECT 1"))
    monkeypatch.setattr(migrate, "tells_models_apart", lambda operation: True)
    with django_db_blocker.unblock():
        assert not migrate.make_first_tables(empty)
        assert empty.introspection.table_names() == []


@pytest.mark.django_db
def test_a_database_with_tables_and_a_part_asked_for_are_left_to_django(monkeypatch):
    assert not migrate.make_first_tables(connection)
    asked = []
    monkeypatch.setattr("ongikar.core.management.commands.migrate.make_first_tables", asked.append)
    call_command("migrate", "journal", verbosity=0)
    assert asked == []
    call_command("migrate", verbosity=0)
    assert asked == [connection]
