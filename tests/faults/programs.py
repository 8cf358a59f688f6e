"""The office's own programs as an office runs them: web and worker, started, killed and
asked from without.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from tests.started import BUSY, SECONDS

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "a" * 32
FORM = "application/x-www-form-urlencoded"
Words = Sequence[tuple[str, str | bytes]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(environment: dict[str, str], *words: str) -> None:
    """`python -m WORDS`, to its end."""
    command = [sys.executable, "-m", *words]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=SECONDS)


def make_office(folder: Path, *, drafts: int, database: str | None = None, **more: str) -> dict[str, str]:
    """The environment of an office of its own, with applications filled in and not yet sent."""
    environment = os.environ | {
        "ONGIKAR_VAR": str(folder),
        "ONGIKAR_WEB_WORKERS": "2",
        "ONGIKAR_OFFICES": str(allow_messages_at_any_hour(folder)),
        "ONGIKAR_DATABASE": database or f"sqlite:///{folder / 'ongikar.sqlite3'}",
        **more,
    }
    run(environment, "ongikar", "prepare", "--no-cases")
    run(environment, "benchmarks", "fill", "--cases", "0", "--drafts", str(drafts))
    return environment


def allow_messages_at_any_hour(folder: Path) -> Path:
    """The offices, whose messages go at any hour: what is tried here is tried at night, too."""
    offices = folder / "offices"
    if not offices.exists():
        shutil.copytree(ROOT / "offices", offices)
        for file in offices.glob("*/office.toml"):
            text = re.sub(r"(?m)^(citizens|officers) = .*$", r'\1 = [["00:00", "23:59"]]', file.read_text())
            file.write_text(text)
    return offices


class Program:
    """One program of ours, in a process group of its own, that can be killed with all below it and started
    again.
    """

    def __init__(self, environment: dict[str, str], *words: str):
        self.environment, self.words = environment, words
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ongikar", *self.words],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )

    def kill(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    @property
    def processes(self) -> list[int]:
        """Itself and all below it."""
        stats = {int(path.parent.name): path for path in Path("/proc").glob("[0-9]*/stat")}
        return [pid for pid, path in stats.items() if session_of(path) == self.process.pid]


def session_of(stat: Path) -> int | None:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[3])
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What a browser gets; status 0 where nobody answers."""

    status: int
    page: str = ""
    location: str = ""

    def hidden(self) -> list[tuple[str, str]]:
        """What a form on the page would send by itself."""
        found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', self.page)
        return [(unescape(name), unescape(value)) for name, value in found]

    def action(self) -> str:
        return unescape(re.search(r'<form method="post" action="([^"]*)"', self.page)[1])


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


class Site:
    """The office's address, as somebody at a browser without cookies of its own meets it."""

    def __init__(self, port: int):
        self.port = port

    def get(self, path: str) -> PageAnswer:
        return self.ask(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}"))

    def post(self, path: str, words: Words = (), files: Words = ()) -> PageAnswer:
        """Send a form: names with what was typed, and names with what is in the files chosen."""
        words = [
            ("csrfmiddlewaretoken", TOKEN),
            *(pair for pair in words if pair[0] != "csrfmiddlewaretoken"),
        ]
        body, kind = multipart_body(words, files) if files else (urlencode(words).encode(), FORM)
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body)
        request.add_header("Cookie", f"csrftoken={TOKEN}")
        request.add_header("Content-Type", kind)
        return self.ask(request)

    def send(self, number: int, root: str = "") -> PageAnswer:
        """Press “send” on one of the applications; its receipt's address is where the answer leads."""
        return self.post(f"{root}/apply/bench-{number:06d}/check/")

    def ask(self, request: urllib.request.Request) -> PageAnswer:
        opener = urllib.request.build_opener(NoRedirect)
        try:
            with opener.open(request, timeout=60) as answer:
                return PageAnswer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as answer:
            return PageAnswer(answer.code, answer.read().decode(), answer.headers.get("Location", ""))
        except OSError:
            return PageAnswer(0)


def multipart_body(words: Words, files: Words) -> tuple[bytes, str]:
    """A body with files in it, and what it calls itself (RFC 7578)."""
    parts = [(f'name="{name}"', value.encode()) for name, value in words]
    parts += [(f'name="{name}"; filename="{name}.jpg"', content) for name, content in files]
    body = b"".join(
        f"--{TOKEN}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    )
    return body + f"--{TOKEN}--\r\n".encode(), f"multipart/form-data; boundary={TOKEN}"


def wait(until: Callable[[], object], what: str, seconds: float = 20) -> None:
    """Until this is so; fails where it does not become so. `seconds`: of a quiet machine."""
    seconds *= BUSY
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, f"{what}: not after {seconds} seconds"
        time.sleep(0.1)
