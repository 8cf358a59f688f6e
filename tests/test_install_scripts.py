"""What sets a machine up asks before it installs, says what it does where nobody can be asked, and clears up
however it ends.
"""

import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT
from tests.started import started

PACKAGE = "sample-package"
LINE = f". scripts/setup.sh; apt_install {PACKAGE} other-package; echo went on"


def program(folder: Path, name: str, words: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{words}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def machine(tmp_path):
    """A machine whose apt-get only writes down what it was asked, and waits where a file says so."""
    programs = tmp_path / "programs"
    programs.mkdir()
    program(
        programs,
        "apt-get",
        f"""echo "$@" >>{tmp_path}/asked
[ "$1" = install ] || exit 0
cat {tmp_path}/policy >{tmp_path}/policy-seen 2>/dev/null
while [ -e {tmp_path}/wait ]; do sleep 0.05; done""",
    )
    # Where we are not root: sudo that is.
    program(programs, "sudo", 'shift; exec "$@"')
    return tmp_path


def environment(machine: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    return (
        kept
        | {
            "PATH": f"{machine / 'programs'}:{os.environ['PATH']}",
            "ONGIKAR_POLICY_RC_D": str(machine / "policy"),
        }
        | more
    )


def asked(machine: Path) -> str:
    path = machine / "asked"
    return path.read_text() if path.exists() else ""


def at_a_terminal(machine: Path, typed: str, **more: str) -> tuple[int, str]:
    """Run it with a terminal in which somebody types; its status and all that stood on the screen."""
    try:
        ours, theirs = pty.openpty()
    except OSError as fault:
        pytest.skip(f"no terminal is to be had here, so that nobody can be asked at one: {fault}")
    with started(
        ["bash", "-c", LINE],
        cwd=ROOT,
        env=environment(machine, **more),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as ran:
        os.close(theirs)
        os.write(ours, typed.encode())
        said = b""
        while True:
            # It has said all where it waits for what nobody types.
            assert select.select([ours], [], [], 20)[0], said.decode()
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
        status = ran.wait(20)
    os.close(ours)
    return status, said.decode()


@pytest.mark.parametrize("typed", ["n\n", "না\n", "no\n", "\x04"])
def test_somebody_at_a_terminal_who_says_no_gets_nothing_installed(machine, typed):
    status, said = at_a_terminal(machine, typed)
    assert status == 1
    assert asked(machine) == ""
    assert f"to be installed, as root: {PACKAGE} other-package" in said
    assert "ইনস্টল করব?" in said
    assert f"apt-get install {PACKAGE} other-package" in said
    assert "went on" not in said


@pytest.mark.parametrize("typed", ["\n", "y\n", "Yes\n", "হ্যাঁ\n"])
def test_somebody_at_a_terminal_who_says_yes_has_it_installed(machine, typed):
    status, said = at_a_terminal(machine, typed)
    assert (status, "went on" in said) == (0, True)
    assert f"{PACKAGE} other-package" in asked(machine)


def test_in_ci_nobody_is_asked_though_there_is_a_terminal(machine):
    status, said = at_a_terminal(machine, "", CI="true")
    assert status == 0
    assert "[Y/n]" not in said
    assert PACKAGE in said
    assert PACKAGE in asked(machine)


def test_without_a_terminal_it_says_what_it_installs_and_goes_on(machine):
    ran = subprocess.run(
        ["bash", "-c", LINE],
        cwd=ROOT,
        env=environment(machine),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    assert ran.stdout == "went on\n"
    assert (
        f"ইনস্টল হবে · these packages of Debian are to be installed, as root: {PACKAGE} other-package"
        in ran.stderr
    )
    assert "[Y/n]" not in ran.stderr
    assert PACKAGE in asked(machine)
    # While it lasts no service starts; then the machine is as it was.
    assert "exit 101" in (machine / "policy-seen").read_text()
    assert not (machine / "policy").exists()


def until(there: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not there():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_killed_while_it_installs_it_leaves_nothing_behind(machine, how):
    (machine / "wait").touch()
    with started(
        ["bash", "-c", LINE],
        cwd=ROOT,
        env=environment(machine),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    ) as ran:
        until(lambda: (machine / "policy-seen").exists())
        assert (machine / "policy").exists()
        os.killpg(ran.pid, how)
        (machine / "wait").unlink()
        ran.wait(20)
    until(lambda: not (machine / "policy").exists())


def test_the_policy_of_somebody_else_stays_and_one_of_ours_that_a_power_cut_left_goes(machine):
    run = ["bash", "-c", LINE]
    for words, stays in (
        ("#!/bin/sh\nexit 0\n", True),
        ("#!/bin/sh\n# made by scripts/debian.sh of Ongikar while it installs\n", False),
    ):
        (machine / "policy").write_text(words)
        subprocess.run(
            run,
            cwd=ROOT,
            env=environment(machine),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=20,
            check=True,
        )
        assert (machine / "policy").exists() is stays
        if stays:
            assert (machine / "policy").read_text() == words
            assert (machine / "policy-seen").read_text() == words


def test_an_installation_that_fails_is_told_and_clears_up(machine):
    program(machine / "programs", "apt-get", "[ $1 = install ] && exit 100 || exit 0")
    ran = subprocess.run(
        ["bash", "-c", LINE],
        cwd=ROOT,
        env=environment(machine),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert ran.returncode == 1
    assert f"could not install: {PACKAGE}" in ran.stderr
    assert not (machine / "policy").exists()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_the_folder_and_the_server_of_the_tests_go_with_the_script(tmp_path, how):
    folder = tmp_path / "work"
    folder.mkdir()
    with started(
        ["bash", "-c", f". scripts/postgres.sh; gone_with_us {folder}; echo begun; read -r _"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as ran:
        assert ran.stdout.readline() == b"begun\n"
        # Until the watcher stands in a session of its own.
        time.sleep(1)
        os.killpg(ran.pid, how)
        ran.wait(20)
    until(lambda: not folder.exists())


def test_killed_while_it_makes_the_environment_it_leaves_none(machine):
    """With a python that never comes to an end with it."""
    copy = machine / "copy"
    copy.mkdir()
    for name in ("scripts", "requirements"):
        (copy / name).symlink_to(ROOT / name)
    programs = machine / "programs"
    for name in ("python3.13", "python3.12", "python3.14", "python3"):
        program(
            programs,
            name,
            '[ "$1" = -c ] && exit 0; [ "$1" = --version ] && echo Python; [ "$2" = venv ] && mkdir -p .venv'
            f" && touch {machine}/making && sleep 20",
        )
    with started(
        ["bash", "-c", "set -euo pipefail; . scripts/setup.sh; make_environment app"],
        cwd=copy,
        env=environment(machine),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as ran:
        until(lambda: (machine / "making").exists())
        assert (copy / ".venv").exists()
        os.killpg(ran.pid, signal.SIGTERM)
        ran.wait(30)
    assert not (copy / ".venv").exists()
