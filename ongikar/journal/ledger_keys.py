"""The keys of the ledger: one file with every key there ever was, of which the newest writes. None is taken
off: what was written under it is judged by it for ever.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from ongikar.core.crypto.key_fingerprints import fingerprints, write_fingerprints
from ongikar.core.crypto.key_registry import (
    KeyMissing,
    RegisteredKey,
    make_if_new,
    register_key,
    replace_file,
    write_once,
)
from ongikar.core.models import KeyFingerprint
from ongikar.journal.rules.entry_macs import KEY_BYTES, MacKey, key_for_ledger

FILE_NAME = "ledger-keys.json"
IDENTITY_BYTES = 16


@dataclass(frozen=True, slots=True)
class LedgerKeys:
    """Every key by its number, as it is used for one ledger.

    `identity`: by which this ledger is told from any other that was given the same keys; b"" before it is
    under keys.
    """

    identity: bytes
    raw: Mapping[int, bytes]
    keys: Mapping[int, MacKey]
    newest: MacKey

    @classmethod
    def of(cls, identity: bytes, raw: Mapping[int, bytes]) -> "LedgerKeys":
        keys = {number: key_for_ledger(number, key, identity) for number, key in raw.items()}
        return cls(identity, raw, keys, keys[max(keys)])

    def as_text(self) -> bytes:
        keys = {str(number): b64encode(key).decode() for number, key in sorted(self.raw.items())}
        return json.dumps({"identity": self.identity.hex(), "keys": keys}).encode()


def keys_file() -> Path:
    return Path(settings.ONGIKAR_KEY_FOLDER) / FILE_NAME


def ledger_keys() -> LedgerKeys:
    """As the file has them now: a process that runs on through a rotation writes with the new key. The first
    one is made at the first asking.

    Raises KeyMissing where the file is gone and the database was kept with it.
    """
    path = f"{settings.ONGIKAR_KEY_FOLDER}/{FILE_NAME}"
    try:
        status = os.stat(path)
    except FileNotFoundError:
        make_if_new(LEDGER_KEYS)
        status = os.stat(path)
    return _read(path, status.st_mtime_ns, status.st_ino)


@lru_cache(maxsize=4)
def _read(path: str, _changed: int, _node: int) -> LedgerKeys:
    kept = json.loads(Path(path).read_bytes())
    raw = {int(number): b64decode(key) for number, key in kept["keys"].items()}
    if not raw or any(len(key) != KEY_BYTES for key in raw.values()):
        raise KeyMissing(f"{path} holds no keys of {KEY_BYTES} bytes")
    return LedgerKeys.of(bytes.fromhex(kept["identity"]), raw)


def add_key() -> int:
    """A new key writes from now on; its number."""
    ring = ledger_keys()
    number = max(ring.raw) + 1
    new = LedgerKeys.of(ring.identity, {**ring.raw, number: os.urandom(KEY_BYTES)})
    replace_file(keys_file(), new.as_text())
    write_fingerprints(fingerprints(LEDGER_KEYS))
    return number


def begin_identity() -> bytes:
    """What is written from now on is of a ledger of its own."""
    identity = os.urandom(IDENTITY_BYTES)
    replace_file(keys_file(), LedgerKeys.of(identity, ledger_keys().raw).as_text())
    return identity


def known_numbers() -> set[int]:
    """Of the keys that the database was kept with, also those that are lost."""
    return {number_of_key(name) for name in KeyFingerprint.objects.known_fingerprints(LEDGER_KEYS.name)}


def number_of_key(name: str) -> int:
    """`ledger 2` of the fingerprints is the key number 2."""
    return int(name.rpartition(" ")[2])


def write_first_key(*, after: int = 0) -> None:
    """`after`: the highest number that a lost key had, so that no new one bears the number of a lost one."""
    write_once(keys_file(), LedgerKeys.of(b"", {after + 1: os.urandom(KEY_BYTES)}).as_text())


def _make() -> None:
    write_first_key(after=max(known_numbers(), default=0))


def _parts() -> dict[str, bytes]:
    path = keys_file()
    status = path.stat()
    ring = _read(str(path), status.st_mtime_ns, status.st_ino)
    return {str(number): key for number, key in ring.raw.items()}


LEDGER_KEYS = RegisteredKey(
    name="ledger",
    words=("খতিয়ানের চাবি", "the keys of the ledger"),
    loss="of what was written under a key that is gone, only printed roots say whether it is as it was",
    file_name=FILE_NAME,
    file=keys_file,
    parts=_parts,
    make=_make,
)
register_key(LEDGER_KEYS)
