"""The archive: one tar file with the signed manifest first; encrypted, it is that file in age's format with
the folder's key beside it in an outer tar.
"""

import os
import tarfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from ongikar.core.command_line import Refusal

from .encryption import KEY_FILE, decrypt, encrypt, open_identity, recipient_of
from .folder import private_opener
from .manifest import Manifest, damage_refusal, read_signed, sign
from .paper_store import HashingWriter, chunks

MANIFEST, SIGNATURE, CONTENT = "manifest.json", "manifest.sig", "content.tar.age"
BLOCK = tarfile.BLOCKSIZE
# The folder of the papers in an archive that contains them.
CARRIED = "papers/"
# More than any manifest of ours has.
MOST_MANIFEST = 1 << 30


def write_archive(path: Path, manifest: Manifest, sources: Mapping[str, Path], *, folder: Path) -> None:
    """Writes and syncs the archive, encrypted where `folder` is. `sources`: path in the archive → the file
    there.
    """
    content = manifest.content()
    with open(path, "xb", opener=private_opener) as out:
        if (folder / KEY_FILE).exists():
            write_encrypted(out, content, sources, folder)
        else:
            write_tar(out, content, sources)
        out.flush()
        os.fsync(out.fileno())


def write_tar(out: IO[bytes], content: bytes, sources: Mapping[str, Path]) -> None:
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.GNU_FORMAT) as tar:
        for name, told in ((MANIFEST, content), (SIGNATURE, sign(content))):
            add_bytes(tar, name, told)
        for name, source in sources.items():
            tar.add(source, arcname=name, recursive=False, filter=private_member)


def private_member(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.mode, member.uid, member.gid, member.uname, member.gname = 0o600, 0, 0, "", ""
    return member


def add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    import io

    member = private_member(tarfile.TarInfo(name))
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def write_encrypted(out: BinaryIO, content: bytes, sources: Mapping[str, Path], folder: Path) -> None:
    """The inner tar goes through a pipe, so that it never lies anywhere in clear. How long it is shows at the
    end, so the head of that member is written last.
    """
    key = (folder / KEY_FILE).read_bytes()
    out.write(member_head(KEY_FILE, len(key)) + key + bytes(-len(key) % BLOCK))
    head = out.tell()
    out.write(bytes(BLOCK))
    with pipe_from(lambda pipe: write_tar(pipe, content, sources)) as reader:
        encrypt(reader, out, recipient_of(folder))
    out.flush()
    size = out.tell() - head - BLOCK
    out.write(bytes(-out.tell() % BLOCK + 2 * BLOCK))
    out.seek(head)
    out.write(member_head(CONTENT, size))


def member_head(name: str, size: int) -> bytes:
    member = private_member(tarfile.TarInfo(name))
    member.size = size
    return member.tobuf(tarfile.GNU_FORMAT)


@contextmanager
def pipe_from(write: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """What `write` writes, to be read at the same time. Its fault is raised at the end, before any that
    follows from it.
    """
    reading, writing = os.pipe()
    faults: list[BaseException] = []

    def work() -> None:
        try:
            with os.fdopen(writing, "wb") as pipe:
                write(pipe)
        except BrokenPipeError:
            # The reading process has ended, for a reason of its own.
            pass
        except BaseException as fault:
            faults.append(fault)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        with os.fdopen(reading, "rb") as reader:
            yield reader
    except Exception:
        thread.join()
        if faults:
            raise faults[0] from None
        raise
    thread.join()
    if faults:
        raise faults[0]


class OpenedArchive:
    """An archive that is read from its beginning to its end: the manifest first, then `lay_out`.

    `identity`: what opens the papers in the store beside it; None where nothing is encrypted. `pem`: the
    public key that signed it.
    """

    def __init__(self, tar: tarfile.TarFile, identity: Any):
        self.tar, self.identity = tar, identity
        content, signature = self.next_bytes(MANIFEST), self.next_bytes(SIGNATURE)
        self.manifest, self.pem = read_signed(content, signature)

    def next_bytes(self, name: str) -> bytes:
        member = self.tar.next()
        if member is None or member.name != name or not member.isfile() or member.size > MOST_MANIFEST:
            raise damage_refusal("এটি অঙ্গীকারের ব্যাকআপ নয়", "it is no backup of Ongikar")
        return self.reader(member).read()

    def reader(self, member: tarfile.TarInfo) -> IO[bytes]:
        file = self.tar.extractfile(member)
        assert file is not None
        return file

    def lay_out(self, folder: Path | None) -> None:
        """Every file of the manifest is written below `folder`, or only read where that is None, and compared
        with its hash. Raises Refusal for one that is missing, differs, or is not named.
        """
        files, seen = self.manifest.files, set()
        while member := self.tar.next():
            if member.name not in files or not member.isfile() or member.name in seen:
                raise damage_refusal(
                    f"তালিকায় নেই এমন কিছু আছে ({member.name})",
                    f"it holds what its manifest does not ({member.name})",
                )
            target = folder / member.name if folder else None
            if target:
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(target or os.devnull, "wb", opener=private_opener) as file:
                out = HashingWriter(file)
                for chunk in chunks(self.reader(member)):
                    out.write(chunk)
                file.flush()
                if target:
                    os.fsync(file.fileno())
            if [out.size, out.digest.hexdigest()] != files[member.name]:
                raise damage_refusal(f"{member.name} বদলে গেছে", f"{member.name} was changed or cut off")
            seen.add(member.name)
        if left := sorted(files.keys() - seen):
            raise damage_refusal(f"{left[0]} নেই", f"{left[0]} is missing")


@contextmanager
def opened_archive(path: Path, passphrase: Callable[[], str]) -> Iterator[OpenedArchive]:
    """Opens an archive, encrypted or not. `passphrase` is asked only where it is. Raises Refusal for what is
    damaged, is no backup, or does not open.
    """
    try:
        with open(path, "rb") as file:
            if not is_encrypted(file):
                with tarfile.open(fileobj=file, mode="r|") as tar:
                    yield OpenedArchive(tar, None)
                return
            with tarfile.open(fileobj=file, mode="r:") as outer:
                key = outer.extractfile(KEY_FILE)
                content = outer.extractfile(CONTENT)
                assert key is not None
                assert content is not None
                identity = open_identity(key.read(), passphrase())
                with (
                    pipe_from(lambda pipe: decrypt(content, pipe, identity)) as reader,  # type: ignore[arg-type]
                    tarfile.open(fileobj=reader, mode="r|") as tar,
                ):
                    yield OpenedArchive(tar, identity)
                    # Read to the very end, since a truncated archive shows only there.
                    for _ in chunks(reader):
                        pass
    except FileNotFoundError:
        raise Refusal(f"{path}: এই নামে কোনো ব্যাকআপ নেই", f"{path}: there is no such backup") from None
    except (tarfile.TarError, EOFError, KeyError):
        raise damage_refusal(
            "ফাইলটি মাঝখানে শেষ বা এটি ব্যাকআপ নয়", "the file ends half-way, or is no backup"
        ) from None


def is_encrypted(file: BinaryIO) -> bool:
    """By what lies in it: a file may have been renamed."""
    first = file.read(BLOCK)
    file.seek(0)
    return first.startswith(KEY_FILE.encode() + b"\0")
