"""The file in which the keys lie: made once, read by its owner only, written whole or not at all."""

import json
import os
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .sealed import KeyRing


def key_ring() -> KeyRing:
    """The ring as the file has it now: a process that runs on through a rotation takes the new key with the next use."""
    path = Path(settings.ONGIKAR_KEYS)
    try:
        told = path.stat()
    except FileNotFoundError:
        write_first(path)
        told = path.stat()
    return _read(str(path), told.st_mtime_ns, told.st_ino)


@lru_cache(maxsize=2)
def _read(path: str, _changed: int, _node: int) -> KeyRing:
    kept = json.loads(Path(path).read_text())
    keys = {name: b64decode(key) for name, key in kept["keys"].items()}
    # A ring made before the indexes turned with the keys has one for all.
    indexes = kept["indexes"] if "indexes" in kept else dict.fromkeys(keys, kept["index"])
    return KeyRing(kept["newest"], keys, {name: b64decode(key) for name, key in indexes.items()})


def as_text(ring: KeyRing) -> str:
    return json.dumps(
        {"newest": ring.newest, "keys": written(ring.keys), "indexes": written(ring.index_keys)}
    )


def written(keys: Mapping[str, bytes]) -> dict[str, str]:
    return {name: b64encode(key).decode() for name, key in keys.items()}


def write_first(path: Path) -> None:
    """Two processes may begin at once: whichever links its file first has made the ring, and the other takes that."""
    made = written_beside(path, KeyRing.new())
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(made)


def write(ring: KeyRing) -> None:
    """In one step: whoever reads finds the old ring or the new one."""
    path = Path(settings.ONGIKAR_KEYS)
    os.replace(written_beside(path, ring), path)


def written_beside(path: Path, ring: KeyRing) -> str:
    """A file only its owner reads, on the disk before anything is sealed with it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp gives mode 0600.
    descriptor, name = tempfile.mkstemp(prefix=".keys-", dir=path.parent)
    with os.fdopen(descriptor, "w") as file:
        file.write(as_text(ring))
        file.flush()
        os.fsync(file.fileno())
    return name
