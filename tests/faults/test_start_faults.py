"""A start for which there is no room, or no database: told in clear words, nothing half-made, and the next
start goes on.
"""

import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest

from tests.started import SECONDS, started

from .disk_limits import SmallDisk
from .programs import ROOT, Site, free_port, wait

# What is left for the first start: nothing; the secret; the tables and no offices.
ROOM = [0, 64 * 1024, 1_500_000]


def environment_of(folder, **more: str) -> dict[str, str]:
    own = {"ONGIKAR_VAR": str(folder), "ONGIKAR_WEB_WORKERS": "1", "ONGIKAR_METRICS": "off"}
    return os.environ | {"ONGIKAR_DATABASE": f"sqlite:///{folder / 'ongikar.sqlite3'}"} | own | more


def start_words(port: int) -> list[str]:
    return [sys.executable, "-m", "ongikar", "start", "--no-demo", "--port", str(port)]


def refused_start(environment: dict[str, str], **more) -> str:
    """What a start says that ends by itself, in its two languages."""
    settings = {"cwd": ROOT, "env": environment, "capture_output": True, "text": True, "check": False}
    ran = subprocess.run(start_words(free_port()), timeout=SECONDS, **settings, **more)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr, ran.stderr
    assert "Ongikar is running" not in ran.stdout
    return ran.stderr


@contextmanager
def served(environment: dict[str, str]):
    site = Site(free_port())
    # Ended by us alone, and its children with it.
    with started(start_words(site.port), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as program:
        # Not `/readyz`, which asks for more room than a small disk has.
        wait(lambda: site.get("/track/").status == 200, "the site answers", 120)
        yield site
        program.terminate()
        program.wait(SECONDS)


def offices_in(folder) -> int | None:
    """How many offices stand in the database; None where there is no such table yet."""
    with closing(sqlite3.connect(folder / "ongikar.sqlite3")) as database:
        there = "SELECT count(*) FROM sqlite_master WHERE name = 'offices_office'"
        if not database.execute(there).fetchone()[0]:
            return None
        return database.execute("SELECT count(*) FROM offices_office").fetchone()[0]


def assert_whole(folder, site: Site) -> None:
    assert site.get("/services/citizen-1/").status == 200
    with closing(sqlite3.connect(folder / "ongikar.sqlite3")) as database:
        assert database.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert offices_in(folder) == len([*(ROOT / "offices").glob("*/office.toml")])


def assert_told_of_no_room(told: str) -> None:
    # Where the start takes long, how far it is stands above.
    bangla, english = told.splitlines()[-2:]
    assert "জায়গা নেই" in bangla
    assert "no room left" in english


@pytest.fixture
def disk(tmp_path):
    made = SmallDisk(tmp_path / "room")
    if not made.is_there:
        pytest.skip("only root may mount a small disk; the limit of a file below stands for it")
    yield made
    made.away()


def test_a_start_on_a_full_disk_says_so_and_the_next_one_with_room_goes_on(disk):
    environment = environment_of(disk.folder)
    for room in ROOM:
        disk.fill_up([])
        ballast = disk.folder / "ballast"
        os.truncate(ballast, ballast.stat().st_size - room)
        assert_told_of_no_room(refused_start(environment))
        if (disk.folder / "ongikar.sqlite3").exists():
            assert not offices_in(disk.folder)
        assert not [*disk.folder.glob(".keys-*")]
        disk.make_room([])
    with served(environment) as site:
        assert_whole(disk.folder, site)


@pytest.mark.slow
@pytest.mark.parametrize("size", [0, 200_000, 2_000_000])
def test_a_start_whose_files_may_not_grow_says_so_and_the_next_one_goes_on(tmp_path, size):
    """A quota, or the limit of a service: whoever runs the tests may set one."""
    environment = environment_of(tmp_path)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    assert_told_of_no_room(refused_start(environment, preexec_fn=limit))
    if size == 200_000:
        with served(environment) as site:
            assert_whole(tmp_path, site)


@pytest.mark.needs("postgresql")
def test_a_start_without_its_database_says_so_and_the_next_one_goes_on(postgres, tmp_path):
    environment = environment_of(tmp_path, ONGIKAR_DATABASE=postgres.url)
    postgres.stop()
    bangla, english, why = refused_start(environment).splitlines()[:3]
    assert bangla.startswith("ডেটাবেজ সাড়া দেয় না।")
    assert english.startswith("The database does not answer.")
    assert str(postgres.port) in why
    postgres.start()
    assert postgres.count("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
    with served(environment) as site:
        assert site.get("/services/citizen-1/").status == 200
