"""How many entries a worker seals a second, and how long it takes to verify a million with the rows they
seal, beside the bare reading of both.

python -m benchmarks.ledger --database URL [--entries N]: an empty database; fills it and prints one row a
measure, `what | measured | ratio | goal`.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import batched
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OFFICES = 20
# Rows that a case of the filling has: applicant, clock, one or two facts, case, one or two acts.
ROWS_A_CASE = 7
BARE = (
    "SELECT s.link, e.* FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id",
    *(
        f"SELECT * FROM {table}"
        for table in ("cases_case", "cases_act", "clock_clock", "clock_fact", "people_applicant")
    ),
)


def fill(entries: int, now) -> int:
    """Cases with all their rows, then one entry for each row that says what is sealed of it; how many entries
    that makes.
    """
    from django.db import connection

    from ongikar.core.db.bulk_sql import rows_as_select
    from ongikar.journal.macs import mac_of
    from ongikar.journal.models import Entry
    from ongikar.journal.raw_reads import as_micros, sealed_models
    from ongikar.journal.row_reader import current_rows
    from ongikar.journal.rules.row_seals import NEW, is_empty, rows_as_text
    from ongikar.journal.state_check import expected_rows
    from ongikar.offices.models import Office

    from . import fill as cases

    with without_seals():
        cases.fill(Office.objects.get(), entries // ROWS_A_CASE)
    names = [
        "at",
        "verb",
        "office_id",
        "actor_type",
        "actor_id",
        "subject_type",
        "subject_id",
        "facts",
        "rows",
        "mac",
    ]
    fields = [Entry._meta.get_field(name) for name in names]
    # The loading of the office has sealed its own.
    known, made = expected_rows(), 0
    for table in sealed_models():
        written = (
            rows_as_text({table.name: {key: {NEW: 1} | {n: v for n, v in values.items() if not is_empty(v)}}})
            for key, values in current_rows(table)
            if known.row(table.name, key) is None
        )
        for page in batched(written, 1_000):
            plain = (now, "case.received", made % OFFICES + 1, "user", 7, "case", made, {"case": made})
            lines, values = rows_as_select(
                fields, [(*plain, rows, mac_of((as_micros(now), *plain[1:]), rows)) for rows in page]
            )
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO journal_entry ({', '.join(names)}) {lines}", values)
            made += len(page)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Entry.objects.count()


@contextmanager
def without_seals():
    """The filling writes rows only: their entries are written one by one afterwards."""
    from ongikar.core.db import row_writes

    listening, row_writes._listening = row_writes._listening, {}
    try:
        yield
    finally:
        row_writes._listening = listening


def bare_reading() -> float:
    """Seconds in which the driver alone gives the same rows, a thousand at a time."""
    from django.db import connection

    began = time.perf_counter()
    with connection.cursor() as cursor:
        for statement in BARE:
            cursor.execute(statement)
            while cursor.fetchmany(1_000):
                pass
    return time.perf_counter() - began


def measures(entries: int) -> list[tuple[str, float, float, str]]:
    """(what, figure, ratio, goal)."""
    from django.db import connection
    from django.utils import timezone

    from ongikar.core.crypto.key_registry import key_bytes
    from ongikar.journal.hash_chain import Sealer, Verification
    from ongikar.journal.keyed_ledger import KeyedCheck, adopt_ledger
    from ongikar.journal.models import Seal
    from ongikar.journal.state_check import expected_rows, find_differences, snapshot

    now = timezone.now()
    # Where there is no such key, what is sealed of persons is left out, and the figures flatter.
    key_bytes("digests")
    adopt_ledger(now)
    entries = fill(entries, now)
    before = Seal.objects.count()
    seal, sealed, began = Sealer(), 0, time.perf_counter()
    while done := seal(now):
        sealed += done
    sealed += before
    sealing = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    began = time.perf_counter()
    looked = seal(now)
    idle = time.perf_counter() - began
    memory_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter()
    with snapshot():
        check = KeyedCheck()
        walk = Verification(judge=check.judge)
        faults = [*walk.faults(), *check.faults(walk.ends, None), *find_differences(expected_rows())]
    verifying = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bare = bare_reading()
    if (sealed, looked, faults, sum(walk.ends.values())) != (entries, 0, [], entries):
        raise RuntimeError(f"{sealed} were sealed and {walk.ends} verified of {entries}; {faults[:3]}")
    return [
        (f"read by the driver alone: {entries:,} entries, seals and rows, s", bare, 1.0, "baseline"),
        (f"sealed: {entries:,} entries, each second", entries / sealing, sealing / bare, "≥ 10,000"),
        (f"ledger verify: {entries:,} entries with their rows, s", verifying, verifying / bare, "≤ 60"),
        ("a round of the worker that finds all sealed, ms", idle * 1000, idle, "off everyone’s way"),
        ("memory of verifying, largest, MB", memory, memory / memory_before, "as before it"),
    ]


def load_office() -> None:
    from django.utils import timezone

    from ongikar.office_files import importing, reading

    files = reading.read_office(ROOT / "offices" / "rangpur-sadar-ict", with_demo=True)
    importing.load_office(files, now=timezone.now(), is_demo=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.ledger")
    parser.add_argument("--database", required=True)
    parser.add_argument("--entries", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ONGIKAR_DATABASE": asked.database, "ONGIKAR_VAR": folder}
        migrate = [sys.executable, "-m", "ongikar", "manage", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
        import django

        django.setup()
        load_office()
        for what, figure, ratio, goal in measures(asked.entries):
            print(f"{what} | {figure:.2f} | {ratio:.3f} | {goal}")


if __name__ == "__main__":
    main()
