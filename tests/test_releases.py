"""What an office has on its disk since a release is still understood: its database migrates, and no migration
was edited after it. `scripts/release_database.py` makes the copies.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from conftest import ROOT
from scripts.release_database import MIGRATIONS, POSTGRESQL, RELEASES, SQLITE, migration_digests
from tests.tables import tables_of, tables_of_connection

VERSIONS = sorted(folder.name for folder in RELEASES.iterdir())
ON_POSTGRESQL = os.environ.get("ONGIKAR_DATABASE", "").startswith("postgres")
# As at the first start after an update, without the office's files: those of today are not those of then.
UPDATE = """
from django.core.management import call_command
from django.utils import timezone
from ongikar.journal.seal_adoption import adopt_columns

call_command("migrate", verbosity=0)
adopt_columns(timezone.now())
"""
OPEN_EVERY_CASE = """
from django.conf import settings
from django.test import Client
from django.urls import reverse
from ongikar.cases.models import Case
from ongikar.people.models import User

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
browser = Client(SERVER_NAME="127.0.0.1")
browser.force_login(User.objects.get(username="karim"), backend="ongikar.people.sign_in.StaffBackend")
opened = 0
for number in Case.objects.values_list("number", flat=True):
    page = browser.get(reverse("case", args=[number]))
    assert page.status_code == 200 and number in page.content.decode(), (number, page.status_code)
    opened += 1
print(opened, "cases opened")
"""


@pytest.fixture(params=VERSIONS)
def home(request, tmp_path):
    """The environment of an office that has kept its database and its keys since a release."""
    release, folder = RELEASES / request.param, tmp_path / "home"
    shutil.copytree(release / "keys", folder)
    environment = os.environ | {"ONGIKAR_VAR": str(folder)}
    if not ON_POSTGRESQL:
        path = folder / "ongikar.sqlite3"
        path.write_bytes(gzip.decompress((release / SQLITE).read_bytes()))
        yield environment | {"ONGIKAR_DATABASE": f"sqlite:///{path}"}
        return
    server, name = os.environ["ONGIKAR_DATABASE"], f"release_{os.getpid()}"
    url = urlunsplit(urlsplit(server)._replace(path=name))
    with psycopg.connect(server, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(url) as copy:
            copy.execute(gzip.decompress((release / POSTGRESQL).read_bytes()))
        yield environment | {"ONGIKAR_DATABASE": url}
        database.execute(f"DROP DATABASE {name} WITH (FORCE)")


def ongikar(environment: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "ongikar", *words]
    ran = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


# Marked so that it is tried on either database.
@pytest.mark.django_db
@pytest.mark.once
def test_a_database_of_each_release_migrates_and_is_in_order(home):
    ongikar(home, "manage", "shell", "--no-imports", "-c", UPDATE)
    assert "all is in order" in ongikar(home, "ledger", "verify", "--language", "en")
    assert "clocks recomputed, 0 changed" in ongikar(home, "clocks", "rebuild")
    opened = ongikar(home, "manage", "shell", "--no-imports", "-c", OPEN_EVERY_CASE)
    assert int(opened.split()[0]) >= 40
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
