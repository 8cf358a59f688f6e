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
# Seconds until both programs have started, and between two attempts.
STARTING, BETWEEN = 3.0, 0.05
# `attempt(number)` is called at the same moments in both programs; its answers are printed as JSON.
PROGRAM = """
import json, sys, time

{program}

answers = []
for number in range({attempts}):
    time.sleep(max(0, {begin} + number * {between} - time.time()))
    answers.append(attempt(number))
print(json.dumps(answers))
"""


@contextmanager
def separate_office(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of programs with their own office, on the kind of database that the tests run on."""
    server = os.environ.get("ONGIKAR_DATABASE", "")
    if not server.startswith("postgresql"):
        yield prepare_office(folder, f"sqlite:///{folder / 'separate.sqlite3'}")
        return
    name = f"separate_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
        try:
            yield prepare_office(folder, urlunsplit(urlsplit(server)._replace(path=name)))
        finally:
            database.execute(f"DROP DATABASE {name} WITH (FORCE)")


def prepare_office(folder: Path, database: str) -> dict[str, str]:
    environment = os.environ | {"ONGIKAR_VAR": str(folder), "ONGIKAR_DATABASE": database}
    command = [sys.executable, "-m", "ongikar", "prepare", "--no-cases"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return environment


def start_shell(environment: dict[str, str], program: str) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", program]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def read_answer(program: subprocess.Popen) -> Any:
    """The JSON on the last line of its output. Fails with its stderr if it failed."""
    out, fault = program.communicate(timeout=120)
    assert program.returncode == 0, fault
    return json.loads(out.splitlines()[-1])


def run_program(environment: dict[str, str], program: str) -> Any:
    return read_answer(start_shell(environment, program))


def run_at_once(environment: dict[str, str], *programs: str, attempts: int) -> list[tuple[Any, ...]]:
    """The answers of the programs to each attempt, side by side. Each program defines `attempt(number)`."""
    when = {"attempts": attempts, "begin": time.time() + STARTING, "between": BETWEEN}
    running = [start_shell(environment, PROGRAM.format(program=program, **when)) for program in programs]
    return list(zip(*map(read_answer, running), strict=True))
