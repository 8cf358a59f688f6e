"""No test waits without a limit: whatever a test starts has one, and the test itself has. And what it starts
is there, or named so that `./test` brings it.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator

import pytest

from conftest import ROOT
from tests.started import SECONDS, started

# Says the same on either database.
pytestmark = pytest.mark.once
TESTS = sorted(
    {
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "ongikar").glob("**/tests/**/*.py"),
        *(ROOT / "ongikar").rglob("conftest.py"),
        ROOT / "conftest.py",
    }
)
RUNS = {"run", "call", "check_call", "check_output"}
WAITS = {"wait", "communicate", "join"}
# What a Debian has that holds nothing but its base system.
BASE_SYSTEM = {"./test", "bash", "sh", "sleep", "sha256sum", "mount", "umount", "cp", "rm", "tar"}

# What another program of scripts/programs.sh brings along.
BROUGHT_BY = {"podman-compose": "podman", "mmdebstrap": "podman"}


def waits_without_limit(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, what) of each call that may wait for ever."""
    for node in ast.walk(tree):
        if isinstance(node, ast.With | ast.AsyncWith):
            for item in node.items:
                if ast.unparse(item.context_expr).startswith(("subprocess.Popen(", "Popen(")):
                    yield node.lineno, "with subprocess.Popen: tests.started.started"
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        named = {each.arg for each in node.keywords}
        # Words handed on by ** may hold it.
        if "timeout" in named or None in named:
            continue
        is_run = ast.unparse(node.func.value) == "subprocess" and node.func.attr in RUNS
        if is_run or (node.func.attr in WAITS and not node.args):
            yield node.lineno, ast.unparse(node)[:80]


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("subprocess.run(words)", 1),
        ("subprocess.run(words, timeout=5)", 0),
        ("subprocess.check_output(words)", 1),
        ("with subprocess.Popen(words) as ran: pass", 1),
        ("process.wait()", 1),
        ("process.wait(10)", 0),
        ("thread.join()", 1),
        ("','.join(words)", 0),
    ],
)
def test_what_may_wait_for_ever_is_seen(program, found):
    assert len([*waits_without_limit(ast.parse(program))]) == found


def test_whatever_a_test_starts_is_waited_for_with_a_limit():
    assert len(TESTS) > 300
    without = [
        f"{path.relative_to(ROOT)}:{line}: {what}"
        for path in TESTS
        for line, what in waits_without_limit(ast.parse(path.read_text("utf-8")))
    ]
    assert without == []


def named_programs(tree: ast.AST) -> Iterator[str]:
    """The programs that are started by a name written out: `subprocess.run(["ps", …])`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.List):
            begins = ast.unparse(node.func).rpartition(".")[2] in RUNS | {"Popen", "started"}
            first = node.args[0].elts[0] if node.args[0].elts else None
            if begins and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_what_a_bare_debian_has_not_is_named_by_the_test_that_starts_it():
    """`ps` and `kill` are not there, unless another package brought them."""
    assert [*named_programs(ast.parse("subprocess.run(['ps', '-e'], timeout=5)"))] == ["ps"]
    unnamed = []
    for path in TESTS:
        source = path.read_text("utf-8")
        for name in {*named_programs(ast.parse(source))} - BASE_SYSTEM:
            if f'needs("{BROUGHT_BY.get(name, name)}"' not in source:
                unnamed.append(f"{path.relative_to(ROOT)}: {name}")
    assert unnamed == []


def test_a_program_does_not_outlive_the_test_that_failed_beside_it():
    with pytest.raises(ZeroDivisionError), started(["sleep", "3600"]) as sleeper:
        raise ZeroDivisionError
    assert sleeper.returncode == -9


def test_a_test_that_never_ends_is_ended_with_its_name(tmp_path):
    """By pytest's own means, as pyproject.toml asks for them; here with another limit."""
    (tmp_path / "test_waiting.py").write_text(
        "import time\ndef test_that_waits_for_a_server_nobody_ends():\n    time.sleep(3600)\n"
    )
    settings = [
        "-c",
        str(ROOT / "pyproject.toml"),
        "--rootdir",
        str(tmp_path),
        "-o",
        "faulthandler_timeout=1",
    ]
    words = ["-p", "no:django", "-p", "no:xdist", *settings, "test_waiting.py"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert ran.returncode != 0
    assert "Timeout" in ran.stderr
    assert "test_that_waits_for_a_server_nobody_ends" in ran.stderr


def test_every_run_has_such_a_limit(pytestconfig):
    assert 0 < float(pytestconfig.getini("faulthandler_timeout")) <= 3600
    assert pytestconfig.getini("faulthandler_exit_on_timeout") is True
