"""What to say of a file that is shut to us, and of a disk that is full or takes nothing: whose it is and what
to type, in both languages.

Needs no Django: the settings themselves may meet it.
"""

import errno
import os
import shlex
import sqlite3
from pathlib import Path

from .data_owner import Words, data_folder, data_folders, user_name

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# By which databases say the same: SQLite's names, PostgreSQL's code.
FULL_OF_SQLITE, FULL_OF_POSTGRESQL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE"), "53100"
SHUT_OF_SQLITE = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")


def disk_fault_words(fault: BaseException) -> Words | None:
    """In both languages, what this fault or what caused it says of the disk; None where it is another."""
    each: BaseException | None = fault
    while each is not None:
        if isinstance(each, OSError) and (words := os_fault_words(each)):
            return words
        if isinstance(each, sqlite3.Error) and (words := sqlite_fault_words(each)):
            return words
        if getattr(each, "sqlstate", None) == FULL_OF_POSTGRESQL:
            return (
                "ডেটাবেজের ডিস্কে জায়গা নেই। আধখানা কিছু রাখা হয়নি; জায়গা করে আবার দিন।",
                "No room left on the disk of the database. Nothing half-written was kept; make room and try"
                " again.",
            )
        each = each.__cause__
    return None


def os_fault_words(fault: OSError, *, near: Path | None = None) -> Words | None:
    """`near`: where it was at work, for a fault that names no file."""
    if fault.errno in FULL:
        return full_words(near or fault.filename or data_folder())
    if fault.errno in (errno.EACCES, errno.EPERM) and isinstance(fault.filename, str | os.PathLike):
        return shut_words(fault.filename)
    if fault.errno == errno.EROFS:
        place = near or fault.filename or data_folder()
        return (
            f"{place}: ডিস্কে শুধু পড়া যায়, লেখা যায় না।",
            f"{place}: the disk may be read only, and nothing be written.",
        )
    return None


def sqlite_fault_words(fault: sqlite3.Error) -> Words | None:
    name = getattr(fault, "sqlite_errorname", "")
    if name.startswith(FULL_OF_SQLITE):
        return full_words(data_folder())
    file = database_file()
    if not name.startswith(SHUT_OF_SQLITE) or file is None:
        return None
    # SQLite says neither which of its files it is, nor why: the first that is shut.
    for path in (file, Path(f"{file}-wal"), Path(f"{file}-shm"), file.parent):
        if is_shut(path):
            return shut_words(path)
    return None


def database_file() -> Path | None:
    """Where SQLite's database lies; None where it is PostgreSQL's."""
    url = os.environ.get("ONGIKAR_DATABASE", f"sqlite:///{data_folder() / 'ongikar.sqlite3'}")
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


def is_shut(path: Path) -> bool:
    """Whether it is there, or may be, and we have no right to it."""
    try:
        os.stat(path)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return not os.access(path, os.R_OK | os.W_OK)


def full_words(place: str | Path) -> Words:
    return (
        f"{place}: জায়গা নেই। আধখানা কিছু রাখা হয়নি; জায়গা করে আবার দিন।",
        f"{place}: no room left. Nothing half-written was kept; make room and try again.",
    )


def shut_words(path: "str | os.PathLike[str]", *, is_ours: bool = False) -> Words:
    """Of a file or folder that is shut to us: whose it is, and what to type so that it is ours. `is_ours`:
    that it ought to be, wherever it lies.
    """
    us = user_name(os.geteuid())
    shut = _nearest_known(Path(path).absolute())
    found = os.stat(shut)
    if found.st_uid == os.geteuid():
        return (
            f"{shut} খোলা যায় না: {us}-এর নিজের, কিন্তু অনুমতি নেই। রুট হিসেবে দিন:"
            f" chmod u+rwX {shlex.quote(str(shut))}",
            f"{shut} is shut: it belongs to {us}, who has no right to it. As root:"
            f" chmod u+rwX {shlex.quote(str(shut))}",
        )
    whose = user_name(found.st_uid)
    if not (is_ours or _is_ours_to_have(shut)):
        return (
            f"{shut} {whose}-এর, {us} তা খুলতে পারে না। {us} পড়তে ও লিখতে পারে, এমন জায়গা দিন।",
            f"{shut} belongs to {whose}, and {us} has no right to it. Name a place that {us} may read and"
            " write.",
        )
    # A colon alone means the group of a user, which a bare number has none of.
    chown = f"chown -R {us if us.isdigit() else f'{us}:'} {shlex.quote(str(shut))}"
    return (
        f"{shut} {whose}-এর, {us} তা খুলতে পারে না। রুট হিসেবে দিন: {chown}",
        f"{shut} belongs to {whose}, and {us} has no right to it. As root: {chown}",
    )


def _nearest_known(path: Path) -> Path:
    """The path itself, or the folder above that shuts it or in which it would be made."""
    while True:
        try:
            os.stat(path)
            return path
        except OSError:
            path = path.parent


def _is_ours_to_have(path: Path) -> bool:
    """Whether it is of our data, and so ought to be ours: no word is said for giving away another's."""
    given = ("ONGIKAR_KEYS", "ONGIKAR_KEY_FOLDER", "ONGIKAR_RECEIPT_KEY", "ONGIKAR_BACKUP_PASSPHRASE_FILE")
    ours = [*data_folders(), *(Path(os.environ[name]) for name in given if os.environ.get(name))]
    return any(path.is_relative_to(each.absolute()) for each in ours)
