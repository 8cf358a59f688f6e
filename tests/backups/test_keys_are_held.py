"""A key that no backup holds is lost with the machine: every file of an installation is in a backup, or is
named here with why it need not be.
"""

import re
import tarfile
from pathlib import Path

import pytest

from conftest import ROOT
from ongikar.core.crypto.key_registry import KEYS
from tests.passphrase import PASSPHRASE

# Marked so that it is tried on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
# What lies in the data folder of an office and in no backup.
MADE_ANEW = {
    "static": "collected from the program at its start",
    "public.stamp": "a bell between the processes of a machine",
    "ongikar.sqlite3.queue": "writers wait in line on it; it holds nothing",
    "ongikar.sqlite3-wal": "the log of the database, whose content the online backup takes",
    "ongikar.sqlite3-shm": "the index of that log",
    "ledger-head.json": "what the ledger had come to; a restore writes another one",
    "ledger-head.json.lock": "a lock; it holds nothing",
    "running.lock": "a lock; it holds nothing",
    ".checking.lock": "a lock; it holds nothing",
    "backups": "the backups themselves",
}
DATABASE = "ongikar.sqlite3"


def names_in(archive: Path) -> set[str]:
    with tarfile.open(archive) as tar:
        return set(tar.getnames())


def test_every_file_of_an_office_is_in_its_backup(home, tmp_path):
    """After a start and a round of the worker, when all is there that an office ever makes."""
    home.do("worker", "--once")
    phrase = tmp_path / "phrase"
    phrase.write_text(PASSPHRASE)
    home.backup("--encrypt", "--passphrase-file", str(phrase), "--whole")
    code = """
from pathlib import Path
from ongikar.operations.backup.archive import opened_archive
with opened_archive(Path({path!r}), lambda: {phrase!r}) as archive:
    print(*archive.manifest.files, sep="\\n")
"""
    held = set(home.shell(code.format(path=str(home.archives()[-1]), phrase=PASSPHRASE)).split())
    for key in KEYS.values():
        assert f"keys/{key.file_name}" in held, f"the key {key.name} is in no backup"
    left = {path.name for path in home.folder.iterdir()} - MADE_ANEW.keys()
    left -= {key.file_name for key in KEYS.values()} | {"papers", DATABASE}
    assert left == set(), "a file of the office that no backup holds: a key belongs into the registry"


def test_a_key_that_joins_the_registry_is_held_at_once(home):
    """One entry in the registry is all: later keys, of certificates or packs, need no line here."""
    code = """
from ongikar.core.crypto import key_registry
key_registry.RANDOM_KEYS["packs"] = (("প্যাকের চাবি", "the key of packs"), "packs")
key_registry.register_key(key_registry._random("packs", *key_registry.RANDOM_KEYS["packs"]))
key_registry.KEYS["packs"].make()
from ongikar.commands.backup import backup
assert backup([]) == 0
"""
    home.shell(code)
    assert "keys/packs-key" in names_in(home.archives()[-1])


def test_in_clear_the_keys_of_identity_numbers_are_left_out_and_that_is_said(home):
    told = home.do("backup", "--language", "en")
    assert "keys/keys.json" not in names_in(home.archives()[-1])
    assert "keys.json" in told
    assert "never holds them" in told
    assert "তালা ছাড়া ব্যাকআপে চাবি রাখা হয় না" in home.do("backup")


@pytest.mark.once
def test_whatever_writes_a_key_file_is_the_registry_or_says_why_not():
    """Files that are made once and never again are keys, or hold one."""
    known = {
        "core/crypto/key_registry.py": "the registry itself",
        "core/crypto/key_ring.py": "registered as ring",
        "papers/receipt_key.py": "registered as receipt",
        "journal/ledger_keys.py": "registered as ledger",
        "certificates/key_ring.py": "registered as certificates",
        "operations/backup/encryption.py": "the keys of the folder of backups, which lie in it",
    }
    writers = {
        str(path.relative_to(ROOT / "ongikar"))
        for path in (ROOT / "ongikar").rglob("*.py")
        if "/tests/" not in str(path) and re.search(r"\bwrite_once\(", path.read_text("utf-8"))
    }
    assert writers == known.keys()
