"""Two ways in which an office runs out of room: a disk that is full, and a limit on how large a file may
grow.
"""

import resource
import shutil
import subprocess
from pathlib import Path

from .programs import Program


class SmallDisk:
    """A disk of its own in memory, of which a ballast takes what is left. Needs root, for whom alone disks
    are mounted.
    """

    MOST = 24 * 1024 * 1024

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir()
        words = ["mount", "-t", "tmpfs", "-o", f"size={self.MOST}", "tmpfs", str(folder)]
        self.is_there = subprocess.run(words, capture_output=True, timeout=60).returncode == 0

    def fill_up(self, programs: list[Program]) -> None:
        """To the last whole page, and none of that for us."""
        with open(self.folder / "ballast", "wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(64 * 1024))
            except OSError:
                pass

    def make_room(self, programs: list[Program]) -> None:
        (self.folder / "ballast").unlink()

    def away(self) -> None:
        if self.is_there:
            subprocess.run(["umount", "--lazy", str(self.folder)], timeout=60, check=True)


class FileLimit:
    """Files that may not grow: every process of the programs is held to what its largest file has by now."""

    is_there = True

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir()

    def fill_up(self, programs: list[Program]) -> None:
        self.limit(programs, (self.folder / "ongikar.sqlite3-wal").stat().st_size)

    def make_room(self, programs: list[Program]) -> None:
        self.limit(programs, resource.RLIM_INFINITY)

    def limit(self, programs: list[Program], size: int) -> None:
        for program in programs:
            for process in program.processes:
                resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def away(self) -> None:
        shutil.rmtree(self.folder)
