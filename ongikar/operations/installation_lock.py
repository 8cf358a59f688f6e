"""Who is at work in an installation: its programs side by side, or one change of the whole of it alone; and
what was begun and not ended.

The programs hold a shared lock on a file for as long as they live, a change the only one: the kernel gives
it back however a process ends. What a change must not leave half-done stands in a file until it is done.
"""

import fcntl
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from ongikar.core.command_line import Refusal
from ongikar.core.crypto.key_registry import replace_file
from ongikar.core.data_owner import make_data_folder
from ongikar.core.own_command import command_to_type

LOCK, UNFINISHED = "running.lock", "unfinished.json"
# What was stopped half-way → the words of the command that ends it.
MENDING = {"restore": "restore --finish", "upgrade": "upgrade"}
NAMES = {"restore": ("ফিরিয়ে আনা", "restore"), "upgrade": ("হালনাগাদ", "upgrade")}
_held: list[int] = []


def _opened_lock() -> int:
    # A restore may be the first thing that is done on a machine.
    make_data_folder()
    return os.open(Path(settings.VAR) / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def take_part() -> bool:
    """Hold the installation as one of its programs until this process ends; False where it is being changed
    or was left half-changed, with what to do on stderr. Asking again is nothing.
    """
    if refuse_unfinished():
        return False
    if _held:
        return True
    lock = _opened_lock()
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        print(
            "এই মুহূর্তে ব্যাকআপ থেকে ফেরানো বা হালনাগাদ চলছে। শেষ হলে চালু করুন।\nA restore or an upgrade is at work."
            " Start when it has ended.",
            file=sys.stderr,
        )
        return False
    _held.append(lock)
    return True


@contextmanager
def alone() -> Iterator[None]:
    """The installation for a change of the whole of it. Raises Refusal while any of its programs runs."""
    lock = _opened_lock()
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Refusal(
            "প্রোগ্রাম চলছে। আগে থামান (Ctrl+C, বা systemctl stop ongikar), তারপর আবার দিন।",
            "The program is running. Stop it first (Ctrl+C, or systemctl stop ongikar), then try again.",
        ) from None
    finally:
        os.close(lock)


def unfinished_path() -> Path:
    return Path(settings.VAR) / UNFINISHED


def read_unfinished() -> dict[str, Any] | None:
    """What was begun and not ended, as it was noted; None where nothing was."""
    try:
        unfinished = json.loads(unfinished_path().read_text("utf-8"))
    except FileNotFoundError:
        return None
    assert isinstance(unfinished, dict)
    return unfinished


def note_unfinished(what: str, **told: Any) -> None:
    """On the disk before it returns: from now on no program starts until `note_finished`."""
    replace_file(unfinished_path(), json.dumps({"what": what, **told}).encode())


def note_finished() -> None:
    unfinished_path().unlink(missing_ok=True)


def refuse_unfinished() -> bool:
    """Whether a change was stopped half-way; then the one command that mends it stands on stderr."""
    if (unfinished := read_unfinished()) is None:
        return False
    bn, en = NAMES[unfinished["what"]]
    command = command_to_type(MENDING[unfinished["what"]])
    print(
        f"{bn} মাঝপথে থেমে গেছে। শেষ করতে: {command}\nThe {en} was stopped half-way. To end it: {command}",
        file=sys.stderr,
    )
    return True
