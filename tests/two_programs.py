"""Two programs at one database, each with a connection of its own, that do something at the same moment."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
# Until both programs have started, and from one attempt to the next.
STARTING, BETWEEN = 3.0, 0.05
# What each program is: `attempt(number)` is called at the same moments in both, and what it answers is printed.
PROGRAM = """
import json, sys, time

{program}

told = []
for number in range({attempts}):
    time.sleep(max(0, {begin} + number * {between} - time.time()))
    told.append(attempt(number))
print(json.dumps(told))
"""


@contextmanager
def office_apart(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of programs with an office of their own, on the sort of database that the tests run on."""
    server = os.environ.get("ONGIKAR_DATABASE", "")
    if not server.startswith("postgresql"):
        yield prepared(folder, f"sqlite:///{folder / 'apart.sqlite3'}")
        return
    name = f"apart_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
        try:
            yield prepared(folder, urlunsplit(urlsplit(server)._replace(path=name)))
        finally:
            database.execute(f"DROP DATABASE {name} WITH (FORCE)")


def prepared(folder: Path, database: str) -> dict[str, str]:
    environment = os.environ | {"ONGIKAR_VAR": str(folder), "ONGIKAR_DATABASE": database}
    command = [sys.executable, "-m", "ongikar", "prepare", "--no-cases"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return environment


def shell(environment: dict[str, str], program: str) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", program]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def told_by(program: subprocess.Popen) -> Any:
    """What a program printed on its last line, as JSON. Fails with what it said where it failed."""
    out, fault = program.communicate(timeout=120)
    assert program.returncode == 0, fault
    return json.loads(out.splitlines()[-1])


def ask(environment: dict[str, str], program: str) -> Any:
    return told_by(shell(environment, program))


def at_once(environment: dict[str, str], *programs: str, attempts: int) -> list[tuple[Any, ...]]:
    """What the programs answered to each attempt, side by side. Each defines `attempt(number)`."""
    when = {"attempts": attempts, "begin": time.time() + STARTING, "between": BETWEEN}
    running = [shell(environment, PROGRAM.format(program=program, **when)) for program in programs]
    return list(zip(*map(told_by, running), strict=True))
