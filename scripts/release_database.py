"""Make the databases that later versions must be able to migrate: `python -m scripts.release_database
[COMMIT]`.

Writes tests/releases/VERSION: a busy demonstration at a fixed moment as an SQLite file and as a dump of
PostgreSQL, the papers and keys that it was kept with, and the hash of every migration. Run once, as the last
step of a release; after it no migration is edited. With COMMIT, between two releases: VERSION+COMMIT, from a
checkout whose program is that of the commit (decision 087). The keys stay as they are once made, and what is
drawn by lot comes from one seed: a second run lives the same, though not to the byte.
"""

import hashlib
import io
import lzma
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from contextlib import closing
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RELEASES = ROOT / "tests" / "releases"
# So far the demonstration is lived through, and then what tests/scene.py adds.
MOMENT = datetime.fromisoformat("2026-11-22T09:30:00+06:00")
END = datetime.fromisoformat("2026-12-06T11:00:00+06:00")
OFFICE = ROOT / "offices" / "rangpur-sadar-ict"
# The keys of the ledger are those of one database: they are numbered in it.
LEDGER_KEYS = "ledger-keys.json"
# What a database of a version is made by, beside this file and tests/scene.py, which tell only what is done.
PROGRAM = ("ongikar", "offices")
MOST_BYTES = 2_000_000
KEYS = ("secret", "keys.json", "receipt-key", "digests-key", "certificate-keys.json")
# The archive of each database holds one of these files, and the folder of papers that it names.
SQLITE, POSTGRESQL, MIGRATIONS = "sqlite.tar.xz", "postgresql.tar.xz", "migrations.toml"
SQLITE_FILE, POSTGRESQL_FILE, PAPERS = "ongikar.sqlite3", "ongikar.sql", "papers"
# What psql alone understands, and a setting that an older server does not know.
NOT_RESTORED = re.compile(r"^(\\(un)?restrict |SET transaction_timeout ).*\n", re.MULTILINE)
README = """\
# A database of {version}

Made by `python -m scripts.release_database{words}`; never changed by hand. It is the demonstration as it
stood on {day}, with a second office beside it that has one of everything: nobody in it lives. **The keys in
`keys/` are samples**, made for this folder alone; they protect nothing.
`tests/test_releases.py` restores both copies and migrates them.
"""


def main(commit: str = "") -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    if commit:
        require_program_of(commit)
        version = f"{version}+{commit}"
    folder = RELEASES / version
    folder.mkdir(parents=True, exist_ok=True)
    told = README.format(version=version, words=f" {commit}" if commit else "", day=END.date())
    (folder / "README.md").write_text(told, "utf-8")
    (folder / MIGRATIONS).write_text(migration_lines(), "utf-8")
    with tempfile.TemporaryDirectory() as work:
        if not (folder / "keys").exists():
            write_keys(folder / "keys")
        for make, name in ((make_sqlite, SQLITE), (make_postgresql, POSTGRESQL)):
            home = shutil.copytree(folder / "keys", Path(work) / name)
            pack(archive_of(home, make(home)), folder / name)


def require_program_of(commit: str) -> None:
    """Raises SystemExit where the program in this checkout is not that of the commit."""
    asked = ["git", "diff", "--quiet", commit, "--", *PROGRAM]
    if not re.fullmatch("[0-9a-f]{8}", commit) or subprocess.run(asked, cwd=ROOT, check=False).returncode:
        raise SystemExit(f"{', '.join(PROGRAM)} here are not those of {commit} (eight figures of its hash)")


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
    for each in folder.iterdir():
        if each.name not in KEYS:
            shutil.rmtree(each, ignore_errors=True)


def make_sqlite(home: Path) -> Path:
    file = home / SQLITE_FILE
    run_here("fill", {"ONGIKAR_VAR": str(home), "ONGIKAR_DATABASE": f"sqlite:///{file}"})
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
        database.execute("VACUUM")
    return file


def make_postgresql(home: Path) -> Path:
    """The dump as statements that any client can run on any supported server."""
    from tests.faults.postgres import Postgres

    server = Postgres()
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
    (home / POSTGRESQL_FILE).write_text(NOT_RESTORED.sub("", dump), "utf-8")
    return home / POSTGRESQL_FILE


def archive_of(home: Path, database: Path) -> bytes:
    """The database, its ledger's keys and the papers in an archive that says nothing of when and by whom it
    was made.
    """
    packed = io.BytesIO()
    papers = sorted(each for each in (home / PAPERS).rglob("*") if each.is_file())
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in (database, home / LEDGER_KEYS, *papers):
            entry = tarfile.TarInfo(str(path.relative_to(home)))
            entry.size, entry.mode = path.stat().st_size, 0o600
            archive.addfile(entry, io.BytesIO(path.read_bytes()))
    return packed.getvalue()


def run_here(word: str, environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "scripts.release_database", word],
        cwd=ROOT,
        # Sets are walked in the order of their hashes.
        env=os.environ | environment | {"PYTHONHASHSEED": "0"},
        check=True,
    )


def pack(content: bytes, path: Path) -> None:
    packed = lzma.compress(content, preset=9 | lzma.PRESET_EXTREME)
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
    for name in (*key_registry.RANDOM_KEYS, "certificates", "secret"):
        key_registry.KEYS[name].make()


def fill() -> None:
    """The office, its people and its cases, in the order of `ongikar prepare`; then what the demonstration
    does without, and an office beside it that has one of everything. All entries are sealed.
    """
    import time_machine
    from django.core.management import call_command
    from django.db import transaction

    from ongikar.journal.actions import seal_rest
    from ongikar.journal.hash_chain import Sealer
    from ongikar.journal.seal_adoption import adopt_columns
    from ongikar.offices.models import Office
    from ongikar.operations.start_checks import refuse_changed_keys
    from tests import scene

    with time_machine.travel(MOMENT, tick=False):
        call_command("migrate", verbosity=0)
        refuse_changed_keys()
        adopt_columns(MOMENT)
        live_demonstration()
    assert scene.NOW == END
    with time_machine.travel(END, tick=False):
        with transaction.atomic():
            keep_by_other_ways(Office.objects.get(is_default=True))
            live_beside()
            seal_rest()
        Sealer()(END)


def live_demonstration() -> None:
    from ongikar.demo import (
        cases,
        certificates,
        complaints,
        gatherings,
        inspections,
        meetings,
        people,
        places,
        questionnaires,
        tasks,
        trainings,
    )
    from ongikar.office_files import importing, reading

    files = reading.read_office(OFFICE, with_demo=True)
    importing.load_office(files, now=MOMENT, is_demo=True)
    people.load_people(files, now=MOMENT)
    places.load_places(files, now=MOMENT)
    beside = (meetings.DemoMeetings, cases.DemoSmall, complaints.DemoGrievances, complaints.DemoRti)
    cases.load_cases(files, now=MOMENT, beside=[chapter(files, MOMENT) for chapter in beside])
    for load in (
        tasks.DemoTasks.load,
        tasks.load_returns,
        gatherings.DemoGatherings.load,
        certificates.DemoCertificates.load,
        questionnaires.load_questionnaires,
        trainings.DemoTrainings.load,
        inspections.DemoInspections.load,
    ):
        load(files, now=MOMENT)


def keep_by_other_ways(office) -> None:
    """Answers that were asked for by post and by e-mail."""
    from dataclasses import replace

    from ongikar.cases import actions
    from ongikar.charter.models import Service
    from tests import scene

    row = Service.objects.get(version__office=office, version__effective_to=None, code="citizen-1")
    actor = ("user", scene.officer_of(office).pk)
    for way, person in (
        ("post", scene.RAHIMA),
        ("email", replace(scene.JASHIM, email="jashim@example.org")),
    ):
        case = actions.receive_case(
            service=row,
            person=person,
            answers=scene.QUESTIONS | {"receive_by": way},
            channel="online",
            submission=f"kept by {way} to {person.address}"[:64],
            now=scene.RECEIVED,
        )
        actions.keep(case, outcome={"words": "সাতটি ল্যাব চালু আছে।"}, actor=actor, now=END)


def live_beside() -> None:
    from ongikar.office_files import reading
    from ongikar.people.models import User
    from tests import scene

    theirs = scene.second_office(reading.read_office(OFFICE, with_demo=True))
    User.objects.create(username="former")
    scene.fill_posts(theirs)
    scene.make_office_things(theirs, User.objects.get(username="hearer"))


if __name__ == "__main__":
    parts = {"keys": make_keys, "fill": fill}
    if sys.argv[1:2] and sys.argv[1] in parts:
        draw_from(sys.argv[1])
        os.environ["DJANGO_SETTINGS_MODULE"] = "ongikar.config.settings"
        import django

        django.setup()
        parts[sys.argv[1]]()
    else:
        main(*sys.argv[1:])
