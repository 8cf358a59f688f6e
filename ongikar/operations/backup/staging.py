"""A backup laid out aside as an installation of its own: there it is judged and, for a restore, settled."""

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from ongikar.cases.models import Case
from ongikar.core.command_line import Refusal
from ongikar.core.command_progress import each_of, step
from ongikar.core.crypto.key_registry import KEYS
from ongikar.operations.forked_processes import end_with_us
from ongikar.papers.receipt_key import ReceiptKeyFault, public_pem

from .archive import CARRIED, OpenedArchive, opened_archive
from .creation import KEY_PATH, disk_refusal, private_files
from .databases import (
    COPY,
    DUMP_FILE,
    SQLITE_FILE,
    create_database,
    drop_database,
    name_of,
    run_postgresql,
    url_of,
)
from .folder import private_opener
from .manifest import Manifest, damage_refusal, key_mark
from .paper_store import CHUNK, is_paper_right, store_path
from .work_in_copy import CopyResult, CopyTask

HOME = "home"
# By which programs say that a disk is full.
FULL = ("disk is full", "No space left", "File too large", "disk I/O")
# Where the environment may put a key elsewhere: in the copy they all lie in its own folder.
PLACES = ("ONGIKAR_KEYS", "ONGIKAR_KEY_FOLDER", "ONGIKAR_RECEIPT_KEY", "ONGIKAR_PAPERS_STORAGE")
LANGUAGES = ("bn", "en")


@dataclass(frozen=True, slots=True)
class Aside:
    """A folder beside the installation. `home`: the installation laid out in it. `scratch`: the name of its
    database on the server of PostgreSQL.
    """

    folder: Path
    scratch: str

    @property
    def home(self) -> Path:
        return self.folder / HOME

    @property
    def database_url(self) -> str:
        if connection.vendor == "sqlite":
            return f"sqlite:///{self.home / COPY}"
        return url_of(self.scratch)

    def clear(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if connection.vendor != "sqlite":
            drop_database(self.scratch)


def aside_for(purpose: str) -> Aside:
    ours = name_of(settings.DATABASE_URL) if connection.vendor != "sqlite" else ""
    return Aside(Path(settings.VAR) / f".{purpose}", f"{ours[:40]}_{purpose}")


@contextmanager
def prepare_place(aside: Aside) -> Iterator[None]:
    """The place for a copy, empty; cleared again where something fails. A full disk is told as one."""
    with private_files():
        try:
            aside.clear()
            aside.home.mkdir(parents=True, mode=0o700)
            yield
        except OSError as fault:
            aside.clear()
            raise disk_refusal(fault, aside.folder) from None
        except BaseException:
            aside.clear()
            raise


def lay_out_backup(
    path: Path, aside: Aside, *, passphrase: Callable[[], str], with_papers: bool
) -> tuple[Manifest, bytes]:
    """Everything of the backup, each file compared with its hash; the papers are only read unless
    `with_papers`. Returns the manifest and the public key that signed it. Raises Refusal with what is wrong.
    """
    with opened_archive(path, passphrase) as archive:
        manifest = archive.manifest
        judge_origin(manifest, archive.pem)
        with step("ব্যাকআপ খোলা", "Unpacking the backup"):
            archive.lay_out(aside.folder)
    for name in manifest.files:
        if name.startswith(KEY_PATH.format("")):
            (aside.folder / name).rename(aside.home / Path(name).name)
    lay_out_papers(path, archive, aside, with_papers=with_papers)
    with step("ডেটাবেজ পাশে সাজানো", "Laying the database out aside"):
        load_database(aside)
    return manifest, archive.pem


def lay_out_papers(path: Path, archive: OpenedArchive, aside: Aside, *, with_papers: bool) -> None:
    if with_papers:
        # Also where the backup knows of none: those that stand now go aside.
        (aside.home / "papers").mkdir()
    papers = archive.manifest.papers.items()
    for file, (size, sha256, name) in each_of(papers, "কাগজ মেলানো", "Comparing the documents"):
        carried = aside.folder / CARRIED / name
        source = carried if carried.exists() else store_path(path.parent, name)
        try:
            with open(source, "rb") as reader, opened_paper(aside, file, with_papers) as out:
                is_right = is_paper_right(reader, out, size=size, sha256=sha256, identity=archive.identity)
        except FileNotFoundError:
            raise damage_refusal(
                f"কাগজ {file} ব্যাকআপের ফোল্ডারে নেই ({source})",
                f"the document {file} is not in the folder of backups ({source})",
            ) from None
        if not is_right:
            raise damage_refusal(f"কাগজ {file} বদলে গেছে", f"the document {file} was changed or cut off")
    shutil.rmtree(aside.folder / CARRIED, ignore_errors=True)


@contextmanager
def opened_paper(aside: Aside, file: str, is_kept: bool) -> Iterator[BinaryIO | None]:
    if not is_kept:
        yield None
        return
    target = aside.home / "papers" / file
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(target, "wb", opener=private_opener) as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


def load_database(aside: Aside) -> None:
    packed, dump = aside.folder / SQLITE_FILE, aside.folder / DUMP_FILE
    if connection.vendor == "sqlite":
        import gzip

        with gzip.open(packed, "rb") as source, open(aside.home / COPY, "wb", opener=private_opener) as out:
            shutil.copyfileobj(source, out, CHUNK)
            out.flush()
            os.fsync(out.fileno())
        packed.unlink()
        return
    create_database(aside.scratch)
    words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(dump)]
    run_postgresql("pg_restore", *words, url=aside.database_url)
    dump.unlink()


def judge_origin(manifest: Manifest, pem: bytes) -> None:
    """Raises Refusal for a backup of another sort of database, of a newer version, or of another
    installation while this one holds cases.
    """
    if manifest.vendor != connection.vendor:
        raise Refusal(
            f"ব্যাকআপটি {manifest.database}-এর, এখানে চলে {connection.vendor}। ONGIKAR_DATABASE সেভাবে দিন।",
            f"The backup is of {manifest.database}, and this installation runs on {connection.vendor}. Set"
            " ONGIKAR_DATABASE accordingly.",
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest.migrations) - known):
        raise Refusal(
            f"ব্যাকআপটি নতুন সংস্করণের ({manifest.version}); এই প্রোগ্রাম {newer[0]} চেনে না। সেই সংস্করণ দিয়ে ফেরান।",
            f"The backup is of a newer version ({manifest.version}): this program does not know {newer[0]}."
            " Restore it with that version.",
        )
    try:
        ours = public_pem(settings.ONGIKAR_RECEIPT_KEY) if settings.ONGIKAR_RECEIPT_KEY.exists() else pem
    except ReceiptKeyFault:
        ours = pem
    if ours.strip() != pem.strip() and holds_cases():
        raise Refusal(
            f"ব্যাকআপটি অন্য একটি স্থাপনার (চাবি {key_mark(pem)}, এখানকার {key_mark(ours)})। এখানে কিছু বদলানো হয়নি।",
            f"The backup is of another installation (its key {key_mark(pem)}, ours {key_mark(ours)})."
            " Nothing was changed here.",
        )


def holds_cases() -> bool:
    """Whether anything stands here that a restore would put aside; what cannot be read may hold anything."""
    try:
        return Case.objects.exists()
    except DatabaseError:
        return not is_empty_database()


def is_empty_database() -> bool:
    try:
        return not connection.introspection.table_names()
    except DatabaseError:
        return False


def take_ring(aside: Aside, manifest: Manifest, given: str) -> bool:
    """The keys that a backup in clear does not hold: from the file that was given, else from where the
    installation has them. Whether all are there now.
    """
    for key in KEYS.values():
        if not key.is_apart or key.name in manifest.keys:
            continue
        source = Path(given) if given else key.file()
        if not source.exists():
            if given:
                raise Refusal(f"{given}: ফাইলটি নেই", f"{given}: there is no such file")
            return False
        shutil.copyfile(source, aside.home / key.file_name)
    return True


def run_in_copy(aside: Aside, task: CopyTask) -> CopyResult:
    """The task in a process of its own, whose installation is the copy. Raises Refusal where it ended without
    a result, with its last words.
    """
    asked, answer = aside.folder / "task.json", aside.folder / "result.json"
    asked.write_text(json.dumps(asdict(task)), "utf-8")
    settling = ("পাশের কপিতে ফেরার কথা লেখা", "Entering the restore in the copy")
    judging = ("পাশের কপি যাচাই: খতিয়ান, সারি, চাবি", "Judging the copy: ledger, rows, keys")
    with step(*(settling if task.restore else judging)):
        ran = work_in(aside, asked, answer)
    if ran.returncode:
        if any(
            words in ran.stderr for words in ("disk is full", "No space left", "File too large", "disk I/O")
        ):
            raise OSError(errno.ENOSPC, "no room")
        last = (ran.stderr.strip().splitlines() or [f"status {ran.returncode}"])[-1]
        raise Refusal(f"পাশের কপিটি দেখা গেল না: {last}", f"The copy aside could not be judged: {last}")
    if connection.vendor == "sqlite":
        settle_log(aside.home / COPY)
    report: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    return CopyResult(
        [(bool(fine), str(line)) for fine, line in report["lines"]], [(bn, en) for bn, en in report["faults"]]
    )


def work_in(aside: Aside, asked: Path, answer: Path) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in os.environ.items() if name not in PLACES}
    return subprocess.run(
        [sys.executable, "-m", "ongikar.operations.backup.work_in_copy", str(asked), str(answer)],
        env=given | {"ONGIKAR_VAR": str(aside.home), "ONGIKAR_DATABASE": aside.database_url},
        cwd=settings.ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        preexec_fn=end_with_us(),
    )


def settle_log(path: Path) -> None:
    """What stands in the log of a copy is written into its file, and the file is on the disk: it alone is
    exchanged.
    """
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    with open(path, "rb") as file:
        os.fsync(file.fileno())
    if path.with_name(f"{path.name}-wal").exists():
        raise Refusal("পাশের কপিটি এখনো কেউ খুলে রেখেছে।", "Somebody still has the copy aside open.")
