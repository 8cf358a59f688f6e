"""A PostgreSQL of a test's own, which can be taken away and brought back."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg

from tests.started import SECONDS

from .programs import free_port, wait


class Postgres:
    """Started on its own port in a folder of its own. initdb refuses root, for whom Debian's
    user stands in.
    """

    def __init__(self):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        if not found:
            raise FileNotFoundError("PostgreSQL is not installed: sudo apt-get install postgresql")
        self.programs, self.port = found[-1], free_port()
        self.user = "postgres" if os.geteuid() == 0 else None
        # Not below pytest's folder, which that user may not enter.
        self.folder = Path(tempfile.mkdtemp(prefix="ongikar-postgres-"))
        if self.user:
            shutil.chown(self.folder, self.user)
        self.run("initdb", "-D", "data", "-U", "ongikar", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8")
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql://ongikar@127.0.0.1:{self.port}/postgres"

    def run(self, name: str, *words: str) -> None:
        subprocess.run(
            [self.programs / name, *words],
            cwd=self.folder,
            user=self.user,
            group=self.user,
            check=True,
            timeout=SECONDS,
            extra_groups=[] if self.user else None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def start(self) -> None:
        settings = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=40"
        self.run("pg_ctl", "-D", "data", "-l", "log", "-w", "-s", "start", "-o", settings)

    def stop(self) -> None:
        """As a machine that loses its power: connections are cut, and nothing is put in order."""
        mark = self.folder / "data" / "postmaster.pid"
        if mark.exists():
            os.kill(int(re.match(r"\d+", mark.read_text())[0]), signal.SIGQUIT)
            wait(lambda: not mark.exists(), "PostgreSQL has stopped")

    def away(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def count(self, question: str) -> int:
        with psycopg.connect(self.url) as asked:
            return asked.execute(question).fetchone()[0]

    def change(self, statement: str) -> None:
        with psycopg.connect(self.url) as asked:
            asked.execute(statement)
