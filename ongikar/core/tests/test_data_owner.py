"""Whose data it is: found before anything is opened, with a sentence that says what to type."""

import errno
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from ongikar.__main__ import may_begin
from ongikar.commands.catalogue import ALL, ANYBODY
from ongikar.core import data_owner
from ongikar.core.crypto import key_registry
from ongikar.core.crypto.key_fingerprints import SHUT, judge_keys
from ongikar.core.crypto.key_registry import KEYS, write_once
from ongikar.core.data_owner import Owner, command_as, find_other_owner, keeps_owners, other_owner_words
from ongikar.core.disk_faults import disk_fault_words, shut_words
from ongikar.core.i18n.say import override_language

pytestmark = pytest.mark.once
# A user whom nothing names.
STRANGER = 47_110
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder to another user")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The data folder of these tests."""
    made = tmp_path / "data"
    made.mkdir(mode=0o700)
    monkeypatch.setenv("ONGIKAR_VAR", str(made))
    for name in ("ONGIKAR_BACKUPS", "ONGIKAR_EXPORTS"):
        monkeypatch.delenv(name, raising=False)
    return made


def test_our_own_folder_is_nobody_elses_and_one_that_is_not_there_yet(folder):
    assert find_other_owner() is None
    folder.rmdir()
    assert find_other_owner() is None


@as_root
def test_anothers_folder_is_theirs_and_root_is_the_owner_of_its_own(folder):
    os.chown(folder, STRANGER, STRANGER)
    assert find_other_owner() == Owner(STRANGER, STRANGER, 0o700, folder)


@as_root
def test_the_data_folder_decides_and_not_a_disk_for_backups(folder, tmp_path, monkeypatch):
    backups = tmp_path / "backups"
    backups.mkdir()
    os.chown(backups, STRANGER, STRANGER)
    monkeypatch.setenv("ONGIKAR_BACKUPS", str(backups))
    assert find_other_owner() is None
    # Where the data folder knows no owners, the disk for backups may.
    monkeypatch.setattr(data_owner, "keeps_owners", lambda each: each == backups)
    os.chown(folder, STRANGER + 1, STRANGER)
    assert find_other_owner().uid == STRANGER


def test_a_folder_that_keeps_owners_is_told_and_nothing_is_left_in_it(folder, monkeypatch):
    assert keeps_owners(folder)
    # So it is where no file can be without a name.
    monkeypatch.setattr(data_owner.os, "O_TMPFILE", 0)
    assert keeps_owners(folder)
    assert list(folder.iterdir()) == []


def test_a_command_is_said_with_the_names_of_the_settings_and_none_of_their_values(folder, monkeypatch):
    for name in [name for name in os.environ if name.startswith("ONGIKAR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ONGIKAR_DATABASE", "postgresql://ongikar:hidden@db/ongikar")
    owner = Owner(STRANGER, STRANGER, 0o700, folder)
    assert (
        command_as(owner, ["office", "load", "my office"])
        == f"sudo -u '#{STRANGER}' --preserve-env=ONGIKAR_DATABASE ./run office load 'my office'"
    )
    bn, en = other_owner_words(owner, ["backup"])
    for words in (bn, en):
        assert str(folder) in words
        assert "sudo -u" in words
        assert "hidden" not in words
    assert re.search("[ঀ-৿]", bn)


def test_what_is_for_anybody_is_named_and_opens_no_data(folder, monkeypatch):
    monkeypatch.setattr(data_owner, "find_other_owner", lambda: pytest.fail("it asked whose the data is"))
    for_anybody = [each for each in ALL if each.by == ANYBODY]
    assert for_anybody
    for each in for_anybody:
        assert may_begin([*each.words, "x"])
    assert may_begin(["help"])


@pytest.mark.parametrize("name", sorted(each.words for each in ALL if each.by != ANYBODY))
def test_every_other_command_of_a_stranger_does_nothing(folder, monkeypatch, capsys, name):
    monkeypatch.setattr(data_owner, "find_other_owner", lambda: Owner(STRANGER, STRANGER, 0o700, folder))
    monkeypatch.setattr(os, "geteuid", lambda: STRANGER + 1)
    assert not may_begin([*name])
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"./run {' '.join(name)}" in printed.err


def test_a_shut_file_of_the_data_is_named_with_what_to_type(folder):
    key = folder / "keys.json"
    key.write_text("{}")
    for words in shut_words(key):
        assert str(key) in words
        assert "chmod u+rwX" in words


@as_root
def test_a_file_of_roots_is_given_back_and_anothers_outside_is_not(folder, tmp_path, monkeypatch):
    key, elsewhere = folder / "keys.json", tmp_path / "elsewhere"
    key.write_text("{}")
    elsewhere.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: STRANGER)
    for words in shut_words(key):
        assert f"chown -R {STRANGER} {key}" in words
        assert "root" in words
        assert "keys accept" not in words
    for words in shut_words(elsewhere / "not" / "there"):
        assert str(elsewhere) in words
        assert "chown" not in words


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["ring", "receipt", "digests", "certificates"])
def test_a_key_that_is_shut_is_not_taken_for_another(name, monkeypatch):
    judge_keys()
    path = KEYS[name].file()

    def shut():
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setitem(KEYS, name, replace(KEYS[name], parts=shut))
    (fault,) = judge_keys()
    assert fault.state == SHUT
    for tongue in ("bn", "en"):
        with override_language(tongue):
            assert str(path) in fault.sentence
            assert "keys accept" not in fault.sentence


def test_where_a_file_has_one_name_at_most_the_first_ones_still_stays(folder, monkeypatch):
    def no_links(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert write_once(folder / "secret", b"first")
    assert not write_once(folder / "secret", b"second")
    assert (folder / "secret").read_bytes() == b"first"
    assert [path.name for path in folder.iterdir()] == ["secret"]


def test_what_a_full_disk_breaks_off_leaves_nothing(folder, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for write in (write_once, key_registry.replace_file):
        with pytest.raises(OSError, match="No space"):
            write(folder / "secret", b"first")
    assert list(folder.iterdir()) == []


def test_faults_of_the_disk_are_told_apart_from_others(folder):
    assert disk_fault_words(ValueError("x")) is None
    assert disk_fault_words(OSError(errno.ECONNREFUSED, "refused")) is None
    for code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        bn, en = disk_fault_words(OSError(code, "no room"))
        assert str(folder) in bn
        assert "no room left" in en
    wrapped = RuntimeError("a command failed")
    wrapped.__cause__ = OSError(errno.EROFS, "Read-only file system", "/media/x")
    assert "/media/x" in disk_fault_words(wrapped)[1]


def test_a_full_disk_is_known_by_the_databases_own_words(folder):
    with closing(sqlite3.connect(folder / "small.sqlite3")) as database:
        database.execute("PRAGMA max_page_count = 2")
        database.execute("CREATE TABLE t (x)")
        with pytest.raises(sqlite3.OperationalError) as fault:
            database.execute("INSERT INTO t VALUES (zeroblob(100000))")
    assert "no room left" in disk_fault_words(fault.value)[1]
