"""Make the databases that later releases must be able to migrate: `python -m scripts.release_database`.

Writes tests/releases/VERSION: the demonstration at a fixed moment as an SQLite file and as a dump of
PostgreSQL, the keys they were kept with, and the hash of every migration. Run once, as the last step of a
release; after it no migration is edited. The keys stay as they are once made, and all else that is drawn by
lot comes from one seed: a second run writes the same.
"""

import gzip
import hashlib
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from contextlib import closing
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RELEASES = ROOT / "tests" / "releases"
MOMENT = datetime.fromisoformat("2026-11-24T12:00:00+06:00")
OFFICE = ROOT / "offices" / "rangpur-sadar-ict"
MOST_BYTES = 300_000
KEYS = ("secret", "keys.json", "receipt-key", "digests-key", "certificate-keys.json")
SQLITE, POSTGRESQL, MIGRATIONS = "sqlite3.gz", "postgresql.sql.gz", "migrations.toml"
# What psql alone understands, and a setting that an older server does not know.
NOT_RESTORED = re.compile(r"^(\\(un)?restrict |SET transaction_timeout ).*\n", re.MULTILINE)
README = """\
# A database of {version}

Made by `python -m scripts.release_database`; never changed by hand. It is the demonstration as it stood on
{day}: nobody in it lives. **The keys in `keys/` are samples**, made for this folder alone; they protect
nothing.
`tests/test_releases.py` restores both copies and migrates them.
"""


def main() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    folder = RELEASES / version
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(README.format(version=version, day=MOMENT.date()), "utf-8")
    (folder / MIGRATIONS).write_text(migration_lines(), "utf-8")
    with tempfile.TemporaryDirectory() as work:
        if not (folder / "keys").exists():
            write_keys(folder / "keys")
        pack(sqlite_content(Path(work), folder / "keys"), folder / SQLITE)
        pack(postgresql_content(Path(work), folder / "keys"), folder / POSTGRESQL)


def migration_lines() -> str:
    """Each migration's path in the project and its hash."""
    return "".join(f'"{path}" = "{digest}"\n' for path, digest in migration_digests().items())


def migration_digests() -> dict[str, str]:
    found = sorted((ROOT / "ongikar").rglob("migrations/[0-9]*.py"))
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def write_keys(folder: Path) -> None:
    """Sample keys, as the program itself makes them."""
    folder.mkdir()
    run_here("keys", {"ONGIKAR_VAR": str(folder)})
    shutil.rmtree(folder / "static", ignore_errors=True)


def sqlite_content(work: Path, keys: Path) -> bytes:
    home = make_home(work / "sqlite", keys)
    run_here("fill", {"ONGIKAR_VAR": str(home), "ONGIKAR_DATABASE": f"sqlite:///{home / 'ongikar.sqlite3'}"})
    with closing(sqlite3.connect(home / "ongikar.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=DELETE")
        database.execute("VACUUM")
    return (home / "ongikar.sqlite3").read_bytes()


def postgresql_content(work: Path, keys: Path) -> bytes:
    """The dump as statements that any client can run on any supported server."""
    from tests.faults.postgres import Postgres

    home, server = make_home(work / "postgresql", keys), Postgres()
    try:
        run_here("fill", {"ONGIKAR_VAR": str(home), "ONGIKAR_DATABASE": server.url})
        dump = subprocess.run(
            [
                server.programs / "pg_dump",
                "--inserts",
                "--rows-per-insert=200",
                "--no-owner",
                "--no-privileges",
                server.url,
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    finally:
        server.away()
    return NOT_RESTORED.sub("", dump).encode()


def make_home(folder: Path, keys: Path) -> Path:
    shutil.copytree(keys, folder)
    return folder


def run_here(word: str, environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "scripts.release_database", word],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
    )


def pack(content: bytes, path: Path) -> None:
    packed = gzip.compress(content, 9, mtime=0)
    if len(packed) > MOST_BYTES:
        raise SystemExit(f"{path} would have {len(packed)} bytes: more than {MOST_BYTES}")
    path.write_bytes(packed)
    print(f"{path.relative_to(ROOT)}: {len(packed):,} bytes")


# In a process of its own, whose settings are those of the database to be made.


def draw_from(seed: str) -> None:
    """Whatever is drawn by lot from now on follows from the seed."""
    lots = random.Random(seed)
    os.urandom = random._urandom = lots.randbytes


def make_keys() -> None:
    from django.conf import settings

    from ongikar.core.crypto import key_registry, key_ring
    from ongikar.papers import receipt_key

    key_ring.write_first_ring(settings.ONGIKAR_KEYS)
    receipt_key.make_key(settings.ONGIKAR_RECEIPT_KEY)
    for name in (*key_registry.RANDOM_KEYS, "certificates"):
        key_registry.KEYS[name].make()


def fill() -> None:
    """The office, its people and its cases, in the order of `ongikar prepare`, with all entries sealed."""
    import time_machine
    from django.core.management import call_command

    from ongikar.demo import cases, people
    from ongikar.journal.hash_chain import Sealer
    from ongikar.journal.seal_adoption import adopt_columns
    from ongikar.office_files import importing, reading
    from ongikar.operations.start_checks import refuse_changed_keys

    with time_machine.travel(MOMENT, tick=False):
        call_command("migrate", verbosity=0)
        refuse_changed_keys()
        adopt_columns(MOMENT)
        files = reading.read_office(OFFICE, with_demo=True)
        importing.load_office(files, now=MOMENT, is_demo=True)
        people.load_people(files, now=MOMENT)
        cases.load_cases(files, now=MOMENT)
        Sealer()(MOMENT)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        draw_from(sys.argv[1])
        os.environ["DJANGO_SETTINGS_MODULE"] = "ongikar.config.settings"
        import django

        django.setup()
        {"keys": make_keys, "fill": fill}[sys.argv[1]]()
