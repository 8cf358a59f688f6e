"""Writing a file that holds a key: read by its owner only, whole or not at all, on the disk before it is used."""

import os
import tempfile
from pathlib import Path


def write_once(path: Path, content: bytes) -> bool:
    """Make the file where there is none. Of two processes at once the first one's stays; says whether it was ours."""
    made = _written_beside(path, content)
    try:
        os.link(made, path)
    except FileExistsError:
        return False
    finally:
        os.unlink(made)
    _sync_folder(path.parent)
    return True


def replace(path: Path, content: bytes) -> None:
    """In one step: whoever reads finds the file as it was or as it is now."""
    os.replace(_written_beside(path, content), path)
    _sync_folder(path.parent)


def _written_beside(path: Path, content: bytes) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp gives mode 0600.
    descriptor, name = tempfile.mkstemp(prefix=".keys-", dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return name


def _sync_folder(folder: Path) -> None:
    """The name of the file, too, is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
