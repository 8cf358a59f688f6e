"""What an office has on its disk since a release, or since a commit after it, is still understood: its
database migrates, its pages open, and no migration was edited after it. `scripts/release_database.py` makes
the copies.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from conftest import ROOT
from scripts.release_database import (
    MIGRATIONS,
    POSTGRESQL,
    POSTGRESQL_FILE,
    RELEASES,
    SQLITE,
    SQLITE_FILE,
    migration_digests,
    require_program_of,
)
from tests.tables import tables_of, tables_of_connection

VERSIONS = sorted(folder.name for folder in RELEASES.iterdir())
ON_POSTGRESQL = os.environ.get("ONGIKAR_DATABASE", "").startswith("postgres")
# As at the first start after an update, without the office's files: those of today are not those of then. As
# in an office with so many rows that what was not sealed is left to the worker.
UPDATE = """
from django.core.management import call_command
from django.utils import timezone
from ongikar.journal import seal_adoption

call_command("migrate", verbosity=0)
seal_adoption.MOST_AT_ONCE = 0
assert seal_adoption.adopt_columns(timezone.now()) == 0
"""
# Then the worker's pieces.
SEAL = """
from django.utils import timezone
from ongikar.journal.seal_adoption import adopt_all

print(adopt_all(timezone.now()))
"""
# As a start of the new version does it, and a first act.
UNDER_KEYS = """
from django.utils import timezone
from ongikar.cases.actions import Person, receive_case
from ongikar.charter.models import Service
from ongikar.journal.keyed_ledger import adopt_ledger
from ongikar.journal.owed_reactions import begin_reactions

now = timezone.now()
assert adopt_ledger(now)
assert begin_reactions(now)
in_force = Service.objects.select_related("version__office", "responsible", "superior")
receive_case(
    service=in_force.filter(version__effective_to=None, code="citizen-1").first(),
    person=Person(name="রহিমা", mobile="+8801700000001", address="রংপুর"),
    answers={"question": "কয়টি?"},
    channel="online",
    submission="under keys",
    now=now,
)
"""
# The lines of the peon book that a program wrote, before a person had to: they stay, and the book says so.
LINES_OF_NOBODY = """
from ongikar.books.issue_register import OF_PROGRAM, peon_book_lines
from ongikar.letters.models import Dispatch
from ongikar.offices.models import Office

books = [peon_book_lines(office, year) for office in Office.objects.all() for year in (2025, 2026)]
lines = [line for book in books for line in book]
marked = [line for line in lines if OF_PROGRAM[0] in line.texts]
carried = Dispatch.objects.filter(book_serial__isnull=False).select_related("recipient__letter")
print(len(marked), sum(sent.is_of_program for sent in carried))
"""
# So long a command may take on a machine that is busy with others.
LONGEST_SECONDS = 900


@pytest.fixture(params=VERSIONS)
def home(request, tmp_path):
    """The environment of an office that has kept its database, papers and keys since a release."""
    release, folder = RELEASES / request.param, tmp_path / "home"
    shutil.copytree(release / "keys", folder)
    kept = unpack(release, folder)
    environment = os.environ | {"ONGIKAR_VAR": str(folder), "KEPT_SINCE": request.param}
    if not ON_POSTGRESQL:
        yield environment | {"ONGIKAR_DATABASE": f"sqlite:///{kept}"}
        return
    server, name = os.environ["ONGIKAR_DATABASE"], f"release_{os.getpid()}"
    url = urlunsplit(urlsplit(server)._replace(path=name))
    with psycopg.connect(server, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(url) as copy:
            copy.execute(kept.read_bytes())
        yield environment | {"ONGIKAR_DATABASE": url}
        database.execute(f"DROP DATABASE {name} WITH (FORCE)")


def unpack(release: Path, folder: Path) -> Path:
    """The file of the database, beside the papers that it names; of 0.2.0 there is the file alone."""
    file = folder / (POSTGRESQL_FILE if ON_POSTGRESQL else SQLITE_FILE)
    archive = release / (POSTGRESQL if ON_POSTGRESQL else SQLITE)
    if archive.exists():
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
    else:
        name = "postgresql.sql.gz" if ON_POSTGRESQL else "sqlite3.gz"
        file.write_bytes(gzip.decompress((release / name).read_bytes()))
    return file


def run_module(environment: dict[str, str], *words: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def ongikar(environment: dict[str, str], *words: str) -> str:
    return run_module(environment, "ongikar", *words)


# Marked so that it is tried on either database.
@pytest.mark.django_db
def test_a_database_of_each_release_migrates_and_is_in_order(home):
    ongikar(home, "manage", "shell", "--no-imports", "-c", UPDATE)
    # A database is kept without its papers.
    verified = ongikar(home, "ledger", "verify", "--without-papers", "--language", "en")
    assert "all is in order" in verified
    taken_over = int(ongikar(home, "manage", "shell", "--no-imports", "-c", SEAL).split()[-1])
    assert ("still to be taken over" in verified) == (taken_over > 0)
    verified = ongikar(home, "ledger", "verify", "--without-papers", "--language", "en")
    assert "all is in order" in verified
    assert "still to be taken over" not in verified
    assert "clocks recomputed, 0 changed" in ongikar(home, "promise", "rebuild")
    # Then under keys, one of which is rotated between an entry and its seal.
    ongikar(home, "manage", "shell", "--no-imports", "-c", UNDER_KEYS)
    assert ongikar(home, "keys", "rotate", "ledger")
    ongikar(home, "worker", "--once")
    verified = ongikar(home, "ledger", "verify", "--without-papers", "--language", "en")
    assert "all is in order" in verified
    assert "taken under keys as they stood" in verified
    opened = run_module(home, "tests.kept_pages")
    assert int(opened.split()[0]) >= 200
    marked, lines = ongikar(home, "manage", "shell", "--no-imports", "-c", LINES_OF_NOBODY).split()
    assert marked == lines
    # The busy demonstration of 6908a62c had them: reports and minutes to whoever has no e-mail address.
    assert (int(marked) > 0) == home["KEPT_SINCE"].endswith("6908a62c")
    # A new office's tables are made at once, and are the same as those that went through every migration.
    assert tables_of(home["ONGIKAR_DATABASE"]) == tables_of_connection(connection)


@pytest.mark.parametrize("version", VERSIONS)
def test_no_migration_was_edited_or_taken_away_since_a_release(version):
    released = tomllib.loads((RELEASES / version / MIGRATIONS).read_text("utf-8"))
    now = migration_digests()
    assert released
    assert [path for path, digest in released.items() if now.get(path) != digest] == []


def test_the_version_that_is_out_has_its_database():
    """A new version brings its own: python -m scripts.release_database."""
    project = tomllib.loads(Path(ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] in VERSIONS


@pytest.mark.parametrize("version", [each for each in VERSIONS if "+" in each])
def test_a_database_between_two_releases_names_its_release_and_its_commit(version):
    release, _, commit = version.partition("+")
    assert release in VERSIONS
    assert re.fullmatch("[0-9a-f]{8}", commit)


@pytest.mark.needs("git")
def test_a_database_of_a_commit_is_made_of_no_other_program():
    """What is kept under its name would not be what offices of that day have on their disks."""
    with pytest.raises(SystemExit, match="not those of 00000000"):
        require_program_of("00000000")
