"""Papers in the folder of backups: each lies there once under its hash, however many backups need it."""

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ongikar.core.crypto.key_registry import key_bytes
from ongikar.papers.models import Paper, private_storage

from .encryption import Readable, decrypt, encrypt, is_encrypting, recipient_of
from .folder import PAPERS, PART, private_opener

CHUNK = 1 << 20


class HashingReader:
    """What is read through it is hashed and counted."""

    def __init__(self, file: Readable):
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(size)
        self.digest.update(chunk)
        self.size += len(chunk)
        return chunk


class HashingWriter:
    """What is written is hashed and counted, and goes on to `file` where there is one."""

    def __init__(self, file: BinaryIO | None):
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def write(self, content: bytes) -> int:
        self.digest.update(content)
        self.size += len(content)
        return self.file.write(content) if self.file else len(content)

    def flush(self) -> None:
        if self.file:
            self.file.flush()


def chunks(file: Readable) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def store_path(folder: Path, name: str) -> Path:
    return folder / PAPERS / name[:2] / name


class PaperStore:
    """The store of one folder of backups. Where that is encrypted the names are keyed, so that nobody learns
    from the folder whether a paper he has lies in it.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.is_encrypting = is_encrypting(folder)
        self.storage = private_storage()

    def name_of(self, sha256: str) -> str:
        if not self.is_encrypting:
            return sha256
        return hmac.new(key_bytes("digests"), f"backup {sha256}".encode(), hashlib.sha256).hexdigest()

    def collect(self, papers: Iterable[tuple[str, int, str]]) -> tuple[dict[str, list[Any]], list[str]]:
        """Copies what is not here yet. Returns the papers as a manifest names them, and those that are gone
        or are not what was kept. What retention took meanwhile is neither.
        """
        kept: dict[str, list[Any]] = {}
        lost: list[str] = []
        for file, size, sha256 in papers:
            name = self.name_of(sha256)
            if store_path(self.folder, name).exists() or self.copy(file, sha256, name):
                kept[file] = [size, sha256, name]
            elif Paper.objects.filter(file=file).exists():
                lost.append(file)
        return kept, lost

    def copy(self, file: str, sha256: str, name: str) -> bool:
        """Whether the paper was as it was kept, and is here now, on the disk."""
        target = store_path(self.folder, name)
        part = target.with_name(name + PART)
        try:
            source = self.storage.open(file, "rb")
        except FileNotFoundError:
            return False
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with source, open(part, "wb", opener=private_opener) as out:
                reader = HashingReader(source)
                if self.is_encrypting:
                    encrypt(reader, out, recipient_of(self.folder))
                else:
                    for chunk in chunks(reader):
                        out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            if reader.digest.hexdigest() != sha256:
                return False
            part.rename(target)
            return True
        finally:
            part.unlink(missing_ok=True)


def is_paper_right(
    source: Readable, target: BinaryIO | None, *, size: int, sha256: str, identity: Any = None
) -> bool:
    """Lays a paper of the store out in `target`, or only reads it; whether it is what was backed up."""
    out = HashingWriter(target)
    if identity is not None:
        decrypt(source, out, identity)  # type: ignore[arg-type]  # it writes as a file does
    else:
        for chunk in chunks(source):
            out.write(chunk)
    return out.size == size and out.digest.hexdigest() == sha256
