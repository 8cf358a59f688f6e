"""How many entries a worker seals a second, and how long it takes to verify a million, beside the bare reading of the rows.

python -m benchmarks.ledger --database URL [--entries N]: an empty database; fills it and prints one row a measure,
`what | measured | ratio | goal`.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OFFICES = 20
NUMBERS = {
    "sqlite": "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {entries})",
    "postgresql": "WITH many(n) AS (SELECT generate_series(1, {entries}))",
}
# Every entry tells of something else, as real ones do; every hundredth belongs to no office.
FACTS = {
    "sqlite": """'{"case": ' || n || ', "service": "citizen-' || (n % 6 + 1) || '", "due": "2026-12-0' || (n % 9 + 1) || '"}'""",
    "postgresql": "jsonb_build_object('case', n, 'service', 'citizen-' || (n % 6 + 1), 'due', '2026-12-0' || (n % 9 + 1))",
}
ENTRIES = """
    INSERT INTO journal_entry (at, verb, office_id, actor_type, actor_id, subject_type, subject_id, facts)
    {numbers} SELECT {at}, 'case.received', CASE WHEN n % 100 = 0 THEN NULL ELSE n % {offices} + 1 END,
    'user', n % 50, 'case', n, {facts} FROM many
"""
AT = {"sqlite": "'{}'", "postgresql": "CAST('{}' AS timestamptz)"}
BARE = "SELECT s.link, e.* FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id"


def fill(entries: int, now) -> None:
    from django.db import connection

    kind = connection.vendor
    statement = ENTRIES.format(
        numbers=NUMBERS[kind].format(entries=entries), offices=OFFICES, facts=FACTS[kind],
        at=AT[kind].format(connection.ops.adapt_datetimefield_value(now)),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("ANALYZE")


def bare_reading() -> float:
    """Seconds in which the driver alone gives the same rows, a thousand at a time."""
    from django.db import connection

    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(BARE)
        while cursor.fetchmany(1_000):
            pass
    return time.perf_counter() - began


def measures(entries: int) -> list[tuple[str, float, float, str]]:
    """(what, figure, ratio, goal)."""
    from django.db import connection
    from django.utils import timezone

    from ongikar.journal.sealing import Sealer
    from ongikar.journal.verifying import Verification

    now = timezone.now()
    fill(entries, now)
    seal, sealed, began = Sealer(), 0, time.perf_counter()
    while done := seal(now):
        sealed += done
    sealing = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    began = time.perf_counter()
    looked = seal(now)
    idle = time.perf_counter() - began
    memory_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    walk = Verification()
    began = time.perf_counter()
    faults = list(walk.faults())
    verifying = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bare = bare_reading()
    if (sealed, looked, faults, sum(walk.ends.values())) != (entries, 0, [], entries):
        raise RuntimeError(f"{sealed} were sealed and {walk.ends} verified of {entries}; {faults[:3]}")
    return [
        (f"read by the driver alone: {entries:,} entries and seals, s", bare, 1.0, "baseline"),
        (f"sealed: {entries:,} entries, each second", entries / sealing, sealing / bare, "≥ 10,000"),
        (f"ledger verify: {entries:,} entries, s", verifying, verifying / bare, "≤ 30"),
        ("a round of the worker that finds all sealed, ms", idle * 1000, idle, "off everyone’s way"),
        ("memory of verifying, largest, MB", memory, memory / memory_before, "as before it"),
    ]


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
        for what, figure, ratio, goal in measures(asked.entries):
            print(f"{what} | {figure:.2f} | {ratio:.3f} | {goal}")


if __name__ == "__main__":
    main()
