"""`kill -9` of the starter, of the web server's master or of the worker: nobody is left behind, and the
office goes on.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.memory import kilobytes

from .programs import Program, Site, free_port, make_office, wait

WEB = "web"
ALL = ["start", WEB, WEB, WEB, "worker"]


def alive(pid: int) -> bool:
    """Whether it runs: one that has ended and waits to be told so does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def words_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    except OSError:
        return []


def name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def running(program: Program) -> dict[int, str]:
    """The processes of the program that run, with what each of them is."""
    found = {}
    for pid in filter(alive, program.processes):
        name, words = name_of(pid), words_of(pid)
        if name.startswith("ongikar "):
            # Forked from the starter, whose words it still bears.
            found[pid] = name.split()[1]
        else:
            # Those that the web server's master has forked are renamed by it.
            found[pid] = words[words.index("ongikar") + 1] if "ongikar" in words else WEB
    return found


def one_of(program: Program, name: str) -> int:
    """The first process of that name: of the web server's, the master, from which the others were forked."""
    return min(pid for pid, what in running(program).items() if what == name)


@pytest.fixture
def site():
    return Site(free_port())


@pytest.fixture
def started(start, tmp_path, site):
    office = make_office(tmp_path, drafts=0)
    program = start(office, "start", "--no-demo", "--port", str(site.port))
    wait(lambda: site.get("/track/").status == 200, "the site answers", 60)
    wait(lambda: sorted(running(program).values()) == ALL, "all run", 30)
    return program


@pytest.mark.slow
def test_the_starter_keeps_nothing_of_the_program_that_it_loaded(started):
    assert kilobytes(started.process.pid) < 20_000
    # Nor did any of those that it forked end with it.
    assert sorted(running(started).values()) == ALL


@pytest.mark.slow
def test_a_starter_that_is_killed_leaves_nobody_and_its_port_can_be_had_at_once(started, start, site):
    left = {pid: what for pid, what in running(started).items() if pid != started.process.pid}
    os.kill(started.process.pid, signal.SIGKILL)
    started.process.wait(10)
    # The worker may end what it does; the port is free before anybody could ask for it.
    wait(
        lambda: not any(alive(pid) for pid, what in left.items() if what == WEB),
        "the web server has ended",
        2,
    )
    again = start(started.environment, "start", "--no-demo", "--port", str(site.port))
    wait(lambda: site.get("/track/").status == 200, "the site answers again", 60)
    wait(lambda: not any(map(alive, left)), "the worker has ended", 25)
    assert again.process.poll() is None


@pytest.mark.slow
def test_a_web_master_that_is_killed_takes_its_processes_along_and_is_started_again(started, site):
    old = [pid for pid, what in running(started).items() if what == "web"]
    os.kill(one_of(started, "web"), signal.SIGKILL)
    wait(lambda: not any(map(alive, old)), "the old processes have ended", 5)
    wait(lambda: site.get("/track/").status == 200, "the site answers again", 30)
    wait(lambda: sorted(running(started).values()) == ALL, "all run", 30)
    assert not set(old) & set(running(started))


@pytest.mark.slow
def test_a_worker_that_is_killed_is_started_again_once(started):
    old = one_of(started, "worker")
    os.kill(old, signal.SIGKILL)
    wait(
        lambda: "worker" in [what for pid, what in running(started).items() if pid != old], "a new worker", 30
    )
    time.sleep(2)
    assert list(running(started).values()).count("worker") == 1


@pytest.mark.slow
def test_whoever_was_ended_while_a_picture_is_drawn_takes_the_small_program_along():
    """The room waits for its input for ever: only its parent's death ends it."""
    program = (
        "import subprocess, sys\nfrom ongikar.papers import picture_sandbox as picture_room; from"
        " ongikar.papers.pdf import sandbox as pdf_room\nrooms = [subprocess.Popen([sys.executable, '-I',"
        " room.__file__], stdin=subprocess.PIPE)\n         for room in (picture_room,"
        " pdf_room)]\nprint(*[room.pid for room in rooms], flush=True)\nrooms[0].wait()\n"
    )
    # A pipe that the dead parent held would end it too, so somebody else holds it open.
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    rooms = [int(word) for word in parent.stdout.readline().split()]
    held = [os.open(f"/proc/{pid}/fd/0", os.O_WRONLY) for pid in rooms]
    try:
        time.sleep(0.5)
        parent.kill()
        parent.wait(10)
        wait(lambda: not any(map(alive, rooms)), "the rooms have ended", 5)
    finally:
        for descriptor in held:
            os.close(descriptor)
