"""Give, report and verify a task, beside the same writes by bare SQL: `python -m benchmarks.task_writes`, on
an installation of demonstration on SQLite, of which it takes copies.

What the three acts write is listened to in one copy, and written again in another by the driver alone: the
same rows with the same keys, in as many durable transactions. The reads are ours alone.
"""

import gc
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

TASKS = 200
ROUNDS = 5
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def copy_of(database: str, folder: Path, name: str) -> Path:
    made = folder / f"{name}.sqlite3"
    with sqlite3.connect(database) as source, sqlite3.connect(made) as copy:
        source.backup(copy)
    return made


def three_acts(tag: str) -> Callable[[int], None]:
    """What gives, reports and verifies one task, each act in a transaction of its own, as a page does."""
    from django.utils import timezone

    from ongikar.offices.models import Office, Post
    from ongikar.people.models import User
    from ongikar.tasks.actions import give_task, report_task, verify_task

    office, now = Office.objects.get(is_default=True), timezone.now()
    officer, assistant = (Post.objects.get(office=office, role=role) for role in ("officer", "assistant"))
    karim, shirin = (("user", User.objects.get(username=name).pk) for name in ("karim", "shirin"))

    def do(n: int) -> None:
        task = give_task(
            office=office,
            title="ল্যাবের তালিকা মেলানো",
            words="প্রতিটি যন্ত্রের নম্বর দেখে",
            owner=assistant,
            given_by=officer,
            check=officer,
            due=now.date() + timedelta(days=9),
            submission=f"{tag}-{n}",
            actor=karim,
            now=now,
        )
        report_task(task, words="মেলানো হয়েছে", actor=shirin, now=now + timedelta(minutes=1))
        verify_task(task, words="", actor=karim, now=now + timedelta(minutes=2))

    return do


def work_on(database: Path) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(database)


def seconds_of_acts(do: Callable[[int], None], first: int) -> float:
    began = time.perf_counter()
    for n in range(first, first + TASKS):
        do(n)
    return time.perf_counter() - began


def listen(do: Callable[[int], None]) -> list[list[str]]:
    """The statements that write, a list for each transaction."""
    from django.db import connection

    heard: list[list[str]] = []

    def hear(statement: str) -> None:
        if statement.startswith("BEGIN"):
            heard.append([])
        # SQLite tells some statements twice.
        elif statement.lstrip().startswith(WRITES) and heard[-1][-1:] != [statement]:
            heard[-1].append(statement)

    connection.ensure_connection()
    connection.connection.set_trace_callback(hear)
    for n in range(TASKS):
        do(n)
    connection.connection.set_trace_callback(None)
    return [each for each in heard if each]


def seconds_of_writes(database: Path, transactions: list[list[str]]) -> float:
    plain = sqlite3.connect(database, isolation_level=None)
    plain.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")
    began = time.perf_counter()
    for statements in transactions:
        plain.execute("BEGIN IMMEDIATE")
        for statement in statements:
            plain.execute(statement)
        plain.execute("COMMIT")
    taken = time.perf_counter() - began
    plain.close()
    return taken


def rows_of(database: Path) -> dict[str, int]:
    with sqlite3.connect(database) as plain:
        names = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: plain.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    from django.db import connection

    # As the web server has it (config/wsgi.py): what was loaded is not walked through again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)
    database = str(connection.settings_dict["NAME"])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # Before anything is written: both begin with the same keys.
        heard_in, ours = copy_of(database, folder, "heard"), copy_of(database, folder, "ours")
        bare = [copy_of(database, folder, f"bare{n}") for n in range(ROUNDS)]
        work_on(heard_in)
        transactions = listen(three_acts("bench"))
        work_on(ours)
        do = three_acts("bench")
        acts, writes = [], []
        for n, each in enumerate(bare):
            acts.append(seconds_of_acts(do, n * TASKS))
            writes.append(seconds_of_writes(each, transactions))
        connection.close()
        if rows_of(bare[0]) != rows_of(heard_in):
            raise RuntimeError("the bare writes are not those of the acts")
    statements = sum(map(len, transactions)) / TASKS
    best_acts, best_writes = min(acts) / TASKS * 1000, min(writes) / TASKS * 1000
    print(
        f"give, report and verify: {best_acts:.1f} ms; the same {statements:.0f} writes by bare SQL:"
        f" {best_writes:.1f} ms; {best_writes / best_acts:.2f}"
    )


if __name__ == "__main__":
    main()
