"""What may be wrong with a backup, or with the machine it is made or restored on: a clear sentence in both
languages, and nothing half-written.
"""

import json
import resource
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from conftest import ROOT
from tests.passphrase import PASSPHRASE

from .homes import OFFICE

# Marked so that it is tried on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
REFUSED = "from ongikar.operations.start_checks import refuse_changed_keys; refuse_changed_keys()"


def untouched(home) -> dict:
    """What must be the same after a refusal."""
    return {
        "entries": home.count("journal_entry"),
        "files": sorted(path.name for path in home.folder.iterdir() if not path.name.endswith(".lock")),
        "papers": sorted(path.name for path in (home.folder / "papers").rglob("*")),
    }


def assert_refused(home, before: dict, ran, *words: str) -> None:
    assert ran.status == 1, ran.words
    for each in words:
        assert each in ran.err, ran.words
    # A sentence in each language, and never a trace of the program.
    assert any("\u0980" <= sign <= "\u09ff" for sign in ran.err)
    assert "Traceback" not in ran.words
    assert untouched(home) == before


@pytest.mark.once
def test_cut_in_half(home):
    archive = home.backup()
    archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    before = untouched(home)
    assert_refused(home, before, home.run("restore", "--check"), "damaged or incomplete")
    assert_refused(home, before, home.run("restore", "newest", "--onto", OFFICE), "damaged or incomplete")
    assert "damaged or incomplete" in home.run("doctor", "--language", "en").out


def test_one_byte_of_the_database_or_of_a_paper_changed(home):
    archive = home.backup()
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    before = untouched(home)
    assert_refused(home, before, home.run("restore", "newest", "--onto", OFFICE), "was changed or cut off")
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    paper = next(path for path in (home.backups / "papers").rglob("*") if path.is_file())
    paper.write_bytes(b"x" + paper.read_bytes()[1:])
    assert_refused(home, before, home.run("restore", "newest", "--onto", OFFICE), "the document", "changed")
    paper.unlink()
    assert_refused(home, before, home.run("restore", "newest", "--onto", OFFICE), "not in the folder")


def test_of_another_installation(home):
    archive = home.backup()
    home.shell(REFUSED)
    (home.folder / "receipt-key").unlink()
    home.do("keys", "accept", "receipt", "--yes")
    ran = home.run("restore", archive.name, "--onto", OFFICE)
    assert_refused(home, untouched(home), ran, "of another installation")


@pytest.mark.once
def test_of_a_newer_version(home):
    """It knows a migration that this program does not have."""
    home.change(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '9999_later', '2026-11-27')"
    )
    archive = home.backup()
    ran = home.run("restore", archive.name, "--onto", OFFICE)
    assert_refused(home, untouched(home), ran, "newer version", "cases.9999_later")


@pytest.mark.slow
def test_of_another_sort_of_database(home):
    code = """
from dataclasses import replace
from pathlib import Path
from ongikar.core.command_line import Refusal
from ongikar.operations.backup.archive import opened_archive
from ongikar.operations.backup.staging import judge_origin
with opened_archive(Path({path!r}), str) as archive:
    judge_origin(archive.manifest, archive.pem)
    try:
        judge_origin(replace(archive.manifest, vendor="oracle", database="Oracle 23"), archive.pem)
    except Refusal as fault:
        print(fault.bn, fault.en)
"""
    told = home.shell(code.format(path=str(home.backup())))
    assert "of Oracle 23, and this installation runs on" in told
    assert "ONGIKAR_DATABASE সেভাবে দিন" in told


def test_a_wrong_passphrase_and_a_right_one(home, tmp_path):
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_text(PASSPHRASE + "\n")
    wrong.write_text(PASSPHRASE.upper())
    archive = home.backup("--encrypt", "--passphrase-file", str(right))
    for path in home.backups.rglob("*"):
        # Six letters: three stand by chance in every sixteen million bytes of what is encrypted.
        assert not path.is_file() or b"%PDF-1" not in path.read_bytes()
    before = untouched(home)
    words = ("restore", archive.name, "--onto", OFFICE)
    assert_refused(home, before, home.run(*words, "--passphrase-file", str(wrong)), "does not open")
    assert_refused(
        home, before, home.run(*words, stdin=subprocess.DEVNULL), "Name the file of the passphrase"
    )
    # The later ones need no passphrase to be made, and hold all keys.
    archive = home.backup("--whole")
    (home.folder / "keys.json").unlink()
    shutil.rmtree(home.backups / "papers")
    home.do("restore", archive.name, "--onto", OFFICE, "--passphrase-file", str(right))
    assert home.run("ledger", "verify").status == 3
    assert len(list((home.folder / "papers").rglob("*.pdf"))) == 3


def limited(size: int):
    """No file may grow beyond so much: as a full disk, without one."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_a_full_disk_during_a_backup(home):
    home.backup()
    before = sorted(home.backups.rglob("*"))
    # Room for the small files, none for the dump.
    ran = home.run("backup", preexec_fn=limited(60_000))
    assert ran.status == 1
    assert "no room left" in ran.err
    assert "জায়গা নেই" in ran.err
    assert "Traceback" not in ran.words
    assert sorted(home.backups.rglob("*")) == before
    assert "no room left" in home.run("doctor", "--language", "en").out
    home.backup()
    assert "no room left" not in home.run("doctor", "--language", "en").out


@pytest.mark.slow
def test_a_full_disk_during_a_restore_and_a_check(home):
    archive = home.backup()
    before = untouched(home)
    for words in (("restore", archive.name, "--onto", OFFICE), ("restore", "--check")):
        ran = home.run(*words, preexec_fn=limited(150_000))
        assert ran.status == 1, ran.words
        assert "Traceback" not in ran.words
        assert "no room left" in ran.err, ran.words
        assert untouched(home) == before


@pytest.mark.slow
def test_a_real_disk_that_is_full(home, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)],
        capture_output=True,
        timeout=60,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk; the file limit above stands for it")
    try:
        home.more = {"ONGIKAR_BACKUPS": str(disk / "backups")}
        ran = home.run("backup")
        assert ran.status == 1
        assert "no room left" in ran.err
        assert home.archives() == []
        assert not [path for path in home.backups.rglob("*") if path.name.endswith(".part")]
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], timeout=60, check=True)


@pytest.mark.once
def test_two_backups_at_once(home):
    home.backup()
    command = [sys.executable, "-m", "ongikar", "backup", "--language", "en"]
    both = [
        subprocess.Popen(
            command, cwd=ROOT, env=home.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    ended = [(process.communicate(timeout=120), process.returncode) for process in both]
    assert any(status == 0 for _, status in ended)
    for (_, err), status in ended:
        assert status == 0 or "another backup or check is at work" in err
    assert "backups: " in home.run("doctor", "--language", "en").out
    assert json.loads((home.backups / "state.json").read_text())["failure"] is None
    assert "the backup is good" in home.do("restore", "--check", "--language", "en")


@pytest.mark.slow
def test_a_drill_that_fails_says_so_where_it_is_seen(home):
    """The worker tries it by itself; the doctor tells, and so does whatever asks for the state."""
    home.backup()
    damaged = home.archives()[-1]
    damaged.write_bytes(damaged.read_bytes()[:5_000])
    code = """
import time
from django.utils import timezone
from ongikar.operations.backup.drill import BackupKeeper
from ongikar.operations.backup.status import backup_status
keeper = BackupKeeper()
assert keeper(timezone.now()) == 1
while keeper.process is not None:
    time.sleep(0.2)
    keeper(timezone.now())
for _, en in backup_status(timezone.now()).faults:
    print(en)
"""
    assert "restoring a backup to see: The backup is damaged" in home.shell(code)
    told = home.run("doctor", "--language", "en")
    assert told.status == 1
    assert "WRONG backups: restoring a backup to see" in told.out


@pytest.mark.slow
def test_an_old_backup_is_told(home):
    archive = home.backup()
    index = archive.with_name(archive.name + ".json")
    told = json.loads(index.read_text())
    told["made_at"] = (datetime.now(UTC) - timedelta(days=3)).isoformat()
    index.write_text(json.dumps(told))
    assert "more than two days old" in home.run("doctor", "--language", "en").out


@pytest.mark.once
def test_a_paper_that_was_lost_is_named_and_the_rest_is_kept(home):
    lost = next((home.folder / "papers").rglob("*.pdf"))
    lost.write_bytes(b"changed by hand")
    ran = home.run("backup", "--language", "en")
    assert ran.status == 1
    assert "1 document is lost or changed" in ran.out
    assert lost.name in ran.out
    assert len(home.archives()) == 1
