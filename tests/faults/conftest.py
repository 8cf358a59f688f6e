"""What is broken here, the tests set up themselves, with a database of their own choice: once is enough for
both runs.
"""

import os

import pytest

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
