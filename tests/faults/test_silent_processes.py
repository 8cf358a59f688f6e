"""A process that is stopped or hangs is replaced while the others serve; one that is busy or waits is not."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from ongikar.operations.watch_messages import ALIVE, READY
from ongikar.operations.watchdog import descendants
from tests.started import SECONDS

from .programs import ROOT, Site, free_port, make_office, wait

# Less is promised (docs/decisions/094); a machine that does much else may take longer.
WITHIN = 60
START_WITHIN = 240
# The web server with some more pages, each of which does in its lane what a page of ours should not.
WITH_PAGES = """
import hashlib, subprocess, threading, time
from ongikar.config import wsgi
from ongikar.operations.serve import web
held, inner = threading.Lock(), wsgi.lanes.application
def hang():
    held.acquire()
    held.acquire()
def work():
    until = time.monotonic() + 16
    while time.monotonic() < until:
        pass
PAGES = {"/hang": hang, "/work": work, "/wait": lambda: subprocess.run(["sleep", "16"])}
def application(environ, start_response):
    page = PAGES.get(environ["PATH_INFO"])
    if page is None:
        return inner(environ, start_response)
    page()
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]
wsgi.lanes.application = application
web(["--port", "%d"])
"""
# Passes by every cache, and by Django.
PAGE = "/healthz"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return make_office(tmp_path_factory.mktemp("silent"), drafts=0)


@pytest.fixture
def site():
    return Site(free_port())


def children(pid: int) -> list[int]:
    found = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, file.read_text().split())
    return found


def name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def replaced(parent: int, stopped: int, how_many: int, meanwhile=lambda: None) -> float:
    """Until it is gone and as many as before are there: seconds. `meanwhile` is done again and again."""
    began = time.monotonic()
    while (there := children(parent)) and (stopped in there or len(there) < how_many):
        assert time.monotonic() - began < WITHIN
        meanwhile()
        time.sleep(0.1)
    return time.monotonic() - began


def show(capsys, what: str, seconds: float) -> None:
    with capsys.disabled():
        print(f"\n  {what}: replaced after {seconds:.1f} seconds")


def asked(site: Site) -> None:
    answer = site.get(PAGE)
    assert answer.status == 200, answer


@pytest.mark.slow
def test_a_web_process_that_is_stopped_is_replaced_and_everybody_is_answered(start, office, site, capsys):
    web = start(office, "web", "--port", str(site.port))
    wait(lambda: site.get("/track/").status == 200, "the site answers", START_WITHIN)
    master = web.process.pid
    wait(lambda: len(children(master)) == 2, "both serve")
    stopped = children(master)[0]
    os.kill(stopped, signal.SIGSTOP)
    visitors: list[threading.Thread] = []
    answered: list[tuple[int, float]] = []

    def ask():
        began = time.monotonic()
        answered.append((site.get(PAGE).status, time.monotonic() - began))

    def come():
        visitors.append(threading.Thread(target=ask))
        visitors[-1].start()

    seconds = replaced(master, stopped, 2, come)
    # By the other one, while that one stood still.
    meanwhile = len(answered)
    for visitor in visitors:
        visitor.join(SECONDS)
    show(capsys, "a web process that was stopped", seconds)
    with capsys.disabled():
        print(
            f"  {len(visitors)} requests meanwhile, {meanwhile} answered before it was replaced, all at last,"
            f" the slowest within {max(waited for _, waited in answered):.1f} seconds"
        )
    assert meanwhile > 0
    assert [status for status, _ in answered] == [200] * len(visitors)
    # The one in its place serves: again and again both are asked.
    for _ in range(20):
        asked(site)
    time.sleep(12)
    assert web.process.poll() is None
    assert stopped not in children(master)
    assert len(children(master)) == 2


@pytest.mark.slow
def test_worker_and_master_that_are_stopped_are_replaced(start, office, site, capsys):
    program = start(office, "start", "--no-demo", "--port", str(site.port))
    wait(lambda: site.get("/track/").status == 200, "the site answers", START_WITHIN)
    starter = program.process.pid
    wait(lambda: len(children(starter)) == 2, "both run")
    worker = next(pid for pid in children(starter) if name_of(pid) == "ongikar worker")
    master = next(pid for pid in children(starter) if pid != worker)
    # Long enough to have told that they live.
    time.sleep(3)
    os.kill(worker, signal.SIGSTOP)
    seconds = replaced(starter, worker, 2, lambda: asked(site))
    show(capsys, "a worker that was stopped", seconds)
    assert master in children(starter)
    serving = children(master)
    os.kill(master, signal.SIGSTOP)
    show(capsys, "a master that was stopped", replaced(starter, master, 2))
    wait(lambda: site.get(PAGE).status == 200, "the site answers again", START_WITHIN)
    assert not set(serving) & set(descendants(starter))


class Extended:
    """The web server with the pages that hang, work and wait."""

    def __init__(self, office, site):
        self.process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WITH_PAGES) % site.port],
            cwd=ROOT,
            env=office,
            start_new_session=True,
            stderr=subprocess.PIPE,
        )

    def end(self) -> str:
        os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.communicate(timeout=30)[1].decode()


@pytest.fixture
def extended(office, site):
    made = Extended(office, site)
    wait(lambda: site.get("/track/").status == 200, "the site answers", START_WITHIN)
    wait(lambda: len(children(made.process.pid)) == 2, "both serve")
    yield made
    if made.process.returncode is None:
        made.end()


def ask_and_leave(site: Site, path: str) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", site.port))
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    return line


@pytest.mark.slow
def test_a_process_whose_lane_hangs_is_replaced_with_a_word_on_what_it_waited_for(extended, site, capsys):
    master = extended.process.pid
    before = set(children(master))
    time.sleep(2)
    with ask_and_leave(site, "/hang"):
        began = time.monotonic()
        wait(lambda: before - set(children(master)), "the one that hangs is ended", WITHIN)
        show(capsys, "a process whose lane hung", time.monotonic() - began)
    (gone,) = before - set(children(master))
    wait(lambda: len(children(master)) == 2, "another takes its place")
    said = extended.end()
    assert f"({gone}) gives no sign of life" in said
    assert "in hang" in said


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/work", "/wait"])
def test_a_process_that_works_long_or_waits_for_another_program_is_left_alone(extended, site, path):
    before = set(children(extended.process.pid))
    with urlopen(f"http://127.0.0.1:{site.port}{path}", timeout=120) as answer:
        assert answer.read() == b"ok"
    assert set(children(extended.process.pid)) == before


@pytest.mark.slow
def test_master_and_worker_tell_systemd_that_they_live_and_a_stopped_one_tells_it_no_more(
    start, office, site, tmp_path
):
    """By the protocol alone (sd_notify(3)): what systemd then does is WatchdogSec in the units."""
    for words in (["web", "--port", str(site.port)], ["worker"]):
        place = tmp_path / words[0]
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
            systemd.bind(str(place))
            systemd.settimeout(60)
            program = start(office | {"NOTIFY_SOCKET": str(place)}, *words)
            heard: list[str] = []
            while READY not in heard or heard.count(ALIVE) < 3:
                heard += systemd.recv(4096).decode().splitlines()
            assert set(heard) == {READY, ALIVE}
            os.kill(program.process.pid, signal.SIGSTOP)
            systemd.settimeout(4)
            with suppress(TimeoutError):
                # What it had said before.
                for _ in range(100):
                    systemd.recv(4096)
                pytest.fail("it goes on")


@pytest.mark.slow
def test_a_start_with_the_port_taken_says_so_and_starts_nothing(start, office, site):
    """Also where the other server is one of ours: it would have shared its port."""
    start(office, "web", "--port", str(site.port))
    wait(lambda: site.get("/track/").status == 200, "the site answers", START_WITHIN)
    for words in ("web", "start"):
        command = [sys.executable, "-m", "ongikar", words, "--port", str(site.port)]
        second = subprocess.run(
            command, cwd=ROOT, env=office, capture_output=True, text=True, timeout=START_WITHIN, check=False
        )
        assert second.returncode == 1
        assert f"Port {site.port} is taken by another program" in second.stderr
        assert f"পোর্ট {site.port} অন্য একটি প্রোগ্রাম ব্যবহার করছে" in second.stderr
        assert "Traceback" not in second.stderr
    with suppress(URLError):
        assert site.get("/track/").status == 200
