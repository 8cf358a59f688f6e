"""The folder of backups: its archives, each with a file beside it that says what it is; who may write in it;
and how the last check went.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from ongikar.core.command_line import Refusal, moment_in_words
from ongikar.core.crypto.key_registry import replace_file
from ongikar.operations.rules import kept_backups, read_rotation
from ongikar.rules.bangla.text import grouped_number
from ongikar.rules.number_forms import counting

# The ending of a file that is still being written.
PART = ".part"
PLAIN, ENCRYPTED = ".tar", ".age.tar"
INDEX = ".json"
STATE = "state.json"
# How long a backup made before a change is kept, whatever the rotation says.
BEFORE_A_CHANGE, CHANGE_KEPT = frozenset({"upgrade", "restore"}), timedelta(days=30)
PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class BackupIndex:
    """What lies beside an archive, in clear: enough to list, to rotate and to sweep without opening it.

    Nothing is believed of it that a restore rests on: that stands in the signed manifest inside. `papers`:
    the names in the store of papers that the archive needs. `lost`: papers that were not as they were kept
    when it was made.
    """

    name: str
    made_at: str
    version: str
    reason: str
    size: int
    sha256: str
    is_encrypted: bool
    entries: int
    cases: int
    lost: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


LINES = {
    "bn": "ব্যাকআপ {moment}: আবেদন {cases}টি, কাগজ {papers}টি, {size} MB, {locked}",
    "en": "backup of {moment}: cases: {cases}, documents: {papers}, {size} MB, {locked}",
}
LOCKED = {"bn": ("তালা ছাড়া", "তালাবদ্ধ"), "en": ("not encrypted", "encrypted")}


def backup_line(index: BackupIndex, language: str) -> str:
    """One backup as a line of a command's answer."""
    return counting(
        LINES[language],
        moment=moment_in_words(index.moment, language),
        cases=grouped_number(index.cases, language),
        papers=grouped_number(len(index.papers), language),
        size=grouped_number(max(1, index.size // 1_000_000), language),
        locked=LOCKED[language][index.is_encrypted],
    )


def backup_folder() -> Path:
    return Path(settings.ONGIKAR_BACKUPS)


def name_at(moment: datetime, *, is_encrypted: bool) -> str:
    stem = f"ongikar-{moment.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
    return stem + (ENCRYPTED if is_encrypted else PLAIN)


def index_path(archive: Path) -> Path:
    return archive.with_name(archive.name + INDEX)


def indexes(folder: Path) -> list[BackupIndex]:
    """What lies in the folder, the newest first. An archive without its index was not finished."""
    backups = []
    for path in folder.glob(f"ongikar-*{PLAIN}{INDEX}"):
        if not path.with_name(path.name.removesuffix(INDEX)).exists():
            continue
        try:
            backups.append(BackupIndex(**json.loads(path.read_text("utf-8"))))
        except (OSError, ValueError, TypeError):
            # Damaged: the archive is still there for whoever names it.
            continue
    return sorted(backups, key=lambda each: each.made_at, reverse=True)


def write_index(folder: Path, index: BackupIndex) -> None:
    replace_file(index_path(folder / index.name), json.dumps(asdict(index), ensure_ascii=False).encode())


class AtWork(Refusal):
    """Another one is at it: no fault of the backups, and nothing to be told where their state is."""


@contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """For one process alone. Raises AtWork where another one is at it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path, "a", opener=private_opener) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AtWork(
                f"{path.parent}: আরেকটি ব্যাকআপ বা পরীক্ষা চলছে। সেটি শেষ হলে আবার দিন।",
                f"{path.parent}: another backup or check is at work. Try again when it has ended.",
            ) from None
        yield


@contextmanager
def writing_in(folder: Path) -> Iterator[None]:
    """The folder for one writer alone; what a writer left that was killed is cleared away first."""
    with lock_file(folder / ".lock"):
        clear_leftovers(folder)
        yield


def private_opener(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def clear_leftovers(folder: Path) -> None:
    for path in folder.rglob(f"*{PART}"):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for path in folder.glob(f"ongikar-*{PLAIN}{INDEX}"):
        if not path.with_name(path.name.removesuffix(INDEX)).exists():
            path.unlink(missing_ok=True)


def rotate(folder: Path, text: str) -> list[str]:
    """Take away what the rotation no longer keeps, and the papers that none of the rest needs; the names of
    the archives gone.

    An index that cannot be read stops the sweep of papers: what that archive needs is not known.
    """
    backups = indexes(folder)
    kept = kept_backups([each.moment for each in backups], read_rotation(text))
    kept |= {
        each.moment
        for each in backups
        if each.reason in BEFORE_A_CHANGE and backups[0].moment - each.moment < CHANGE_KEPT
    }
    gone = [each for each in backups if each.moment not in kept]
    for each in gone:
        (folder / each.name).unlink(missing_ok=True)
        index_path(folder / each.name).unlink(missing_ok=True)
    archives = {path.name for path in folder.glob(f"ongikar-*{PLAIN}")}
    left = [each for each in backups if each.moment in kept]
    if archives == {each.name for each in left}:
        needed = {name for each in left for name in each.papers}
        for path in (folder / PAPERS).rglob("*"):
            if path.is_file() and path.name not in needed:
                path.unlink()
    return [each.name for each in gone]


def read_state(folder: Path) -> dict[str, Any]:
    """What is known of the last check and of the last failure; empty where nothing is."""
    try:
        state = json.loads((folder / STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def write_state(folder: Path, **changed: Any) -> None:
    replace_file(
        folder / STATE, json.dumps({**read_state(folder), **changed}, ensure_ascii=False, indent=1).encode()
    )
