"""A real browser before the whole application, whose clock the story moves."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]  # fmt: skip
PASSWORD = "ongikar-demo"


class Stage:
    """The running application: its address, and its clock."""

    def __init__(self, process, address):
        self.process, self.address = process, address

    def tell(self, command: str) -> None:
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline().strip() == "done"

    def it_is(self, moment: str) -> None:
        """Move the clock to a moment of office time, and let the worker do what became due."""
        self.tell(f"now {moment}+06:00")
        self.tell("work")

    def let_the_worker_work(self) -> None:
        self.tell("work")


@pytest.fixture(scope="session")
def stage(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stage")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "ONGIKAR_VAR": str(folder), "ONGIKAR_DATABASE": f"sqlite:///{folder / 'stage.sqlite3'}",
        "ONGIKAR_ADDRESS": f"http://127.0.0.1:{port}",
    }  # fmt: skip
    with open(folder / "log", "w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.server", str(port)], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
        )  # fmt: skip
    assert process.stdout.readline().strip() == "ready", (folder / "log").read_text()[-2000:]
    yield Stage(process, f"http://127.0.0.1:{port}")
    process.stdin.close()
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=CHROMIUM
        )
        yield browser
        browser.close()


@pytest.fixture
def someone(chromium, stage):
    """`someone()`: another person at another browser, on a phone 360 pixels wide; `wide=True` at a desk."""
    contexts = []

    def arrive(*, wide=False, scripts=False):
        size = {"width": 1280, "height": 900} if wide else {"width": 360, "height": 740}
        context = chromium.new_context(
            viewport=size, base_url=stage.address, java_script_enabled=scripts, locale="bn-BD"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        return page

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def staff(someone):
    """`staff("karim")`: this person at a desk, signed in by password."""

    def arrive(username):
        page = someone(wide=True)
        page.goto("/sign-in/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        return page

    return arrive
