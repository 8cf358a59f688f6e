"""Coming back from a backup: laid out and made ready aside, then exchanged with what stands, which is kept.

Until the exchange begins nothing of the office is touched. From then on a note says what is being done, no
program starts, and `finish_exchange` goes on wherever it was stopped.
"""

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import DatabaseError, connection

from ongikar.core.command_line import Refusal
from ongikar.core.command_progress import each_of
from ongikar.core.crypto.key_registry import KEYS, replace_file
from ongikar.core.own_command import command_to_type
from ongikar.journal.ledger_head import head_file
from ongikar.offices.models import Office, Serial
from ongikar.operations.installation_lock import alone, note_finished, note_unfinished, read_unfinished
from ongikar.papers.models import PrivateFolder, private_storage

from .after_restore import RestoredBackup
from .creation import file_digest, sync_folder
from .databases import COPY, exchange_databases, has_database, name_of, other_connections
from .folder import backup_folder, indexes, lock_file, write_state
from .manifest import Manifest
from .staging import Aside, aside_for, holds_cases, lay_out_backup, prepare_place, run_in_copy, take_ring
from .work_in_copy import CopyResult, CopyTask, Words

NO_RING: Words = (
    "এই ব্যাকআপে পরিচয়পত্রের নম্বরের চাবি নেই, এখানেও নেই: --keys FILE দিয়ে চাবির ফাইলটি দিন",
    "the keys of identity numbers are not in this backup, nor here: name their file with --keys FILE",
)


def find_backup(named: str) -> Path:
    """A backup by its path or its name in the folder; "" and "newest" are the newest."""
    folder = backup_folder()
    if named in ("", "newest"):
        backups = indexes(folder)
        if not backups:
            raise Refusal(f"{folder}: এখনো কোনো ব্যাকআপ নেই", f"{folder}: there is no backup yet")
        return folder / backups[0].name
    path = Path(named)
    return path if path.exists() or path.is_absolute() else folder / named


def check_backup(
    path: Path, *, passphrase: Callable[[], str], keys: str, language: str, now: datetime
) -> CopyResult:
    """Restored aside and judged: hashes, counts, the doctor, one number of each key, the ledger with its
    rows. Nothing of the office is touched; the folder's state says how it went.
    """
    aside = aside_for("checking")
    with lock_file(Path(settings.VAR) / ".checking.lock"):
        try:
            with prepare_place(aside):
                manifest, _ = lay_out_backup(path, aside, passphrase=passphrase, with_papers=False)
                has_ring = take_ring(aside, manifest, keys)
                result = run_in_copy(aside, task_of(manifest, language, now, has_ring=has_ring))
            if not has_ring:
                place = 0 if language == "bn" else 1
                result = CopyResult([*result.lines, (False, NO_RING[place])], [*result.faults, NO_RING])
        except Refusal as fault:
            note_check(path, [(fault.bn, fault.en)], now)
            raise
        finally:
            aside.clear()
    note_check(path, result.faults, now)
    return result


def note_check(path: Path, faults: list[Words], now: datetime) -> None:
    """Of a backup in the folder: one that was carried here from elsewhere says nothing of ours."""
    if path.parent.resolve() == backup_folder().resolve():
        told = {"name": path.name, "at": now.isoformat(), "is_good": not faults, "faults": faults}
        write_state(backup_folder(), check=told)


def task_of(manifest: Manifest, language: str, now: datetime, *, has_ring: bool) -> CopyTask:
    return CopyTask(now.isoformat(), language, manifest.counts, manifest.ends, ring_is_missing=not has_ring)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What is exchanged, as it is noted until it is done. `before`: where what stood is kept; `papers` and
    `keys`: whether those are exchanged, too, and which.
    """

    folder: str
    scratch: str
    before: str
    before_database: str
    papers: bool
    keys: list[str]

    @property
    def aside(self) -> Aside:
        return Aside(Path(self.folder), self.scratch)


def restore_backup(
    path: Path,
    *,
    passphrase: Callable[[], str],
    keys: str,
    onto: str,
    without_ring: bool,
    despite_faults: bool,
    language: str,
    now: datetime,
    tell: Callable[[str], None],
) -> Exchange:
    """The installation as the backup has it, with the restore in its ledger; what stood is kept beside it.

    Raises Refusal where a program runs, where cases stand here and their office was not named, or where the
    backup is not good; then nothing was changed.
    """
    aside = aside_for("restoring")
    with alone():
        refuse_unfinished_other("restore")
        refuse_connected()
        stands, name = holds_cases(), office_here()
        if stands and name:
            refuse_unnamed(onto, name)
        with prepare_place(aside):
            manifest, _ = lay_out_backup(path, aside, passphrase=passphrase, with_papers=True)
            if stands and not name:
                # What stands cannot be read: the backup says whose it is.
                refuse_unnamed(onto, manifest.offices[0] if manifest.offices else "ongikar")
            if not take_ring(aside, manifest, keys) and not without_ring:
                raise Refusal(
                    f"{NO_RING[0]}; চিরতরে হারালে --without-keys",
                    f"{NO_RING[1]}; lost for good: --without-keys",
                )
            task = task_of(manifest, language, now, has_ring=(aside.home / "keys.json").exists())
            judge_copy(run_in_copy(aside, task), tell, despite_faults=despite_faults)
            brought = RestoredBackup(manifest.name, file_digest(path), manifest.moment, manifest.last_entry)
            told = asdict(brought) | {"made_at": manifest.made_at}
            settled = CopyTask(now.isoformat(), language, restore=told, given=numbers_given())
            run_in_copy(aside, settled)
            exchange = planned_exchange(aside, now)
        note_unfinished("restore", **asdict(exchange))
        finish_exchange(exchange)
    return exchange


def numbers_given() -> list[list[Any]]:
    """Of each book the last number that what stands here has given, as `CopyTask.given`; nothing where it
    cannot be read. Restored from one backup twice, an office would give the same numbers a second time.
    """
    try:
        return [list(row) for row in Serial.objects.values_list("office__slug", "book", "year", "last")]
    except DatabaseError:
        return []


def judge_copy(result: CopyResult, tell: Callable[[str], None], *, despite_faults: bool) -> None:
    for is_fine, line in result.lines:
        tell(f"  {'✓' if is_fine else '✗'} {line}")
    if result.faults and not despite_faults:
        raise Refusal(
            "ব্যাকআপটি ঠিক নেই (ওপরে দেখুন); এখানে কিছু বদলানো হয়নি। তবু ফেরাতে চাইলে: --despite-faults",
            "The backup is not in order (see above); nothing was changed here. To restore it all the same:"
            " --despite-faults",
        )


def office_here() -> str:
    """The short name of the office that answers first; "" where what stands cannot be read."""
    try:
        slug = Office.objects.order_by("-is_default", "pk").values_list("slug", flat=True).first()
    except DatabaseError:
        slug = None
    return slug or ""


def refuse_unnamed(onto: str, name: str) -> None:
    if onto != name:
        raise Refusal(
            f"এখানে আবেদন আছে। তার জায়গায় ব্যাকআপ ফেরাতে চাইলে নাম লিখুন: --onto {name}",
            f"Cases stand here. To put the backup in their place, type the name: --onto {name}",
        )


def refuse_connected() -> None:
    try:
        others = other_connections()
    except DatabaseError:
        return
    if others:
        raise Refusal(
            f"আরও {others}টি প্রোগ্রাম ডেটাবেজ ব্যবহার করছে। সব মেশিনে থামিয়ে আবার দিন।",
            f"{others} others are connected to the database. Stop them on every machine, then try again.",
        )


def refuse_unfinished_other(what: str) -> None:
    """What was stopped half-way is ended first, by the command that says so."""
    from ongikar.operations.installation_lock import MENDING, NAMES

    if unfinished := read_unfinished():
        bn, en = NAMES[unfinished["what"]]
        command = command_to_type(MENDING[unfinished["what"]])
        raise Refusal(
            f"{bn} মাঝপথে থেমে আছে। আগে শেষ করুন: {command}",
            f"A {en} was stopped half-way. End it first: {command}",
        )


def planned_exchange(aside: Aside, now: datetime) -> Exchange:
    stamp = f"{now:%Y%m%d%H%M%S}"
    ours = name_of(settings.DATABASE_URL) if connection.vendor != "sqlite" else ""
    return Exchange(
        folder=str(aside.folder),
        scratch=aside.scratch,
        before=str(Path(settings.VAR) / f"before-{stamp}"),
        before_database=f"{ours[:40]}_before_{stamp}",
        papers=True,
        keys=[key.name for key in KEYS.values() if (aside.home / key.file_name).exists()],
    )


def finish_restore() -> Exchange:
    """Goes on with a restore that was stopped in the middle of the exchange."""
    with alone():
        unfinished = read_unfinished()
        if not unfinished or unfinished["what"] != "restore":
            raise Refusal("মাঝপথে থেমে থাকা কিছু নেই।", "There is nothing that was stopped half-way.")
        exchange = Exchange(**{name: value for name, value in unfinished.items() if name != "what"})
        finish_exchange(exchange)
        return exchange


def finish_exchange(exchange: Exchange) -> None:
    """Each part that still lies aside takes the place of what stands, which goes to `before`. Safe to run
    again from wherever it was stopped.
    """
    aside, before = exchange.aside, Path(exchange.before)
    before.mkdir(mode=0o700, exist_ok=True)
    exchange_database(exchange)
    if exchange.papers:
        exchange_papers(aside.home / "papers", before / "papers")
    for key in KEYS.values():
        if key.name in exchange.keys and not key.is_given():
            exchange_key(aside.home / key.file_name, key.file(), before / key.file_name)
    # As the restore in the copy's ledger left it, which is signed.
    exchange_key(aside.home / head_file().name, head_file(), before / head_file().name)
    for folder in (before, Path(settings.VAR)):
        sync_folder(folder)
    shutil.rmtree(aside.folder, ignore_errors=True)
    note_finished()


def exchange_database(exchange: Exchange) -> None:
    connection.close()
    if connection.vendor != "sqlite":
        if has_database(exchange.scratch):
            exchange_databases(exchange.scratch, exchange.before_database)
        return
    staged, live = exchange.aside.home / COPY, Path(str(connection.settings_dict["NAME"]))
    if not staged.exists():
        return
    # The log belongs to the file: it goes with it, and never stays behind for another.
    for suffix in ("", "-wal", "-shm"):
        if (stands := live.with_name(live.name + suffix)).exists():
            move(stands, Path(exchange.before) / stands.name)
    move(staged, live)
    sync_folder(live.parent)


def exchange_papers(staged: Path, before: Path) -> None:
    storage = private_storage()
    if not isinstance(storage, PrivateFolder):
        put_papers(staged, storage)
        return
    live = Path(settings.ONGIKAR_PAPERS)
    if not staged.exists():
        return
    if live.exists() and not before.exists():
        move(live, before)
    move(staged, live)


def put_papers(staged: Path, storage: Any) -> None:
    """Into an object storage: what is there already stays, since a paper never changes."""
    for path in each_of(sorted(staged.rglob("*")), "কাগজ জায়গায় রাখা", "Putting the documents in place"):
        name = str(path.relative_to(staged))
        if path.is_file() and not storage.exists(name):
            with open(path, "rb") as file:
                storage.save(name, File(file))


def exchange_key(staged: Path, live: Path, before: Path) -> None:
    if not staged.exists():
        return
    content = staged.read_bytes()
    if live.exists() and not before.exists() and live.read_bytes() != content:
        replace_file(before, live.read_bytes())
    replace_file(live, content)


def move(source: Path, target: Path) -> None:
    """In one step, also onto another disk: there it is copied beside its place first."""
    try:
        source.rename(target)
        return
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, part)
    else:
        shutil.copy2(source, part)
        with open(part, "rb") as file:
            os.fsync(file.fileno())
    part.rename(target)
    shutil.rmtree(source) if source.is_dir() else source.unlink()
