"""Writing a file so that whoever is told "it is kept" is told the truth, also after the power was cut."""

import os
from collections.abc import Iterable
from pathlib import Path

# What is being written is called so until the disk has it: nothing that ends in a paper's own suffix is
# ever half there.
PART = ".part"


def write_durably(path: Path, pieces: Iterable[bytes], *, file_mode: int, folder_mode: int) -> None:
    """Write the pieces to a new file at `path`, and return once file and folder are on the disk.

    Raises FileExistsError where something is there already, and OSError where the disk refuses; then nothing
    is left.
    """
    make_folders(path.parent, folder_mode)
    part = path.with_name(path.name + PART)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, file_mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            raise FileExistsError(path)
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_folders(folder: Path, mode: int) -> None:
    """Make the folder and those above it that are not there, each known to the disk before anything lies in
    it.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=mode, exist_ok=True)
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Names live in their folder: a file on the disk without its name there is lost."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
