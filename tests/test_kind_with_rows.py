"""The example of docs/how-to/new-kind-with-rows.md is a kind that works, and costs what the page says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .started import SECONDS

ROOT = Path(__file__).parents[1]
KIND = ROOT / "tests" / "demo_kind" / "loan"
WRITTEN = [
    *("books.py", "desk.py", "kind.py", "models.py"),
    *("tests/journey_of_a_loan.py", "verb_editions/1.toml"),
]
MOST_FILES, MOST_LINES = 6, 450


def run(*arguments):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.demo_kind.loan_settings"}
    environment.pop("PYTEST_ADDOPTS", None)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=4 * SECONDS,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("manage.py", "check"),
        ("manage.py", "makemigrations", "--check", "--dry-run", "loan"),
        (
            *("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"),
            *("--ds", "tests.demo_kind.loan_settings", str(KIND / "tests" / "journey_of_a_loan.py")),
        ),
    ],
    ids=["checks", "migrations", "journey"],
)
def test_it_works(arguments):
    done = run(*arguments)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def test_it_costs_few_files_and_lines():
    found = sorted(
        str(path.relative_to(KIND))
        for path in [*KIND.rglob("*.py"), *KIND.rglob("*.toml")]
        if "migrations" not in path.parts and path.stat().st_size
    )
    assert found == WRITTEN
    lines = sum(len((KIND / name).read_text().splitlines()) for name in found)
    assert (len(found) <= MOST_FILES, lines <= MOST_LINES) == (True, True), (len(found), lines)
