"""Root gives commands to an installation that runs as another user: nothing of root's is left in its folder,
and the service goes on. Whoever is neither root nor that user is told what to type.
"""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.started import SECONDS

from .programs import ROOT, Program, Site, free_port, wait

# Users whom nothing names, as in a container.
OWNER, STRANGER = 47_110, 47_111
OFFICE = "rangpur-sadar-ict"
QUESTION = [("question", "কয়টি ল্যাব চালু আছে?"), ("form_wanted", "written"), ("receive_by", "collect")]

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give commands as another user")


def may_read_the_program(user: int) -> bool:
    words = [sys.executable, "-c", "import ongikar.core.data_owner, django"]
    settings = {"cwd": "/", "env": os.environ | {"PYTHONPATH": str(ROOT)}, "capture_output": True}
    try:
        ran = subprocess.run(
            words, user=user, group=user, extra_groups=[], timeout=SECONDS, check=False, **settings
        )
    except PermissionError:
        return False
    return ran.returncode == 0


@pytest.fixture
def place():
    """A folder that everybody may enter, as pytest's own is not."""
    if not may_read_the_program(OWNER):
        pytest.skip("the checkout lies where no other user may enter")
    made = Path(tempfile.mkdtemp(prefix="ongikar-owner-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


class Installation:
    """One whose folder, and whose folder of backups, belong to another user."""

    def __init__(self, place: Path, owner: int, mode: int = 0o700):
        self.folder, self.backups = place / "data", place / "backups"
        for each in (self.folder, self.backups):
            each.mkdir(mode=mode)
            each.chmod(mode)
            os.chown(each, owner, owner)
        self.environment = os.environ | {
            "ONGIKAR_VAR": str(self.folder),
            "ONGIKAR_BACKUPS": str(self.backups),
            "ONGIKAR_DATABASE": f"sqlite:///{self.folder / 'ongikar.sqlite3'}",
            "ONGIKAR_WEB_WORKERS": "1",
        }

    def run(self, *words: str, user: int | None = None) -> subprocess.CompletedProcess:
        """`ongikar WORDS`, as root or as this user."""
        settings = {} if user is None else {"user": user, "group": user, "extra_groups": []}
        return subprocess.run(
            [sys.executable, "-m", "ongikar", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
            **settings,
        )

    def run_in_turn(self, *words: str) -> subprocess.CompletedProcess:
        """Again, where the worker is at its own backup or drill at this very moment."""
        until = time.monotonic() + SECONDS
        while "is at work. Try again" in (ran := self.run(*words)).stderr and time.monotonic() < until:
            time.sleep(1)
        return ran

    def do(self, *words: str, status: int = 0) -> str:
        ran = self.run(*words)
        assert ran.returncode == status, ran.stdout + ran.stderr
        assert "Traceback" not in ran.stderr
        return ran.stdout + ran.stderr

    def not_of(self, owner: int) -> list[str]:
        """What lies there and is not this user's, or may be read by others."""
        found = []
        for path in (path for folder in (self.folder, self.backups) for path in [folder, *folder.rglob("*")]):
            known = path.lstat()
            if known.st_uid != owner or known.st_mode & stat.S_IRWXO:
                found.append(f"{path} {known.st_uid} {known.st_mode:o}")
        return found


def users_of(program: Program) -> set[str]:
    lines = [Path(f"/proc/{pid}/status").read_text().splitlines() for pid in program.processes]
    return {line for each in lines for line in each if line.startswith("Uid:")}


def test_root_gives_every_command_and_the_service_of_another_user_goes_on(place, start):
    home, site = Installation(place, OWNER), Site(free_port())
    home.do("prepare", "--no-demo")
    assert home.not_of(OWNER) == []
    web = start(home.environment, "web", "--port", str(site.port))
    worker = start(home.environment, "worker")
    wait(lambda: site.get("/readyz").status == 200, "the site is ready", 60)
    for program in (web, worker):
        assert users_of(program) == {f"Uid:\t{OWNER}\t{OWNER}\t{OWNER}\t{OWNER}"}
    running = (web.process.pid, worker.process.pid, sorted(web.processes))

    beside = [
        (["doctor"], None),
        (["backup", "--language", "en"], 0),
        (["backup", "--language", "en"], 0),
        (["restore", "--check", "--language", "en"], 0),
        (["keys", "rotate"], 0),
        (["certificate", "new-key"], 0),
        (["manage", "check"], 0),
        # These two change the whole, and are refused while the service runs.
        (["restore", "newest", "--onto", OFFICE], 1),
        (["upgrade"], 1),
    ]
    for words, status in beside:
        ran = home.run_in_turn(*words)
        assert status is None or ran.returncode == status, (words, ran.stdout, ran.stderr)
        assert "Traceback" not in ran.stderr, words
        assert home.not_of(OWNER) == [], words
        assert site.post("/services/citizen-1/apply/", QUESTION).status == 302, words
    # The probe keeps an answer for two seconds.
    time.sleep(2.5)
    assert site.get("/readyz").status == 200
    assert (web.process.pid, worker.process.pid, sorted(web.processes)) == running
    assert len([*home.backups.glob("ongikar-*.tar")]) == 2

    for program in (web, worker):
        program.kill()
    home.do("restore", "newest", "--onto", OFFICE)
    assert "nothing to do" in home.do("upgrade", "--language", "en")
    assert home.not_of(OWNER) == []
    web.start()
    wait(lambda: site.get("/readyz").status == 200, "the site is ready again", 60)
    assert site.post("/services/citizen-1/apply/", QUESTION).status == 302


@pytest.mark.slow
def test_what_root_writes_elsewhere_is_roots_and_nothing_of_it_lies_in_the_data(place):
    home, server = Installation(place, OWNER), place / "server"
    server.mkdir(mode=0o700)
    # Before there is a database, and again afterwards.
    home.do("install", "--folder", str(server), "--address", "https://office.example.gov.bd")
    home.do("prepare", "--no-demo")
    home.do("install", "--folder", str(server), "--address", "https://office.example.gov.bd")
    home.do("office", "export", str(server / OFFICE))
    home.do(
        *("office", "new", "new-office", "--in", str(server), "--bn", "ক", "--en", "A", "--code", "1234"),
        *("--department-bn", "খ", "--department-en", "B", "--address-bn", "গ", "--address-en", "C"),
        *("--officer-bn", "ঘ", "--officer-en", "D"),
    )
    assert {path.stat().st_uid for path in server.rglob("*")} == {0}
    assert home.not_of(OWNER) == []


def test_a_stranger_is_told_what_to_type_and_nothing_is_made(place):
    home = Installation(place, OWNER, mode=0o777)
    for words in (["doctor"], ["backup"], [], ["manage", "migrate"]):
        ran = home.run(*words, user=STRANGER)
        assert ran.returncode == 1
        assert ran.stdout == ""
        bangla, english = ran.stderr.splitlines()
        assert f"sudo -u '#{OWNER}'" in bangla
        assert f"belongs to {OWNER}, and you are {STRANGER}; nothing was done" in english
    assert list(home.folder.iterdir()) == list(home.backups.iterdir()) == []
    # What reads no data is for whoever asks.
    assert home.run("charter", "codes", user=STRANGER).returncode == 0


def test_a_file_of_roots_is_named_with_what_to_type_and_no_key_is_given_up(place):
    """As a command of a former version left it."""
    home = Installation(place, OWNER)
    home.do("prepare", "--no-demo")
    for name, words in (
        ("keys.json", ["prepare", "--no-demo"]),
        ("receipt-key", ["keys", "rotate"]),
        ("ongikar.sqlite3", ["worker", "--once"]),
        ("secret", ["retention"]),
        ("running.lock", ["worker", "--once"]),
    ):
        path = home.folder / name
        os.chown(path, 0, 0)
        ran = home.run(*words)
        assert ran.returncode == 1, (name, words, ran.stdout, ran.stderr)
        assert f"chown -R {OWNER} {path}" in ran.stderr, (name, words, ran.stderr)
        assert "root" in ran.stderr
        assert "Traceback" not in ran.stderr, (name, words, ran.stderr)
        assert "keys accept" not in ran.stderr
        os.chown(path, OWNER, OWNER)
    home.do("worker", "--once")


@contextmanager
def disk_without_owners(place: Path, owner: int):
    """Everything in it is this user's, whoever made it, and nothing can be given to another: as on a FAT
    disk, or in a folder that a machine around this one shares.
    """
    folder, below = place / "mounted", place / "below"
    for each in (folder, below):
        each.mkdir()
    words = [f"--force-user={owner}", f"--force-group={owner}", "--perms=a=rwX", "--chmod-ignore"]
    command = ["bindfs", *words, "--chown-deny", "-o", "allow_other", str(below), str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    if ran.returncode:
        pytest.skip(f"no such disk can be mounted here: {ran.stderr.strip()}")
    try:
        yield folder
    finally:
        command = ["umount", "--lazy", str(folder)]
        subprocess.run(command, timeout=SECONDS, check=True)


@pytest.mark.slow
@pytest.mark.needs("bindfs")
def test_on_a_disk_without_owners_the_office_works_as_whoever_starts_it(place, start):
    with disk_without_owners(place, OWNER) as disk:
        folder = disk / "data"
        folder.mkdir()
        assert folder.stat().st_uid == OWNER
        environment = os.environ | {
            "ONGIKAR_VAR": str(folder),
            "ONGIKAR_DATABASE": f"sqlite:///{folder / 'ongikar.sqlite3'}",
            "ONGIKAR_WEB_WORKERS": "1",
        }
        command = [sys.executable, "-m", "ongikar"]
        for settings in ({"user": STRANGER, "group": STRANGER, "extra_groups": []}, {}):
            for words in (["prepare", "--no-demo"], ["worker", "--once"], ["backup"]):
                ran = subprocess.run(
                    [*command, *words],
                    cwd=ROOT,
                    env=environment,
                    capture_output=True,
                    text=True,
                    timeout=SECONDS,
                    check=False,
                    **settings,
                )
                assert ran.returncode == 0, (words, ran.stdout, ran.stderr)
        site = Site(free_port())
        web = start(environment, "web", "--port", str(site.port))
        wait(lambda: site.get("/readyz").status == 200, "the site is ready", 60)
        assert users_of(web) == {"Uid:\t0\t0\t0\t0"}
        assert site.post("/services/citizen-1/apply/", QUESTION).status == 302
        web.kill()
