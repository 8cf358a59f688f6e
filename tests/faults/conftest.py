"""What is broken here, the tests set up themselves, with a database of their own choice: once is enough for
both runs.
"""

import os
import sqlite3

import pytest

from .postgres import Postgres
from .programs import Program

collect_ignore_glob = ["test_*.py"] if os.environ.get("ONGIKAR_DATABASE", "").startswith("postgres") else []


@pytest.fixture
def start():
    """`start(environment, "web", "--port", …)`: one of our programs, which ends with the test however the
    test ends.
    """
    programs = []

    def do(environment, *words):
        programs.append(Program(environment, *words))
        return programs[-1]

    yield do
    for program in programs:
        program.kill()


@pytest.fixture
def postgres():
    server = Postgres()
    yield server
    server.away()


class SQLite:
    """The same questions as to a PostgreSQL of the test's own."""

    def __init__(self, path):
        self.path, self.url = path, f"sqlite:///{path}"

    def ask(self, statement):
        with sqlite3.connect(self.path, timeout=20) as database:
            return database.execute(statement).fetchone()

    def count(self, question: str) -> int:
        return self.ask(question)[0]

    def change(self, statement: str) -> None:
        self.ask(statement)

    def away(self) -> None:
        pass


@pytest.fixture(
    params=[
        pytest.param("sqlite", marks=pytest.mark.slow),
        pytest.param("postgres", marks=pytest.mark.needs("postgresql")),
    ]
)
def database(request, tmp_path):
    """(database, how it says a minute ago)."""
    made = SQLite(tmp_path / "ongikar.sqlite3") if request.param == "sqlite" else Postgres()
    yield made, "datetime('now', '-1 minute')" if request.param == "sqlite" else "now() - interval '1 minute'"
    made.away()
