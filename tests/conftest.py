"""A real browser before the whole application, whose clock the story moves."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from .made_once import made_once
from .navigation import press
from .page_checks import AXE
from .started import SECONDS

ROOT = Path(__file__).resolve().parents[1]
# A page's scripts live a second: compiling them well takes longer than they run.
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-opt,--no-maglev",
]
OFFICE = ROOT / "offices" / "rangpur-sadar-ict"
PASSWORD = "ongikar-demo"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def at_home_in(folder: Path) -> dict[str, str]:
    return {"ONGIKAR_VAR": str(folder), "ONGIKAR_DATABASE": f"sqlite:///{folder / 'stage.sqlite3'}"}


def set_up(tmp_path_factory, *options: str) -> Path:
    """A folder with the office in it: set up once for the whole run, and copied for whoever plays there."""

    def make(folder: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "tests.journeys.server", "set-up", *options],
            cwd=ROOT,
            env=os.environ | at_home_in(folder),
            timeout=SECONDS,
            check=True,
        )

    ready = made_once(
        tmp_path_factory, "-".join(["office", *(option.strip("-") for option in options)]), make
    )
    return shutil.copytree(ready, tmp_path_factory.mktemp("stage"), dirs_exist_ok=True)


class Stage:
    """The running application in a folder that was set up: its address, and its clock. `address`: of what
    stands before it on the network, instead of its own.
    """

    def __init__(self, folder: Path, *, address: str = ""):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = port = probe.getsockname()[1]
        self.address = address or f"http://127.0.0.1:{port}"
        self.environment = at_home_in(folder) | {"ONGIKAR_ADDRESS": self.address}
        if address:
            self.environment["ONGIKAR_HOSTS"] = urlsplit(address).hostname
        with open(folder / "log", "w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.journeys.server", str(port)],
                cwd=ROOT,
                env=os.environ | self.environment,
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        assert self.process.stdout.readline().strip() == "ready", (folder / "log").read_text()[-2000:]

    def ask(self, command: str) -> str:
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def it_is(self, moment: str) -> None:
        """Move the clock to a moment of office time, and let the worker do what became due."""
        assert self.ask(f"now {moment}+06:00") == "done"
        self.let_the_worker_work()

    def let_the_worker_work(self) -> None:
        assert self.ask("work") == "done"

    def take_database_away(self) -> None:
        assert self.ask("database away") == "done"

    def bring_database_back(self) -> None:
        assert self.ask("database back") == "done"

    def send_by(self, gateway: str) -> None:
        """From now on SMS leave by the gateway at this address; by none they stay in the tray."""
        assert self.ask(f"sms {gateway}") == "done"

    def numbers(self) -> dict[str, dict]:
        """What opens the demonstration's cases, by what they show."""
        return json.loads(self.ask("numbers"))

    def end(self) -> None:
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """An office on its first morning, a new one for each story: no story finds the clock where another left
    it.
    """
    stage = Stage(set_up(tmp_path_factory))
    yield stage
    stage.end()


def browser_program() -> str:
    """Debian's Chromium: the one that has no window at all does the same work in two thirds of the time."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or "/usr/bin/chromium"


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def someone(chromium, stage):
    """`someone()`: another person at another browser, on a phone 360 pixels wide; `wide=True` at a desk.

    No script runs there unless `scripts=True`; then also the ones a test brings, which the site's own policy
    forbids.
    """
    contexts = []

    def arrive(*, wide=False, scripts=False):
        context = chromium.new_context(
            viewport=DESK if wide else PHONE,
            base_url=stage.address,
            java_script_enabled=scripts,
            bypass_csp=scripts,
            locale="bn-BD",
        )
        contexts.append(context)
        if scripts:
            # Told beforehand it is compiled once for all pages, not at each.
            context.add_init_script(AXE)
        page = context.new_page()
        page.set_default_timeout(60_000)
        return page

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def staff(someone):
    """`staff("karim")`: this person at a desk, signed in by password."""

    def arrive(username, **how):
        page = someone(wide=True, **how)
        page.goto("/sign-in/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", PASSWORD)
        press(page, "main button")
        return page

    return arrive


@pytest.fixture(scope="session")
def kept_scene(tmp_path_factory):
    """The scene of scene.py once a process of the run has lived it, and the folder with its papers."""
    from .kept_rows import KeptScene

    kept = KeptScene.of_run(tmp_path_factory, "scene")
    return kept.folder, kept


@pytest.fixture(scope="module")
def beginning(setting_up, kept_scene):
    """The scene of scene.py in the module's transaction, and the folder with its papers."""
    import time_machine

    from ongikar.office_files import reading

    from . import scene

    folder, kept = kept_scene
    with setting_up(folder), time_machine.travel(scene.NOW, tick=False):
        lived = kept.live(lambda: scene.make_scene(reading.read_office(OFFICE, with_demo=True)))
    return folder, lived


@pytest.fixture(scope="module")
def packed_scene(beginning):
    """What makes the scene for each test."""
    from .packed_scene import pack_scene

    _folder, lived = beginning
    return pack_scene(lived)


@pytest.fixture
def scene(beginning, packed_scene, db, tmp_path):
    """Two offices with all that a page can be about, at the moment NOW; whatever is done to
    them is undone.
    """
    import time_machine
    from django.core.cache import cache

    from .module_data import copy_files
    from .scene import NOW

    folder, _lived = beginning
    copy_files(folder, tmp_path)
    # What was tried at the sign-in of another test is not counted here.
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield packed_scene()


@pytest.fixture
def strict_acts(monkeypatch):
    """The transactions around a test do not count: what the program writes into sealed columns it must write
    in its own.
    """
    from django.db import connection

    from ongikar.journal import row_seals

    def in_act() -> bool:
        return any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)

    monkeypatch.setattr(row_seals, "is_in_transaction", in_act)


@pytest.fixture
def no_office(db):
    """A database in which no office has been loaded yet."""
    from ongikar.charter.models import CharterVersion, Service, Tier
    from ongikar.offices.models import CalendarVersion, Office, Place, Post
    from ongikar.people.models import Holding

    for model in (Tier, Service, CharterVersion, CalendarVersion):
        model.objects.all().delete()
    Holding.objects.all().delete()
    Post.objects.update(superior=None)
    Post.objects.all().delete()
    Place.objects.all().delete()
    Office.objects.all().delete()
