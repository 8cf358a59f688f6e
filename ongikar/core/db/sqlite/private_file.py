"""The database's own files are read by their owner alone, wherever they lie and whoever made the folder."""

import os
import stat

OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def keep_private(path: str) -> None:
    """Make the file for its owner alone if it is not there, and take it from others if it is.

    What is there is never opened here: closing it again would give back the locks that SQLite holds on it
    in this process. The log and its index are made by SQLite with the mode of the file itself.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        for each in (path, f"{path}-wal", f"{path}-shm"):
            take_from_others(each)
    except OSError:
        # No such folder, or no room on the disk: SQLite, which opens it next, says so as the
        # database's own fault.
        pass


def take_from_others(path: str) -> None:
    try:
        found = os.stat(path)
        if found.st_uid == os.geteuid() and found.st_mode & OF_OTHERS:
            os.chmod(path, stat.S_IMODE(found.st_mode) & ~OF_OTHERS)
    except FileNotFoundError:
        # The log of a database that nobody has open.
        pass
