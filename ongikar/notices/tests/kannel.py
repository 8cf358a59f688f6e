"""A real Kannel on ports of its own: bearerbox and smsbox, and its own pretended operator at the far end.

Debian: kannel and kannel-extras. Kannel's user guide, chapters "Setting up a SMS Center" and "SMSBox".
"""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import unquote_to_bytes

# Debian keeps daemons where not every shell looks.
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
OPERATOR = "/usr/lib/kannel/test/fakesmsc"
SETTINGS = """
group = core
admin-port = {admin}
admin-password = secret
smsbox-port = {boxes}
box-allow-ip = 127.0.0.1
box-deny-ip = "*.*.*.*"

group = smsc
smsc = fake
host = 127.0.0.1
port = {operator}
connect-allow-ip = 127.0.0.1
reconnect-delay = 1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1

group = sendsms-user
username = ongikar
password = secret
concatenation = true
max-messages = 10
"""
# What bearerbox says when these have come to it, and the ports that each opens.
CONNECTED = {"operator": "Fakesmsc client connected", "smsbox": "Client connected from"}
OPENS = {"bearerbox": ["boxes", "operator"], "operator": [], "smsbox": ["sendsms"]}
# What the operator says it got: from, to, and the text; a joined part has a header before it.
GOT = re.compile(
    r"Got message \d+: <(?P<sender>\S+) (?P<to>\S+) (?:udh (?P<header>\S+) )?(?P<form>text|data|ucs-2)"
    r" (?P<text>.*)>$"
)


@dataclass(frozen=True, slots=True)
class SmsPart:
    """One part of a message as it goes over the air; `header` is empty where it travels alone."""

    sender: str
    to: str
    header: bytes
    is_ucs2: bool
    text: str


def parse_sms_part(line: str) -> SmsPart | None:
    if not (got := GOT.search(line)):
        return None
    header = unquote_to_bytes(got["header"] or "")
    if got["form"] == "text":
        return SmsPart(got["sender"], got["to"], header, False, got["text"])
    carried = unquote_to_bytes(got["text"].replace("+", " "))
    # No text of the default alphabet has a null or a tab; in UCS-2 every space and every Bangla letter has.
    is_ucs2 = b"\0" in carried or b"\t" in carried
    return SmsPart(
        got["sender"], got["to"], header, is_ucs2, carried.decode("utf-16-be" if is_ucs2 else "utf-8")
    )


def free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


@dataclass
class Kannel:
    """The three programs, each of which can be ended and started again."""

    folder: Path
    running: dict[str, subprocess.Popen] = field(default_factory=dict)

    def __post_init__(self):
        if not (shutil.which("bearerbox", path=PATH) and Path(OPERATOR).exists()):
            raise FileNotFoundError(
                "Kannel is not installed, so the SMS gateway cannot be tried: sudo apt-get install kannel"
                " kannel-extras"
            )
        names = ("admin", "boxes", "operator", "sendsms")
        self.ports = dict(zip(names, free_ports(len(names)), strict=True))
        (self.folder / "kannel.conf").write_text(SETTINGS.format(**self.ports))
        self.words = {
            "bearerbox": ["bearerbox", "-v", "1", "kannel.conf"],
            "operator": [
                OPERATOR,
                "-H",
                "127.0.0.1",
                "-r",
                str(self.ports["operator"]),
                "-m",
                "0",
                "1 2 text x",
            ],
            "smsbox": ["smsbox", "-v", "1", "kannel.conf"],
        }

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.ports['sendsms']}/cgi-bin/sendsms?username=ongikar&password=secret&from=16123"

    def start(self, *names: str) -> None:
        """Start these programs, each to the point where it does its work."""
        for name in names:
            seen = self.connected(name)
            with open(self.folder / f"{name}.log", "a") as log:
                self.running[name] = subprocess.Popen(
                    self.words[name], cwd=self.folder, env={"PATH": PATH}, stdout=log, stderr=log
                )
            self.wait(partial(self.is_ready, name, seen), name)

    def connected(self, name: str) -> int:
        """How often this one has come to bearerbox by now."""
        return self.log("bearerbox").count(CONNECTED[name]) if name in CONNECTED else 0

    def is_ready(self, name: str, seen: int) -> bool:
        has_come = name not in CONNECTED or self.connected(name) > seen
        return has_come and all(is_open(self.ports[each]) for each in OPENS[name])

    def end(self, *names: str) -> None:
        for name in names or list(self.running):
            process = self.running.pop(name)
            process.kill()
            process.wait(10)

    def log(self, name: str) -> str:
        log = self.folder / f"{name}.log"
        return log.read_text("utf-8", "replace") if log.exists() else ""

    def got(self, count: int) -> list[SmsPart]:
        """What the operator has got by now, once it is at least so many parts."""
        self.wait(lambda: len(self.parts()) >= count, "operator")
        # One too many would come at once behind the last.
        time.sleep(0.3)
        return self.parts()

    def parts(self) -> list[SmsPart]:
        return [part for line in self.log("operator").splitlines() if (part := parse_sms_part(line))]

    def wait(self, until: Callable[[], bool], name: str, seconds: float = 10) -> None:
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, f"{name} is not there: {self.log(name)[-2000:]}"
            time.sleep(0.02)


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
