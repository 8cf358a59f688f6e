"""`kill -9` in the middle of a backup, a restore or an upgrade: the office has what it had, or what it was to
have, and is told of one command where something is left to be done.
"""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from conftest import ROOT
from tests.quick_among import quick_among

from .homes import OFFICE, ON_POSTGRESQL, copy_home, drop_all

# Marked so that it is tried on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Ends its own process at the step of this number, as the kernel would.
AT_STEP = """
import os, signal, sys
from ongikar.operations.backup import restoring, upgrading

left = [{step}]

def stepping(module, name):
    real = getattr(module, name)
    def step(*words, **more):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return real(*words, **more)
    setattr(module, name, step)

for name in ("move", "exchange_databases", "exchange_key", "sync_folder", "note_finished"):
    stepping(restoring, name)
from ongikar.commands.restore import {command}
sys.exit({command}({words!r}))
"""
STARTING = ("prepare", "--no-demo"), ("worker", "--once"), ("doctor",)


def killed_at_step(home, step: int, command: str, *words: str) -> bool:
    """Whether there was such a step."""
    code = AT_STEP.format(step=step, command=command, words=list(words))
    ran = home.run("manage", "shell", "--no-imports", "-c", code)
    assert ran.status in (0, -signal.SIGKILL), ran.words
    return ran.status != 0


def killed_after(home, seconds: float, *words: str) -> bool:
    """Whether it was still at work then. All that it has begun ends with it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ongikar", *words],
        cwd=ROOT,
        env=home.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        return True


def leftovers(home) -> list[str]:
    return [path.name for path in home.backups.rglob("*") if path.name.endswith(".part")]


def test_in_the_middle_of_a_backup_nothing_half_written_counts(home):
    home.backup()
    began = time.monotonic()
    home.backup()
    takes, dice = time.monotonic() - began, random.Random(20)
    for _ in range(3):
        killed_after(home, takes * dice.uniform(0.5, 0.95), "backup")
        known = home.do("backup", "--list", "--language", "en")
        assert known.count("backup of") == len(known.splitlines()) / 2
    home.backup()
    assert leftovers(home) == []
    assert "the backup is good" in home.do("restore", "--check", "--language", "en")


@pytest.mark.parametrize("step", quick_among(range(9), {4}))
def test_at_each_step_of_the_exchange_a_restore_goes_on(home, step):
    archive = home.backup()
    home.change("UPDATE core_heartbeat SET name = 'since'")
    was_killed = killed_at_step(home, step, "restore", archive.name, "--onto", OFFICE)
    if was_killed:
        for words in STARTING[:2]:
            ran = home.run(*words)
            assert ran.status == 1
            assert "./run restore --finish" in ran.err
        home.do("restore", "--finish")
    assert home.run("ledger", "verify").status == 3
    assert len(list((home.folder / "papers").rglob("*.pdf"))) == 3
    assert home.count("journal_entry WHERE verb = 'installation.restored'") == 2
    assert not (home.folder / "unfinished.json").exists()
    # What stood before is kept, whole.
    [before] = home.folder.glob("before-*")
    if not ON_POSTGRESQL:
        assert (before / "ongikar.sqlite3").exists()
    assert home.run("restore", "--finish").status == 1


@pytest.mark.slow
def test_before_the_exchange_a_restore_that_was_killed_has_changed_nothing(home):
    archive = home.backup()
    entries = home.count("journal_entry")
    dice = random.Random(21)
    for _ in range(4):
        if not killed_after(home, dice.uniform(1.5, 5.0), "restore", archive.name, "--onto", OFFICE):
            break
        if (home.folder / "unfinished.json").exists():
            home.do("restore", "--finish")
            break
        if list(home.folder.glob("before-*")):
            # Killed between its last step and its end: the exchange is made, whole.
            assert home.count("journal_entry") > entries
            break
        assert home.count("journal_entry") == entries
        assert home.run("ledger", "verify").status == 0
    home.do("restore", archive.name, "--onto", OFFICE)
    assert home.run("ledger", "verify").status == 3
    assert not [path for path in home.folder.glob(".*") if path.is_dir()]


@pytest.mark.parametrize("share", quick_among([0.4, 0.7, 0.9], ()))
def test_an_upgrade_that_was_killed_is_seen_and_mended_by_one_command(old_home, share, tmp_path):
    measured = copy_home(old_home, tmp_path / "measured", f"measured_{os.getpid()}")
    try:
        began = time.monotonic()
        measured.do("upgrade")
        takes = time.monotonic() - began
    finally:
        if ON_POSTGRESQL:
            drop_all(f"measured_{os.getpid()}")
    was_killed = killed_after(old_home, takes * share, "upgrade")
    if was_killed and (old_home.folder / "unfinished.json").exists():
        ran = old_home.run("prepare", "--no-demo")
        assert ran.status == 1
        assert "./run upgrade" in ran.err
        assert "মাঝপথে থেমে গেছে" in ran.err
    old_home.do("upgrade")
    assert "all is in order" in old_home.do("ledger", "verify", "--language", "en")
    assert not (old_home.folder / "unfinished.json").exists()


@pytest.mark.parametrize("step", quick_among(range(4), {1}))
def test_at_each_step_of_its_exchange_an_upgrade_goes_on(old_home, step):
    if killed_at_step(old_home, step, "upgrade"):
        ran = old_home.run("prepare", "--no-demo")
        assert ran.status == 1
        assert "./run upgrade" in ran.err
        old_home.do("upgrade")
    assert "all is in order" in old_home.do("ledger", "verify", "--language", "en")
    assert "nothing to do" in old_home.do("upgrade", "--language", "en")
