"""Every key of the installation by its name: where it lies, how it is read and written, and when a new one
may be made.
"""

import errno
import fcntl
import os
import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from ongikar.core.data_owner import give_to_owner

from .encryption import KEY_BYTES, DecryptionFault


def write_once(path: Path, content: bytes) -> bool:
    """Make the file where there is none. Of two processes at once the first one's stays; says whether it was
    ours.
    """
    made = _written_beside(path, content)
    try:
        os.link(made, path)
    except FileExistsError:
        return False
    except OSError as fault:
        if fault.errno not in NO_LINKS:
            raise
        if not _rename_once(made, path):
            return False
    finally:
        Path(made).unlink(missing_ok=True)
    _sync_folder(path.parent)
    return True


# What a filesystem says where a file has one name at most, as FAT.
NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


def _rename_once(made: str, path: Path) -> bool:
    """Give the file its name where there is none of that name; one process after the other."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if path.exists():
            return False
        os.rename(made, path)
        return True
    finally:
        os.close(folder)


def replace_file(path: Path, content: bytes) -> None:
    """In one step: whoever reads finds the file as it was or as it is now."""
    made = _written_beside(path, content)
    try:
        os.replace(made, path)
    except BaseException:
        os.unlink(made)
        raise
    _sync_folder(path.parent)


def _written_beside(path: Path, content: bytes) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp gives mode 0600.
    descriptor, name = tempfile.mkstemp(prefix=".keys-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            give_to_owner(descriptor, path.parent)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        os.unlink(name)
        raise
    return name


def _sync_folder(folder: Path) -> None:
    """The name of the file, too, is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


Words = tuple[str, str]


class KeyMissing(DecryptionFault):
    """The file of a key is gone, and what lies in the database was kept with it: no new one is made in its
    place.
    """


@dataclass(frozen=True, slots=True)
class RegisteredKey:
    """One key, or one ring of them.

    `words`: what it is, in both languages. `loss`: what goes with it when it is lost for good, in English,
    for the command that accepts another. `file`: where it lies. `parts`: each key in it by its own name (""
    for a single one); raises FileNotFoundError where the file is gone. `make`: a new one in that place.
    `is_in_use`: whether something lies in the database that needs it, whatever the fingerprints say.
    `is_given`: whether it comes from the environment and not from a file. `file_name`: what the file is
    called in the folder of an installation that says nothing else; every backup holds it under that name.
    `is_apart`: kept out of any backup that is not encrypted, since with the key a backup is an open book.
    """

    name: str
    words: Words
    loss: str
    file_name: str
    file: Callable[[], Path]
    parts: Callable[[], Mapping[str, bytes]]
    make: Callable[[], None]
    is_in_use: Callable[[], bool] = lambda: False
    is_given: Callable[[], bool] = lambda: False
    is_apart: bool = False


KEYS: dict[str, RegisteredKey] = {}


def register_key(key: RegisteredKey) -> None:
    KEYS[key.name] = key


# Keys of 32 random bytes: name → what it is, and what is lost with it. Each lies in a file of its own,
# `NAME-key`.
RANDOM_KEYS: dict[str, tuple[Words, str]] = {
    "digests": (
        ("খতিয়ানের ছাপের চাবি", "the key of the ledger's digests"),
        "what the ledger sealed under the key before can no longer be compared with what stands now",
    ),
}


def key_bytes(name: str) -> bytes:
    """The 32 bytes of a random key. Raises KeyMissing where its file is gone and the database was kept with
    it.
    """
    # Its folder, not its path: a new path is slow to make and to look up.
    folder = settings.ONGIKAR_KEY_FOLDER
    try:
        return _bytes_of(folder, name)
    except FileNotFoundError:
        make_if_new(KEYS[name])
        return _bytes_of(folder, name)


@lru_cache(maxsize=16)
def _bytes_of(folder: Path, name: str) -> bytes:
    path = _file_in(folder, name)
    return check_key_length(path.read_bytes(), path)


def check_key_length(found: bytes, path: Path) -> bytes:
    if len(found) != KEY_BYTES:
        raise KeyMissing(f"{path} holds no key of {KEY_BYTES} bytes")
    return found


def random_file(name: str) -> Path:
    return _file_in(Path(settings.ONGIKAR_KEY_FOLDER), name)


def _file_in(folder: Path, name: str) -> Path:
    return folder / f"{name}-key"


def make_if_new(key: RegisteredKey) -> None:
    """A first key. Raises KeyMissing where there was one before: what was kept with that would be lost
    silently.
    """
    from ongikar.core.models import KeyFingerprint

    if KeyFingerprint.objects.of(key.name).exists() or key.is_in_use():
        raise KeyMissing(f"{key.file()} is gone")
    key.make()


def _random(name: str, words: Words, loss: str) -> RegisteredKey:
    def parts() -> Mapping[str, bytes]:
        return {"": check_key_length(random_file(name).read_bytes(), random_file(name))}

    def make() -> None:
        write_once(random_file(name), os.urandom(KEY_BYTES))

    return RegisteredKey(name, words, loss, f"{name}-key", lambda: random_file(name), parts, make)


def _make_signing_key(path: Path) -> None:
    write_once(path, secrets.token_urlsafe(50).encode())


for _name, (_words, _loss) in RANDOM_KEYS.items():
    register_key(_random(_name, _words, _loss))
register_key(
    RegisteredKey(
        name="secret",
        words=("সাইটের গোপন চাবি", "the secret of the site"),
        loss="everybody signs in again, and apps and recovery codes are set up anew",
        file_name="secret",
        file=lambda: Path(settings.VAR) / "secret",
        parts=lambda: {"": settings.SECRET_KEY.encode()},
        make=lambda: _make_signing_key(Path(settings.VAR) / "secret"),
        is_given=lambda: any(os.environ.get(name) for name in ("ONGIKAR_SECRET", "ONGIKAR_SECRET_FILE")),
    )
)
