"""The parts of `./test --all`: each test is in one and no other, the same on every machine, and what a part
came to is written down.
"""

import os
import subprocess
import sys
import tomllib
from argparse import Namespace
from collections import Counter
from pathlib import Path

import pytest

from tests import parts
from tests.started import SECONDS

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(
    str(path.relative_to(ROOT))
    for folder in ("ongikar", "tests")
    for path in (ROOT / folder).rglob("test_*.py")
)
# Small, and without Django.
SAMPLE = [path for path in FILES if path.startswith("ongikar/rules/tests/test_b")]


def collected(part: str | None) -> Counter[str]:
    """The tests that pytest would run of the sample, of one part or of all."""
    environment = {name: value for name, value in os.environ.items() if name != "ONGIKAR_TEST_PART"}
    words = [sys.executable, "-m", "pytest", "-p", "tests.parts", "-n", "0", "--collect-only", *SAMPLE]
    ran = subprocess.run(
        words,
        cwd=ROOT,
        env=environment | ({"ONGIKAR_TEST_PART": part} if part else {}),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert ran.returncode in (0, 5), ran.stdout + ran.stderr
    return Counter(line for line in ran.stdout.splitlines() if "::" in line)


def test_every_test_that_pytest_finds_is_in_exactly_one_part():
    every = collected(None)
    assert len(every) > 50
    assert sum((collected(f"{number}/3") for number in (1, 2, 3)), Counter()) == every


@pytest.mark.parametrize("of", [1, 2, 6, 10])
def test_every_file_is_in_a_part_and_no_part_is_idle_or_far_larger_than_the_others(of):
    for database in parts.DATABASES:
        found = Counter(parts.part_of(database, file, of) for file in FILES)
        assert set(found) == set(range(1, of + 1))
        assert max(found.values()) < 2 * len(FILES) / of


def test_what_takes_long_is_dealt_so_that_no_part_has_twice_its_share():
    load = Counter()
    for database in parts.DATABASES:
        for file, seconds in parts.long_files()[database].items():
            assert (ROOT / file).exists(), f"{file} is gone: take it out of tests/long_files.toml"
            load[parts.part_of(database, file, 6)] += seconds
    load[1] += parts.CHECKS[1] + parts.FUZZ[1]
    load[6] += parts.MUTATION[1]
    assert max(load.values()) < 2 * sum(load.values()) / 6


def test_a_new_file_moves_no_other_and_a_part_is_the_same_on_every_machine(monkeypatch):
    before = {file: parts.part_of(parts.SQLITE, file, 6) for file in FILES}
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    words = [
        sys.executable,
        "-c",
        "from tests import parts, test_parts as t;"
        " print(*(parts.part_of(parts.SQLITE, f, 6) for f in t.FILES))",
    ]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True, timeout=SECONDS)
    assert [*map(int, ran.stdout.split())] == [*before.values()]


def test_every_chore_falls_to_one_part():
    for of in (1, 2, 6):
        chores = [name for number in range(1, of + 1) for name in parts.chores_of(number, of)]
        assert sorted(chores) == ["checks", "fuzz", "mutation"]
    script = (ROOT / "test").read_text("utf-8")
    assert all(f"does {name}" in script for name in chores)


@pytest.mark.parametrize("text", ["", "2", "0/6", "7/6", "a/b", "2/0", "-1/6", "next", "2/6/1", "next/0"])
def test_what_is_no_part_is_refused(text):
    with pytest.raises(parts.PartFault, match="which part"):
        parts.read_part(text)


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A checkout with a commit of its own: `tree("a change")` makes another."""

    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True, timeout=SECONDS)

    def commit(text: str, file: str = "code.py") -> None:
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        git("add", "-A")
        git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", text)

    git("init", "-q")
    monkeypatch.setattr(parts, "ROOT", tmp_path)
    monkeypatch.setattr(parts, "RESULTS", tmp_path / "tests" / "parts.toml")
    monkeypatch.setattr(parts, "BUT_RESULTS", ("--", ".", ":(exclude)tests/parts.toml"))
    monkeypatch.setattr(parts, "MEASURED", tmp_path / ".git" / "measured")
    (tmp_path / "tests").mkdir()
    commit("first")
    return commit


def note(part: str, folder: Path, *, status: int = 0) -> None:
    (folder / "sqlite.json").write_text('{"counts": {"passed": 3}, "seconds": {"tests/test_x.py": 61.5}}')
    commit = parts.git("rev-parse", "HEAD")
    asked = Namespace(part=part, status=status, seconds=90, commit=commit, changed=False, reports=folder)
    assert parts.note(asked) == 0


def begin(part: str, capsys, *, within: int = 0, again: bool = False) -> str:
    assert parts.begin(Namespace(part=part, within=within, again=again)) == 0
    return capsys.readouterr().out.strip()


@pytest.mark.needs("git")
def test_a_part_that_passed_on_this_commit_is_skipped_unless_asked_for_again(tree, tmp_path, capsys):
    reports = tmp_path / ".git"
    assert begin("2/6", capsys) == "2/6"
    note("2/6", reports)
    assert begin("2/6", capsys) == ""
    assert begin("2/6", capsys, again=True) == "2/6"
    # To commit what was written down changes nothing that was tried; a change of the code does.
    tree((tmp_path / "tests" / "parts.toml").read_text("utf-8"), "tests/parts.toml")
    assert begin("2/6", capsys) == ""
    tree("second")
    assert begin("2/6", capsys) == "2/6"
    assert begin("2/6", capsys, within=1) == ""
    # What no commit holds was not tried.
    (tmp_path / "code.py").write_text("changed")
    assert begin("2/6", capsys, within=1) == "2/6"


@pytest.mark.needs("git")
def test_a_part_that_failed_is_run_again_and_the_next_is_the_first_that_has_not_passed(
    tree, tmp_path, capsys
):
    reports = tmp_path / ".git"
    note("1/3", reports)
    note("2/3", reports, status=1)
    assert begin("2/3", capsys) == "2/3"
    assert begin("next/3", capsys) == "2/3"
    note("2/3", reports)
    assert begin("next/3", capsys) == "3/3 mutation"
    note("3/3", reports)
    assert begin("next/3", capsys) == ""
    told = tomllib.loads((tmp_path / "tests" / "parts.toml").read_text("utf-8"))["part"]
    assert list(told) == ["1/3", "2/3", "3/3"]
    assert told["1/3"]["sqlite"] == {"passed": 3}
    assert told["1/3"]["commit"] == parts.git("rev-parse", "HEAD")
    assert (told["1/3"]["result"], told["1/3"]["seconds"]) == ("passed", 90)


def test_what_is_measured_is_told_by_file_and_outcome(tmp_path):
    (tmp_path / "test_three.py").write_text(
        "import pytest\n\ndef test_good(): pass\n\ndef test_bad(): assert False\n\n"
        "@pytest.mark.skip\ndef test_left(): pass\n"
    )
    report = tmp_path / "told.json"
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.parts",
        "-p",
        "no:django",
        "-n",
        "2",
        "-c",
        os.devnull,
    ]
    ran = subprocess.run(
        [*words, "--rootdir", str(tmp_path), str(tmp_path / "test_three.py")],
        cwd=ROOT,
        # Whichever part this test itself is run in.
        env=os.environ | {"ONGIKAR_PART_REPORT": str(report), "ONGIKAR_TEST_PART": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert ran.returncode == 1, ran.stdout + ran.stderr
    told = parts.json.loads(report.read_text("utf-8"))
    assert told["counts"] == {"passed": 1, "failed": 1, "skipped": 1}
    assert list(told["seconds"]) == ["test_three.py"]


def test_seconds_that_were_measured_are_written_for_what_takes_long_and_is_there():
    text = parts.long_files_text(
        {parts.SQLITE: {"tests/test_parts.py": 123.4, "tests/test_gone.py": 500.0, "conftest.py": 59.0}}
    )
    assert tomllib.loads(text) == {"sqlite": {"tests/test_parts.py": 120}, "postgresql": {}}


def test_the_script_tells_of_parts_and_refuses_words_beside_them():
    def run(*words: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            ["./test", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS
        )

    assert "./test --all --part 2/6" in run("--help").stdout
    for words in (["--part", "2/6"], ["--all", "--part", "2/6", "ongikar/rules"]):
        ran = run(*words)
        assert ran.returncode == 1
        assert "--part goes with --all" in ran.stderr
    ran = run("--all", "--part", "7/6")
    assert ran.returncode == 2
    assert "which part" in ran.stderr
