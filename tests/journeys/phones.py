"""An office's own network, with a front over TLS before the application, and a phone on it that goes without
a line, is killed and opened again.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

from tests.conftest import CHROMIUM, PASSWORD, PHONE, ROOT, Stage, at_home_in, browser_program, set_up
from tests.navigation import press
from tests.started import SECONDS
from tests.tls_front import HOST, Authority, Front

# The clock of the phone, in the story's time.
MOMENT = "2026-11-23T11:30:00+06:00"
KEPT = "এই ফোনে রাখা হয়েছে"


def open_network(tmp_path_factory, made_by: str, *words: str) -> Iterator[Front]:
    """The front of an office in which a module made something; `made`: the key that it told."""
    front = Front(Authority(tmp_path_factory.mktemp("tls")))
    folder = set_up(tmp_path_factory)
    made = subprocess.run(
        [sys.executable, "-m", made_by, *words],
        cwd=ROOT,
        env=os.environ | at_home_in(folder),
        timeout=SECONDS,
        check=True,
        capture_output=True,
        text=True,
    )
    stage = Stage(folder, address=front.address)
    front.behind, front.made = stage.port, int(made.stdout.split()[-1])
    front.folder = folder
    stage.it_is("2026-11-23T11:30:00")
    yield front
    front.end()
    stage.end()


class Phone:
    """`phone()`: its browser; opened again it has what it kept. `phone.kill()`: no goodbye."""

    def __init__(self, network: Front, chromium, folder) -> None:
        self.network, self.chromium, self.folder, self.context = network, chromium, folder, None

    def __call__(self, *, is_offline=False):
        authority = self.network.authority
        self.context = context = self.chromium.browser_type.launch_persistent_context(
            self.folder,
            executable_path=browser_program(),
            args=[
                *CHROMIUM,
                f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
                f"--ignore-certificate-errors-spki-list={authority.pin}",
                f"--ongikar-phone={self.folder}",
            ],
            viewport=PHONE,
            locale="bn-BD",
            base_url=self.network.address,
            permissions=["geolocation"],
            geolocation={"latitude": 25.7439, "longitude": 89.2752, "accuracy": 12},
        )
        context.clock.install(time=MOMENT)
        context.set_offline(is_offline)
        page = context.pages[0]
        page.set_default_timeout(60_000)
        return page

    def kill(self) -> None:
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline") as file:
                    if f"--ongikar-phone={self.folder}" in file.read().split("\0"):
                        os.kill(int(pid), signal.SIGKILL)
            except (OSError, ProcessLookupError):
                continue

    def close(self) -> None:
        if self.context:
            self.context.close()


def sign_in(page, username: str) -> None:
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    press(page, "main button")
