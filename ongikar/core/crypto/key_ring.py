"""The file in which the keys lie (made once, read by its owner only, written whole or not at all), and the
columns that are encrypted under them: what a key ring must know before it is made.
"""

import json
import logging
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from . import key_registry
from .encryption import KeyRing, key_name
from .key_registry import RegisteredKey, make_if_new, register_key


class EncryptedColumn(models.TextField):
    """A column of encrypted text; encrypted_field.py says how it is encrypted and opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    @property
    def index(self) -> str:
        return f"{self.attname}_index"

    def place(self, key: int) -> str:
        return f"{self.model._meta.db_table}.{self.column}.{int(key)}"


def encrypted_columns() -> Iterator[EncryptedColumn]:
    """Every encrypted column of the installation: what a rotation goes through."""
    for model in apps.get_models():
        yield from (column for column in model._meta.concrete_fields if isinstance(column, EncryptedColumn))


def filled_rows(column: EncryptedColumn) -> models.QuerySet:
    return column.model._base_manager.exclude(**{column.attname: ""})


def is_anything_encrypted() -> bool:
    """Asked before an upgrade, too, when the tables of newer apps are not there yet."""
    there = set(connection.introspection.table_names())
    columns = (column for column in encrypted_columns() if column.model._meta.db_table in there)
    return any(filled_rows(column).exists() for column in columns)


def key_names_in_use() -> set[str]:
    """The names of all keys under which something lies: read from every ciphertext, so for the rare hour
    only.
    """
    return {
        key_name(ciphertext)
        for column in encrypted_columns()
        for ciphertext in filled_rows(column).values_list(column.attname, flat=True).iterator()
    }


log = logging.getLogger("ongikar.keys")
# The ring that was read last from each file: should the file go while a process runs, it goes on with what
# it knows.
_read_last: dict[str, KeyRing] = {}


def key_ring() -> KeyRing:
    """The ring as the file has it now: a process that runs on through a rotation takes the new key with the
    next use.

    Raises KeyMissing where there is no file and there was one: a new ring would lock away for good what lies
    encrypted.
    """
    path = Path(settings.ONGIKAR_KEYS)
    try:
        return _ring_in(path)
    except FileNotFoundError:
        if str(path) in _read_last:
            log.critical("%s is gone: put it back; this process goes on with the keys it has read", path)
            return _read_last[str(path)]
        make_if_new(RING)
        return _ring_in(path)


def _ring_in(path: Path) -> KeyRing:
    status = path.stat()
    ring = _read_last[str(path)] = _read(str(path), status.st_mtime_ns, status.st_ino)
    return ring


@lru_cache(maxsize=2)
def _read(path: str, _changed: int, _node: int) -> KeyRing:
    kept = json.loads(Path(path).read_text())
    keys = {name: b64decode(key) for name, key in kept["keys"].items()}
    # A ring made before the indexes turned with the keys has one for all.
    indexes = kept["indexes"] if "indexes" in kept else dict.fromkeys(keys, kept["index"])
    return KeyRing(kept["newest"], keys, {name: b64decode(key) for name, key in indexes.items()})


def ring_as_text(ring: KeyRing) -> str:
    return json.dumps(
        {"newest": ring.newest, "keys": keys_as_text(ring.keys), "indexes": keys_as_text(ring.index_keys)}
    )


def keys_as_text(keys: Mapping[str, bytes]) -> dict[str, str]:
    return {name: b64encode(key).decode() for name, key in keys.items()}


def write_first_ring(path: Path, *, after: int = 0) -> None:
    """A new ring. `after`: the highest number that a lost ring had, so that no new key bears the name of a
    lost one.
    """
    key_registry.write_once(path, ring_as_text(KeyRing.new(after)).encode())


def write_ring(ring: KeyRing) -> None:
    """In one step: whoever reads finds the old ring or the new one."""
    key_registry.replace_file(Path(settings.ONGIKAR_KEYS), ring_as_text(ring).encode())


def _parts() -> dict[str, bytes]:
    ring = _ring_in(Path(settings.ONGIKAR_KEYS))
    return {name: key + ring.index_keys[name] for name, key in ring.keys.items()}


def _make() -> None:
    from ongikar.core.models import KeyFingerprint

    known = {
        name.rpartition(" ")[2] for name in KeyFingerprint.objects.known_fingerprints(RING.name)
    } | key_names_in_use()
    write_first_ring(
        Path(settings.ONGIKAR_KEYS), after=max((int(n) for n in known if n.isdecimal()), default=0)
    )


def _is_in_use() -> bool:
    return is_anything_encrypted()


RING = RegisteredKey(
    name="ring",
    words=("পরিচয়পত্রের নম্বরের চাবি", "the keys of identity numbers"),
    loss="identity numbers encrypted with a key that is not there are never read again, and shown as such",
    file_name="keys.json",
    file=lambda: Path(settings.ONGIKAR_KEYS),
    parts=_parts,
    make=_make,
    is_in_use=_is_in_use,
    is_apart=True,
)
register_key(RING)
