"""An installation of an office's own on disk, as its administrator has it: run, asked, damaged."""

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from conftest import ROOT

ON_POSTGRESQL = os.environ.get("ONGIKAR_DATABASE", "").startswith("postgres")
RELEASE = ROOT / "tests" / "releases" / "0.2.0"
OFFICE = "rangpur-sadar-ict"
UPDATE = """
from django.core.management import call_command
from django.utils import timezone
from ongikar.journal.seal_adoption import adopt_columns

call_command("migrate", verbosity=0)
adopt_columns(timezone.now())
"""
KEEP_PAPERS = """
import hashlib
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from ongikar.offices.models import Office
from ongikar.papers.models import Paper

for n in range({first}, {until}):
    content = b"%PDF-1.4 paper " + str(n).encode() * 500
    with transaction.atomic():
        paper = Paper(
            office=Office.objects.get(),
            subject_type="case",
            subject_id=1,
            title=str(n),
            size=len(content),
            media_type="application/pdf",
            sha256=hashlib.sha256(content).hexdigest(),
            came_at=timezone.now(),
        )
        paper.file.save(f"case/1/paper-{{n}}.pdf", ContentFile(content), save=False)
        paper.save()
"""


@dataclass
class Ran:
    status: int
    out: str
    err: str

    @property
    def words(self) -> str:
        return self.out + self.err


@dataclass
class Home:
    folder: Path
    url: str
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {"ONGIKAR_VAR": str(self.folder), "ONGIKAR_DATABASE": self.url} | self.more

    @property
    def backups(self) -> Path:
        return Path(self.more.get("ONGIKAR_BACKUPS", self.folder / "backups"))

    def run(self, *words: str, **options) -> Ran:
        command = [sys.executable, "-m", "ongikar", *words]
        ran = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, **options
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    def do(self, *words: str) -> str:
        """What must go well."""
        ran = self.run(*words)
        assert ran.status == 0, ran.words
        return ran.words

    def shell(self, code: str) -> str:
        return self.do("manage", "shell", "--no-imports", "-c", code)

    def archives(self) -> list[Path]:
        return sorted(self.backups.glob("ongikar-*.tar"))

    def backup(self, *words: str) -> Path:
        self.do("backup", "--language", "en", *words)
        return self.archives()[-1]

    def ask(self, question: str) -> list[tuple]:
        if ON_POSTGRESQL:
            with psycopg.connect(self.url) as database:
                return database.execute(question).fetchall()
        with closing(sqlite3.connect(self.folder / "ongikar.sqlite3")) as database:
            return database.execute(question).fetchall()

    def change(self, statement: str) -> None:
        if ON_POSTGRESQL:
            with psycopg.connect(self.url) as database:
                database.execute(statement)
            return
        with closing(sqlite3.connect(self.folder / "ongikar.sqlite3")) as database, database:
            database.execute(statement)

    def count(self, table: str) -> int:
        return self.ask(f"SELECT count(*) FROM {table}")[0][0]


def server_url(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["ONGIKAR_DATABASE"])._replace(path=f"/{name}"))


def on_server(statement: str) -> None:
    with psycopg.connect(server_url("postgres"), autocommit=True) as server:
        server.execute(statement)


def drop_all(prefix: str) -> None:
    """The database of a test, and what a restore has left beside it."""
    with psycopg.connect(server_url("postgres"), autocommit=True) as server:
        for (name,) in server.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]
        ).fetchall():
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def home_in(folder: Path) -> Home:
    """The home whose database is a file in its folder."""
    return Home(folder, f"sqlite:///{folder / 'ongikar.sqlite3'}")


def make_home(folder: Path, name: str, *, is_updated: bool = True) -> Home:
    """An office that has been there since the release 0.2.0, with three papers; not yet updated where one
    wants it so.
    """
    shutil.copytree(RELEASE / "keys", folder)
    if ON_POSTGRESQL:
        on_server(f'CREATE DATABASE "{name}"')
        with psycopg.connect(server_url(name)) as database:
            database.execute(gzip.decompress((RELEASE / "postgresql.sql.gz").read_bytes()))
        home = Home(folder, server_url(name))
    else:
        (folder / "ongikar.sqlite3").write_bytes(gzip.decompress((RELEASE / "sqlite3.gz").read_bytes()))
        home = home_in(folder)
    if is_updated:
        home.shell(UPDATE)
        home.shell(KEEP_PAPERS.format(first=0, until=3))
    return home


def copy_home(home: Home, folder: Path, name: str) -> Home:
    shutil.copytree(home.folder, folder)
    if ON_POSTGRESQL:
        on_server(f'CREATE DATABASE "{name}" TEMPLATE "{urlsplit(home.url).path.lstrip("/")}"')
        return Home(folder, server_url(name))
    return home_in(folder)
