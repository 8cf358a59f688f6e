"""Making a backup while the office works: the database at one moment, the papers it names, the keys."""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from ongikar.core.command_line import Refusal
from ongikar.core.command_progress import each_of, step
from ongikar.core.crypto.key_registry import KEYS, RegisteredKey, replace_file
from ongikar.core.disk_faults import os_fault_words
from ongikar.core.program_version import program_version

from .archive import CARRIED, write_archive
from .databases import DatabaseFacts, take_snapshot
from .encryption import is_encrypting
from .folder import (
    PART,
    AtWork,
    BackupIndex,
    backup_folder,
    name_at,
    rotate,
    write_index,
    write_state,
    writing_in,
)
from .manifest import Manifest, names_of_settings
from .paper_store import CHUNK, PaperStore, store_path

KEY_PATH = "keys/{}"


@contextmanager
def private_files() -> Iterator[None]:
    """Whatever is made inside is its owner's alone, also by other programs."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def make_backup(*, now: datetime, reason: str, is_whole: bool = False) -> BackupIndex:
    """One backup in the folder of backups; older ones go as the rotation says. `reason`: why it is made, in
    a word. `is_whole`: the archive carries its papers itself.

    Raises Refusal with what is wrong; then nothing half-written is left, and the folder's state says why.
    """
    folder = backup_folder()
    try:
        with private_files(), writing_in(folder):
            index = write_backup(folder, now, reason, is_whole)
            write_state(folder, failure=None)
            rotate(folder, settings.ONGIKAR_BACKUP_KEEP)
            return index
    except OSError as fault:
        refusal = disk_refusal(fault, folder)
    except AtWork:
        raise
    except Refusal as fault:
        refusal = fault
    # A folder that could not be made, or a full disk, cannot take the state either.
    with suppress(OSError):
        write_state(folder, failure={"at": now.isoformat(), "words": [refusal.bn, refusal.en]})
    raise refusal


def disk_refusal(fault: OSError, folder: Path) -> Refusal:
    if words := os_fault_words(fault, near=folder):
        return Refusal(*words)
    return Refusal(f"{folder}: লেখা গেল না ({fault})", f"{folder}: could not be written ({fault})")


def work_folder(folder: Path) -> Path:
    """Where the dump lies for a moment, in clear: with the database itself where the backup is encrypted."""
    return (Path(settings.VAR) if is_encrypting(folder) else folder) / f".backup{PART}"


def write_backup(folder: Path, now: datetime, reason: str, is_whole: bool) -> BackupIndex:
    # The moment by which everything acknowledged is in it.
    name = name_at(now, is_encrypted=is_encrypting(folder))
    part, work = folder / (name + PART), work_folder(folder)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    try:
        with step("ডেটাবেজের কপি", "Copying the database"):
            file, facts = take_snapshot(work)
        papers, lost = PaperStore(folder).collect(each_of(facts.papers, "কাগজের কপি", "Copying the documents"))
        sources = {file.name: file, **key_sources(is_apart=is_encrypting(folder))}
        if is_whole:
            sources |= {CARRIED + each[2]: store_path(folder, each[2]) for each in papers.values()}
        manifest = Manifest(
            name=name,
            made_at=now.astimezone(UTC).isoformat(),
            version=program_version(),
            vendor=connection.vendor,
            database=facts.database,
            migrations=facts.migrations,
            counts=facts.counts,
            ends=facts.ends,
            last_entry=facts.last_entry,
            offices=facts.offices,
            keys=[key.name for key in keys_in_archive(is_apart=is_encrypting(folder))],
            given=[key.name for key in KEYS.values() if key.is_given()],
            settings=names_of_settings(),
            files={
                path: [source.stat().st_size, file_digest(source)]
                for path, source in each_of(sources.items(), "ফাইলের ছাপ নেওয়া", "Taking the hash of each file")
            },
            papers=papers,
            lost=lost,
        )
        with step("আর্কাইভ লেখা", "Writing the archive"):
            write_archive(part, manifest, sources, folder=folder)
            index = index_of(manifest, facts, part, reason)
        write_index(folder, index)
        part.rename(folder / name)
        sync_folder(folder)
        return index
    finally:
        part.unlink(missing_ok=True)
        shutil.rmtree(work, ignore_errors=True)


def index_of(manifest: Manifest, facts: DatabaseFacts, part: Path, reason: str) -> BackupIndex:
    return BackupIndex(
        name=manifest.name,
        made_at=manifest.made_at,
        version=manifest.version,
        reason=reason,
        size=part.stat().st_size,
        sha256=file_digest(part),
        is_encrypted=is_encrypting(backup_folder()),
        entries=facts.last_entry,
        cases=facts.counts.get("cases_case", 0),
        lost=manifest.lost,
        papers=sorted({each[2] for each in manifest.papers.values()}),
    )


def keys_in_archive(*, is_apart: bool) -> list[RegisteredKey]:
    """The keys that lie in files, without those that only an encrypted backup may hold, unless `is_apart`."""
    return [
        key
        for key in KEYS.values()
        if not key.is_given() and (is_apart or not key.is_apart) and key.file().exists()
    ]


def key_sources(*, is_apart: bool) -> dict[str, Path]:
    return {KEY_PATH.format(key.file_name): key.file() for key in keys_in_archive(is_apart=is_apart)}


def keys_left_out(folder: Path) -> list[RegisteredKey]:
    """Those that this folder's backups do not hold: they are kept in a file of their own."""
    return [] if is_encrypting(folder) else [key for key in KEYS.values() if key.is_apart]


def save_keys_apart(path: Path) -> None:
    """The keys that no backup in clear holds, in a file of their own for another place."""
    [key] = [key for key in KEYS.values() if key.is_apart]
    if path.exists():
        raise Refusal(f"{path} আগে থেকেই আছে; অন্য নাম দিন।", f"{path} is there already; give another name.")
    with private_files():
        replace_file(path, key.file().read_bytes())


def file_digest(path: Path) -> str:
    with open(path, "rb") as file:
        digest = hashlib.sha256()
        while chunk := file.read(CHUNK):
            digest.update(chunk)
        return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def others_may_read(folder: Path) -> bool:
    """Whether anybody else on the machine may look into the folder of backups."""
    return bool(folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
