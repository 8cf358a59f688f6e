"""The Makefile, ./test and docs/development.md agree: targets, commands, files, programs that tests need."""

import os
import re
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

from conftest import ROOT
from ongikar.commands.catalogue import BY_WORDS
from ongikar.operations.watchdog import descendants
from tests.started import started

# Says the same on either database.
pytestmark = pytest.mark.once
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
PAGES = ("docs/development.md", "CONTRIBUTING.md", "README.md", "SECURITY.md")
DEVELOPMENT = (ROOT / "docs" / "development.md").read_text("utf-8")
WORDS = [
    line.split("#")[0].split()
    for block in re.findall(r"^```sh\n(.*?)^```", DEVELOPMENT, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
    if line.strip()
]
# Django's own, and what pytest, pre-commit and git bring; ours are looked up.
MANAGE = {"makemigrations", "migrate", "shell", "dbshell"}


def bash(script: str) -> str:
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.needs("make")
def test_make_alone_lists_every_target_with_a_line_of_its_own():
    listed = [line.split()[1] for line in bash("make").splitlines()]
    assert sorted(listed) == sorted(TARGETS)
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split()
    assert set(phony) == TARGETS


@pytest.mark.needs("make")
@pytest.mark.parametrize("target", sorted(TARGETS))
def test_make_understands_each_target(target):
    """What it would run names files that are there and can be run."""
    would_run = bash(f"make --dry-run {target} FILE= WORDS=")
    for script in re.findall(r"(?<![\w/])(?:scripts/[\w.]+\.sh|\./test)", would_run):
        path = ROOT / script
        assert path.exists(), script
        is_sourced = f". {script}" in would_run
        assert is_sourced or path.stat().st_mode & 0o100, f"{script} cannot be run"
    for module in re.findall(r"-m scripts\.(\w+)", would_run):
        assert (ROOT / "scripts" / f"{module}.py").exists()


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_a_command_of_the_page_is_there(words):
    program, *rest = words
    if program == "make":
        assert rest[0] in TARGETS
    elif program == "./run":
        assert any(tuple(rest[:length]) in BY_WORDS for length in (1, 2))
    elif program == "./test":
        known = set(re.findall(r"--[a-z]+", (ROOT / "test").read_text("utf-8"))) | {"--pdb"}
        assert {word for word in rest if word.startswith("--")} <= known
    elif rest[:1] == ["-m"]:
        assert program == ".venv/bin/python"
        assert (ROOT / (rest[1].replace(".", "/") + ".py")).exists()
    else:
        assert [program, rest[0]] == [".venv/bin/python", "manage.py"]
        assert rest[1] in MANAGE
    for word in (each.removeprefix("FILE=") for each in rest):
        if word.startswith(("ongikar/", "tests/")) and "APP" not in word:
            path, _, name = word.partition("::")
            assert (ROOT / path).exists(), word
            assert not name or f"def {name}(" in (ROOT / path).read_text("utf-8")


def named_paths(page: str) -> set[str]:
    """The files and folders that a page names in backticks; WORD, NAME and FILE stand for any."""
    named = re.findall(r"`([\w./-]+)`", (ROOT / page).read_text("utf-8"))
    first = (
        "ongikar/",
        "tests/",
        "docs/",
        "scripts/",
        "offices/",
        "requirements/",
        "core/",
        "cases/",
        "config/",
    )
    return {
        each
        for each in named
        if each.startswith(first) and not each.endswith(("/", ".html")) and not re.search("[A-Z]{4}", each)
    }


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_files_that_are_there(page):
    for path in named_paths(page):
        assert (ROOT / path).exists() or (ROOT / "ongikar" / path).exists(), f"{page} names {path}"
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / page).read_text("utf-8")):
        assert ((ROOT / page).parent / link).exists(), f"{page} leads to {link}"


@pytest.mark.parametrize(
    ("file", "programs"),
    [
        ("ongikar/papers/tests/test_scanner.py", ["clamd"]),
        ("ongikar/notices/tests/test_kannel.py", ["kannel"]),
        ("tests/journeys/test_both_languages.py", ["chromium"]),
        ("tests/faults/test_database_away.py", ["postgresql"]),
        ("tests/faults/test_reprojection_killed.py", ["postgresql"]),
        ("tests/test_monitoring.py", ["prometheus"]),
        ("tests/test_development.py", ["make"]),
        ("ongikar/certificates/tests/test_checking.py", ["openssl"]),
        ("ongikar/cases/tests/test_actions.py", []),
    ],
)
def test_of_a_file_alone_only_the_programs_that_it_starts_are_set_up(file, programs):
    """On a machine that has none of them; apt is only asked for, not called."""
    packages = {
        "clamd": "clamav-daemon",
        "kannel": "kannel kannel-extras",
        "chromium": "chromium-headless-shell",
    }
    installed = bash(f"""
        . scripts/setup.sh; . scripts/postgres.sh; . scripts/programs.sh
        has_program() {{ false; }}; apt_install() {{ echo "$@"; }}; stay_off() {{ :; }}
        set_up_programs $(needed_programs {file})
    """)
    assert installed.splitlines() == [packages.get(name, name) for name in programs]


def test_every_program_that_a_test_may_need_can_be_set_up():
    from tests.needs import PROGRAMS

    assert set(bash(". scripts/programs.sh; echo $PROGRAMS").split()) == PROGRAMS


@pytest.mark.parametrize(("debug", "application"), [("0", "PageCache"), ("1", "Lanes")])
def test_whoever_develops_is_answered_by_no_page_cache(debug, application, tmp_path):
    ask = "from ongikar.config import wsgi; print(type(wsgi.application.application.application).__name__)"
    printed = bash(f"""
        export ONGIKAR_VAR={tmp_path} ONGIKAR_DEBUG={debug}
        .venv/bin/python -c '{ask}'
    """)
    assert printed.strip() == application


def is_answering(address: str) -> bool:
    try:
        with urlopen(address, timeout=20) as answer:
            return answer.status == 200
    except URLError:
        return False


def test_make_dev_serves_the_office_with_its_worker_and_ends_both(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "ONGIKAR_DATABASE"}
    with started(
        [sys.executable, "-m", "scripts.dev", "--port", str(port), "--no-cases"],
        cwd=ROOT,
        env=environment | {"ONGIKAR_VAR": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as dev:
        # The office is made first. Beside other work that takes long.
        end = time.monotonic() + 600
        while not is_answering(f"http://127.0.0.1:{port}/") and time.monotonic() < end:
            time.sleep(0.2)
        below = set(descendants(dev.pid))
        dev.terminate()
        assert dev.wait(30) == 0
    # runserver, the process that it watches, and the worker, which may be making something in one of its own.
    assert len(below) >= 3
    assert not is_answering(f"http://127.0.0.1:{port}/")
    assert not any(Path(f"/proc/{pid}").exists() for pid in below)


def test_whoever_is_hosted_elsewhere_runs_what_everybody_runs():
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    assert workflow.rstrip().endswith("- run: .ci/run")
    # Others' steps are named by their commit, not by a mark that can be moved.
    steps = re.findall(r"uses: (\S+)", workflow)
    assert steps
    for step in steps:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step)


def test_hooks_before_a_commit_fetch_nothing_and_use_the_locked_programs():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall(r"- repo: (\S+)", hooks) == ["local"]
    entries = re.findall(r"entry: (\S+)", hooks)
    assert len(entries) == hooks.count("- id: ")
    for program in entries:
        assert (ROOT / program).exists(), program


def test_the_changelog_tells_of_the_version_that_the_project_bears():
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## (\S+)", changelog, re.MULTILINE)
    assert versions[0] == "Unreleased"
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version == versions[1].rstrip(",")


@pytest.mark.parametrize("app", [name for name in settings.INSTALLED_APPS if name.startswith("ongikar.")])
def test_a_journey_through_each_app_is_part_of_the_fast_tests(app):
    tests = (ROOT / app.replace(".", "/") / "tests").glob("test_*.py")
    assert any("@pytest.mark.fast" in path.read_text("utf-8") for path in tests)
