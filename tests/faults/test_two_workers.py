"""Two workers at once, as two programs on one database: each moment is acted on once, each to-do is done
once.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.started import SECONDS

ROOT = Path(__file__).resolve().parents[2]
CASES = 50
MOST_ROUNDS = 12
START = f"""
from datetime import timedelta
from django.utils import timezone
from ongikar.cases.actions import Person, receive_case
from ongikar.charter.models import Service

row = Service.objects.get(version__effective_to=None, code="citizen-1")
for n in range({CASES}):
    receive_case(
        service=row, person=Person(name="রহিমা খাতুন", mobile="+8801700000001"), answers={{}}, channel="online",
        submission=f"two-workers-{{n}}", now=timezone.now() - timedelta(days=60, minutes=n),
    )
"""
COUNT = """
import json
from collections import Counter
from ongikar.cases.models import Case
from ongikar.clock.models import Milestone
from ongikar.journal.models import Entry, OutboxEntry

clocks = Case.objects.filter(channel="online").values("clock")
entries = Entry.objects.filter(subject_type="clock", subject_id__in=clocks)
outbox_entries = OutboxEntry.objects.filter(entry__in=entries)
print(json.dumps({
    "left to look at": Case.objects.filter(channel="online", clock__look_at__isnull=False).count(),
    "moments": Milestone.objects.filter(clock__in=clocks).count(),
    "entries": dict(Counter(entries.values_list("facts__moment", flat=True))),
    "most of one clock and moment": max(Counter(entries.values_list("subject_id", "facts__moment")).values()),
    "left to do": outbox_entries.filter(done_at=None).count(),
    "to-dos": outbox_entries.count(),
    "done": outbox_entries.filter(done_at__isnull=False, attempts=0).count(),
    "offers": Case.objects.filter(offers__isnull=False).count(),
}))
"""
# What follows from a warning, and from a breach: an offer, three who are told, and its filing by itself.
TODOS = CASES * (2 * 1 + 4)


@pytest.fixture
def environment(tmp_path):
    """An office on a database of its own, of the sort the tests run on."""
    server = os.environ.get("ONGIKAR_DATABASE", "")
    if not server.startswith("postgresql"):
        yield prepared(tmp_path, f"sqlite:///{tmp_path / 'two.sqlite3'}")
        return
    name = f"two_workers_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
        yield prepared(tmp_path, urlunsplit(urlsplit(server)._replace(path=name)))
        database.execute(f"DROP DATABASE {name} WITH (FORCE)")


def prepared(folder: Path, database: str) -> dict[str, str]:
    environment = os.environ | {"ONGIKAR_VAR": str(folder), "ONGIKAR_DATABASE": database}
    ongikar(environment, "prepare", "--no-cases")
    return environment


def ongikar(environment, *words: str) -> str:
    command = [sys.executable, "-m", "ongikar", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True, timeout=SECONDS
    ).stdout


def run(environment, program: str) -> str:
    return ongikar(environment, "manage", "shell", "--no-imports", "-c", program)


def a_round_of_both(environment) -> None:
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "ongikar", "worker", "--once"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    faults = [worker.communicate(timeout=120)[1].decode() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], faults


def test_two_workers_at_once_act_on_each_moment_once(environment):
    run(environment, START)
    a_round_of_both(environment)
    # A round takes no more to-dos after its time, so on a slow machine the rest is for the next ones.
    for _ in range(MOST_ROUNDS):
        counts = json.loads(run(environment, COUNT).splitlines()[-1])
        if not counts.pop("left to do"):
            break
        a_round_of_both(environment)
    assert counts == {
        "left to look at": 0,
        "moments": 3 * CASES,
        "entries": {"halfway": CASES, "nearing": CASES, "broken": CASES},
        "most of one clock and moment": 1,
        "to-dos": TODOS,
        "done": TODOS,
        "offers": CASES,
    }
