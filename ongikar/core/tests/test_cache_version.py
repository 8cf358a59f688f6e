"""The public stamp stands in the database: every process agrees on it, and no change of what is published is
without it.
"""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import DatabaseError

from ongikar.core import cache_version
from ongikar.core.models import CacheVersion
from tests.started import SECONDS

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """`programs(text, …)`: each run at once by a process of its own, on a database of their own; what they
    print.

    The tests' database commits nothing.
    """
    folder, server = tmp_path_factory.mktemp("stamp"), os.environ.get("ONGIKAR_DATABASE", "")
    name = f"stamp_{os.getpid()}"
    if server.startswith("postgresql"):
        run_sql(server, f"CREATE DATABASE {name}")
        database = urlunsplit(urlsplit(server)._replace(path=name))
    else:
        database = f"sqlite:///{folder / 'stamp.sqlite3'}"
    environment = os.environ | {"ONGIKAR_VAR": str(folder), "ONGIKAR_DATABASE": database}
    words = [sys.executable, "-m", "ongikar", "manage"]
    subprocess.run(
        [*words, "migrate", "core", "-v0"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )

    def do(*texts):
        ran = [
            subprocess.Popen(
                [*words, "shell", "--no-imports", "-c", BEGINNING + text],
                cwd=ROOT,
                env=environment,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for text in texts
        ]
        outputs = [each.communicate(timeout=60) for each in ran]
        assert [each.returncode for each in ran] == [0] * len(ran), outputs
        return [out for out, _ in outputs]

    yield do
    if server.startswith("postgresql"):
        run_sql(server, f"DROP DATABASE {name} WITH (FORCE)")


def run_sql(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as database:
        database.execute(statement)


BEGINNING = """
from django.db import transaction
from ongikar.core import cache_version
from ongikar.core.models import CacheVersion
def rows(): return sorted(CacheVersion.objects.values_list("scope", flat=True))
CacheVersion.objects.all().delete()
"""
COMMITTED_WITH_THE_ACT = """
# As a process that is killed between the commit and the bell.
cache_version.notify_processes = lambda: None
with transaction.atomic():
    cache_version.invalidate(1)
    with transaction.atomic():
        cache_version.invalidate(2)
    print(rows())
print(rows())
"""
TAKEN_BACK = """
try:
    with transaction.atomic():
        cache_version.invalidate(1)
        raise KeyError
except KeyError:
    pass
with transaction.atomic():
    pass
print(rows())
"""
READ_AFTER = """
before = cache_version.current_version(1)
with transaction.atomic():
    cache_version.invalidate(1)
    during = cache_version.current_version(1)
print(before == during, before == cache_version.current_version(1))
cache_version.invalidate(1)
print(rows())
"""
IN_THIS_ORDER = """
for _ in range(50):
    with transaction.atomic():
        cache_version.invalidate({})
        cache_version.invalidate({})
"""


def test_the_stamp_is_committed_with_the_act_as_its_last_statement(programs):
    """Before it, nobody waits for a row that others write; after it, nothing more need happen."""
    assert programs(COMMITTED_WITH_THE_ACT) == ["[]\n[1, 2]\n"]


def test_an_act_that_is_taken_back_changes_no_stamp(programs):
    assert programs(TAKEN_BACK) == ["[]\n"]


def test_the_process_that_wrote_sees_it_at_once(programs):
    assert programs(READ_AFTER) == ["True False\n[1]\n"]


def test_two_processes_that_write_the_same_offices_in_another_order_do_not_lock_each_other_out(programs):
    assert programs(IN_THIS_ORDER.format(1, 2), IN_THIS_ORDER.format(2, 1)) == ["", ""]


@pytest.mark.django_db
def test_an_act_of_one_office_changes_its_stamp_and_no_others():
    before = [cache_version.current_version(office) for office in (1, 2, cache_version.EVERY_OFFICE)]
    cache_version.invalidate_now(1)
    after = [cache_version.current_version(office) for office in (1, 2, cache_version.EVERY_OFFICE)]
    assert [a == b for a, b in zip(before, after, strict=True)] == [False, True, True]
    cache_version.invalidate_now()
    assert not {*after} & {
        cache_version.current_version(office) for office in (1, 2, cache_version.EVERY_OFFICE)
    }


@pytest.mark.django_db
def test_another_process_sees_it_within_a_second_whatever_the_time_of_a_file(monkeypatch, settings):
    seconds = iter(range(1000))
    monkeypatch.setattr("ongikar.core.cache_version.time.monotonic", lambda: next(seconds) * 0.4)
    cache_version.invalidate_now(1)
    before = cache_version.current_version(1)
    # As another machine does: the row alone changes, and no bell rings here.
    CacheVersion.objects.filter(scope=1).update(mark=12345)
    assert [cache_version.current_version(1) == before for _ in range(4)][-1] is False
    # A bell that somebody touches, or whose time is set back, changes nothing.
    now = cache_version.current_version(1)
    os.utime(settings.ONGIKAR_PUBLIC_STAMP, (1, 1))
    assert [cache_version.current_version(1) for _ in range(4)] == [now] * 4
    settings.ONGIKAR_PUBLIC_STAMP.unlink()
    assert cache_version.current_version(1) == now


@pytest.mark.django_db
def test_another_process_of_this_machine_sees_it_at_once_by_the_bell(monkeypatch):
    moments = iter(range(1000))
    monkeypatch.setattr(
        "ongikar.core.cache_version.time.monotonic", lambda: next(moments) * cache_version.BELL_SECONDS
    )
    cache_version.invalidate_now(1)
    before = cache_version.current_version(1)
    CacheVersion.objects.filter(scope=1).update(mark=12345)
    assert cache_version.current_version(1) == before
    # As the other process does after its commit; what this one remembers is not forgotten by it.
    looked_at = cache_version._looked_at
    cache_version.notify_processes()
    monkeypatch.setattr(cache_version, "_looked_at", looked_at)
    assert cache_version.current_version(1) != before


@pytest.mark.django_db
def test_a_disk_that_refuses_the_bell_does_not_undo_what_is_committed(settings, tmp_path):
    (tmp_path / "a file").write_text("")
    settings.ONGIKAR_PUBLIC_STAMP = tmp_path / "a file" / "public.stamp"
    before = cache_version.current_version(1)
    cache_version.invalidate_now(1)
    assert cache_version.current_version(1) != before


@pytest.mark.django_db
def test_a_database_that_is_away_leaves_what_was_known(monkeypatch):
    cache_version.invalidate_now(1)
    before = cache_version.current_version(1)

    class Away:
        in_atomic_block = False
        closed = False

        def ensure_connection(self):
            raise DatabaseError("gone")

        def close(self):
            self.closed = True

    away = Away()
    monkeypatch.setattr(cache_version, "connection", away)
    cache_version.forget_versions()
    assert cache_version.current_version(1) == before
    assert away.closed, "it is asked on a new connection next time"
