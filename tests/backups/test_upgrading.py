"""A new version is gone on to safely: a backup first, everything tried in a copy, and the database of before
where anything fails.
"""

import pytest

from .homes import ON_POSTGRESQL

# Marked so that it is tried on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def applied(home) -> int:
    return home.count("django_migrations")


def test_a_database_of_the_release_is_upgraded(old_home):
    before = applied(old_home)
    told = old_home.do("upgrade", "--language", "en")
    assert told.startswith("backup of ")
    assert "migrations: all applied" in told
    assert "Upgraded" in told
    assert applied(old_home) > before
    assert "all is in order" in old_home.do("ledger", "verify", "--language", "en")
    assert len(old_home.archives()) == 1
    assert "nothing to do" in old_home.do("upgrade", "--language", "en")
    assert len(old_home.archives()) == 1


@pytest.mark.slow
def test_the_backup_that_was_made_brings_the_former_version_back(old_home):
    """Restored by this version it is brought up to date on the way."""
    old_home.do("upgrade")
    old_home.do("restore", "newest", "--onto", "rangpur-sadar-ict")
    assert old_home.run("ledger", "verify").status == 3


def test_where_the_copy_is_not_in_order_the_database_stands_as_it_was(old_home):
    trigger = old_home.ask(
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname LIMIT 1"
        if ON_POSTGRESQL
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name LIMIT 1"
    )[0][0]
    table = "journal_entry" if "entry" in trigger else "journal_seal"
    old_home.change(f"DROP TRIGGER {trigger}" + (f" ON {table}" if ON_POSTGRESQL else ""))
    before = applied(old_home)
    ran = old_home.run("upgrade", "--language", "en")
    assert ran.status == 1
    assert "the database stands as it was" in ran.err
    assert trigger in ran.out
    assert applied(old_home) == before
    left = {path.name for path in old_home.folder.iterdir()}
    assert not {name for name in left if name.startswith((".upgrading", "before-", "unfinished"))}


@pytest.mark.slow
def test_a_start_of_a_real_office_goes_the_same_way(old_home):
    """Whoever only starts the new version has the backup, too."""
    old_home.change("UPDATE offices_office SET is_demo = " + ("false" if ON_POSTGRESQL else "0"))
    old_home.do("prepare", "--no-demo")
    assert len(old_home.archives()) == 1
    assert list(old_home.folder.glob("before-*"))
    assert "nothing to do" in old_home.do("upgrade", "--language", "en")


def test_with_another_key_nothing_is_done(old_home):
    old_home.shell("from ongikar.operations.start_checks import refuse_changed_keys; refuse_changed_keys()")
    (old_home.folder / "secret").write_text("another secret of somebody else, long enough")
    ran = old_home.run("upgrade")
    assert ran.status == 1
    assert "Put that one back" in ran.err
    assert old_home.archives() == []


@pytest.fixture
def running(old_home):
    """The worker of this home, as it holds the installation."""
    import subprocess
    import sys

    from conftest import ROOT

    joined = "from ongikar.operations.installation_lock import take_part; take_part()"
    code = f"{joined}; print('in', flush=True); input()"
    command = [sys.executable, "-m", "ongikar", "manage", "shell", "--no-imports", "-c", code]
    process = subprocess.Popen(
        command, cwd=ROOT, env=old_home.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "in\n"
    yield process
    process.kill()
    process.wait(10)


def test_while_a_program_runs_it_is_not_begun(old_home, running):
    for words in (("upgrade",), ("restore", "any.tar"), ("restore", "--finish")):
        ran = old_home.run(*words)
        assert ran.status == 1
        assert "Stop it first" in ran.err
    assert old_home.archives() == []
