"""How long the watch looks for what is due among a million open clocks, and how it recomputes them all.

python -m benchmarks.watch_speed --database URL [--clocks N]: an empty database; fills it and prints one row
a measure, `what | measured | ratio | goal`. Beside it stands the bare reading of the same rows by their
keys in the same run.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 21
DUE = 1_000

NUMBERS = {
    "sqlite": "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {clocks})",
    "postgresql": "WITH many(n) AS (SELECT generate_series(1, {clocks}))",
}
# How a literal says what it is.
MOMENT = {"sqlite": "'{}'", "postgresql": "CAST('{}' AS timestamptz)"}
JSON = {"sqlite": "'{}'", "postgresql": "CAST('{}' AS jsonb)"}
# Every so many began long enough ago that half of its time has passed; the others are looked at in the days
# to come.
CLOCKS = """
    INSERT INTO clock_clock (id, office_id, topic, calendar_version_id, started_at, due_at, look_at,
        stopped_at, outcome, broke_before)
    {numbers} SELECT n, {office}, 'case', {version},
    CASE WHEN n % {every} = 0 THEN {long_ago} ELSE {lately} END,
    CASE WHEN n % {every} = 0 THEN {due_soon} ELSE {due_later} END,
    CASE WHEN n % {every} = 0 THEN {come} ELSE {to_come} END, NULL, '', {no} FROM many
"""
FACTS = """
    INSERT INTO clock_fact (clock_id, kind, at, data)
    SELECT id, 'started', started_at, {promise} FROM clock_clock
"""


def fill(clocks: int, due: int) -> None:
    """Open clocks by one statement, with the fact each began with; then what a database
    knows of its tables.
    """
    from datetime import timedelta

    from django.db import connection
    from django.utils import timezone

    from ongikar.offices.models import Office
    from ongikar.rules.clock.watch import milestones
    from ongikar.rules.promise import Promise
    from ongikar.rules.promise import compute_due as due_at

    office, now = Office.objects.get(is_default=True), timezone.now()
    version, promise = office.calendar_version(), Promise("working_days", 30)

    def life(days: int) -> list[str]:
        """When a clock of so many days ago began, falls due and is first looked at, as the database writes
        it.
        """
        started = now - timedelta(days=days)
        falls_due = due_at(version.calendar, promise, started)
        moment = milestones(version.calendar, started, falls_due)[0][1]
        adapt = connection.ops.adapt_datetimefield_value
        return [MOMENT[connection.vendor].format(adapt(each)) for each in (started, falls_due, moment)]

    long_ago, due_soon, come = life(30)
    lately, due_later, to_come = life(3)
    statement = CLOCKS.format(
        no="0" if connection.vendor == "sqlite" else "false",
        numbers=NUMBERS[connection.vendor].format(clocks=clocks),
        office=office.pk,
        version=version.pk,
        every=clocks // due,
        long_ago=long_ago,
        due_soon=due_soon,
        come=come,
        lately=lately,
        due_later=due_later,
        to_come=to_come,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        undertaking = json.dumps({"promise": promise.as_data()})
        cursor.execute(FACTS.format(promise=JSON[connection.vendor].format(undertaking)))
        cursor.execute("ANALYZE")


def median_ms(call: Callable[[], object]) -> float:
    call()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def find_all(now) -> list[int]:
    """Every page that the watch would read, without acting on any."""
    from ongikar.clock.watch import next_clocks_to_check

    found, last = [], None
    while page := next_clocks_to_check(now, last):
        found += [clock_id for _, clock_id in page]
        last = page[-1]
    return found


def measures(clocks: int) -> list[tuple[str, float, float, str]]:
    """(what, figure, ratio, goal)."""
    from django.db import connection
    from django.utils import timezone

    from ongikar.clock.rebuilding import rebuild_all_clocks
    from ongikar.clock.watch import watch_clocks

    fill(clocks, DUE)
    now = timezone.now()
    ids = find_all(now)
    if len(ids) != DUE:
        raise RuntimeError(f"{len(ids)} were found due, not {DUE}")
    marks = ", ".join(["%s"] * DUE)

    def by_key():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT look_at, id FROM clock_clock WHERE id IN ({marks})", ids)
            return cursor.fetchall()

    bare, found = median_ms(by_key), median_ms(lambda: find_all(now))
    began = time.perf_counter()
    acted_on = watch_clocks(now)
    acted = time.perf_counter() - began
    began = time.perf_counter()
    differed = sum(len(page.put_right) + len(page.refused) for page in rebuild_all_clocks())
    rebuilt = time.perf_counter() - began
    if (acted_on, differed) != (DUE, 0):
        raise RuntimeError(f"{acted_on} were told, not {DUE}; {differed} stored moments were wrong")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    name = f"{DUE:,} due of {clocks:,} open clocks"
    return [
        (f"the same rows by their keys, bare SQL: {name}, ms", bare, 1.0, "baseline"),
        (f"found by the watch: {name}, ms", found, found / bare, "≤ 50"),
        (f"acted on, each in its own transaction: {DUE:,}, s", acted, acted / DUE * 1000, "ms each"),
        (
            f"promise rebuild: {clocks:,} recomputed, none changed, s",
            rebuilt,
            rebuilt / clocks * 1e6,
            "µs each",
        ),
        ("memory of it all, largest, MB", memory, memory, "≤ 250"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.watch_speed")
    parser.add_argument("--database", required=True)
    parser.add_argument("--clocks", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ONGIKAR_DATABASE": asked.database, "ONGIKAR_VAR": folder}
        prepare = [sys.executable, "-m", "ongikar", "prepare", "--no-cases"]
        subprocess.run(prepare, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
        import django

        django.setup()
        for what, figure, ratio, goal in measures(asked.clocks):
            print(f"{what} | {figure:.2f} | {ratio:.3f} | {goal}")


if __name__ == "__main__":
    main()
