"""The heartbeat goes on while its process proves itself, and the sign of life comes to whoever watches."""

import os
import socket
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest

from ongikar.core.http.own_line import Heard, OwnLine
from ongikar.core.http.request_figures import RequestFigures
from ongikar.core.http.web_processes import Cell, WebProcesses
from ongikar.core.isolation import run_isolated
from ongikar.core.progress import Progress, Pulse, pulse
from ongikar.operations.heartbeats import WebProof, WorkerProof
from ongikar.operations.watch_messages import ALIVE, PLACE, READY, Listener, choose_place, tell_watcher
from tests.started import SECONDS

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{ }\n"


class Line:
    """Stands for a connection to ourselves, which is tried in `WebServer` whole (tests/faults)."""

    def __init__(self, *, answers: bool):
        self.answers, self.asked = answers, 0

    def is_answered(self) -> bool:
        self.asked += 1
        return self.answers


def proof(line, at_work=(), **more):
    lanes = SimpleNamespace(at_work=dict(at_work))
    return WebProof(lanes, line, 4, processes=WebProcesses(), figures=RequestFigures(), **more)


def held_thread(work):
    """(thread, how to end it)."""
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(stop,), daemon=True)
    thread.start()
    return thread, stop


def test_a_process_that_answers_lives_and_one_that_answers_nobody_does_not():
    assert proof(Line(answers=True))()
    assert not proof(Line(answers=False))()


def test_whoever_answers_others_need_not_be_asked():
    line = Line(answers=False)
    asked = proof(line)
    asked.figures.count(0.1, 200)
    assert asked()
    assert line.asked == 0
    assert not asked()


def test_with_all_threads_in_hand_the_lanes_alone_say_whether_it_lives():
    asked = proof(Line(answers=False))
    asked.processes.add(Cell.IN_HAND, 4)
    assert asked()
    thread, stop = held_thread(lambda stop: stop.wait(SECONDS))
    asked.lanes.at_work[thread.ident] = 1.0
    assert asked()
    assert not asked()
    # The next request in the lane is progress.
    asked.lanes.at_work[thread.ident] = 2.0
    assert asked()
    stop.set()
    thread.join(SECONDS)


def test_a_thread_that_waits_for_a_lock_makes_no_progress_and_one_that_works_does():
    progress = Progress()
    waits, stop = held_thread(lambda stop: stop.wait(SECONDS))
    assert progress.note_progress({waits.ident: 1.0})
    assert not progress.note_progress({waits.ident: 1.0})
    stop.set()
    waits.join(SECONDS)

    def count(stop):
        while not stop.is_set():
            sum(range(10_000))

    works, stop = held_thread(count)
    assert progress.note_progress({works.ident: 1.0})
    time.sleep(0.3)
    assert progress.note_progress({works.ident: 1.0})
    stop.set()
    works.join(SECONDS)


def test_a_thread_that_waits_for_another_program_is_no_case():
    progress = Progress()
    waits, _ = held_thread(lambda stop: subprocess.run(["sleep", "1"], check=True, timeout=SECONDS))
    time.sleep(0.3)
    assert all(progress.note_progress({waits.ident: 1.0}) for _ in range(3))
    waits.join(SECONDS)


def test_the_worker_beats_between_the_pieces_of_a_long_duty():
    asked = WorkerProof()
    asked()
    before = pulse.count
    run_isolated("a piece", lambda: 1)
    assert pulse.count == before + 1
    assert asked()


def test_a_worker_that_hangs_proves_nothing():
    own, ready, go, told = Pulse(), threading.Event(), threading.Event(), []

    def hang():
        told.append(WorkerProof(own))
        ready.set()
        go.wait(SECONDS)

    thread = threading.Thread(target=hang)
    thread.start()
    ready.wait(SECONDS)
    time.sleep(0.1)
    told[0]()
    assert not told[0]()
    own.beat()
    assert told[0]()
    go.set()
    thread.join(SECONDS)


class Server:
    """Two processes behind one port, of which the first `others` requests meet the other one."""

    def __init__(self, heard, *, others):
        self.heard, self.others = heard, others
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.connections = 0
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(
                target=self.answer, args=(line, self.connections > self.others), daemon=True
            ).start()

    def answer(self, line, is_own):
        with line:
            while asked := line.recv(4096):
                if is_own:
                    self.heard.last = asked.split(b" ")[1].partition(b"?")[2].decode()
                line.sendall(ANSWER)


@pytest.fixture
def serve():
    made = []

    def start(others=0):
        heard = Heard()
        made.append(Server(heard, others=others))
        return made[-1], OwnLine("0.0.0.0", made[-1].listener.getsockname()[1], heard)

    yield start
    for server in made:
        server.listener.close()


def test_the_line_to_oneself_is_found_and_kept(serve):
    server, line = serve(others=3)
    assert line.is_answered()
    assert server.connections == 4
    assert line.is_answered()
    assert server.connections == 4
    line.close()


def test_what_another_process_answers_proves_nothing(serve):
    _, line = serve(others=1000)
    assert not line.is_answered()


def test_a_port_that_takes_and_answers_nothing_proves_nothing(monkeypatch):
    monkeypatch.setattr("ongikar.core.http.own_line.ANSWER_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert not OwnLine("127.0.0.1", silent.getsockname()[1], Heard()).is_answered()
    assert not OwnLine("127.0.0.1", 1, Heard()).is_answered()


@pytest.fixture
def _no_watcher(monkeypatch):
    monkeypatch.delenv(PLACE, raising=False)


@pytest.mark.usefixtures("_no_watcher")
def test_nobody_is_told_where_nobody_asked_or_nobody_listens(monkeypatch, tmp_path):
    tell_watcher(ALIVE)
    monkeypatch.setenv(PLACE, str(tmp_path / "nobody"))
    tell_watcher(ALIVE)


@pytest.mark.usefixtures("_no_watcher")
def test_a_real_socket_hears_the_words_of_systemd(monkeypatch, tmp_path):
    for place in (str(tmp_path / "notify"), f"@ongikar-test-{os.getpid()}"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
            systemd.bind("\0" + place[1:] if place[0] == "@" else place)
            systemd.settimeout(SECONDS)
            monkeypatch.setenv(PLACE, place)
            tell_watcher(READY, ALIVE)
            assert systemd.recv(100) == b"READY=1\nWATCHDOG=1"


@pytest.mark.usefixtures("_no_watcher")
def test_a_sign_of_life_counts_for_the_process_that_sent_it(monkeypatch):
    monkeypatch.setenv(PLACE, "")
    listener = Listener(choose_place())
    code = f"from ongikar.operations.watch_messages import *; tell_watcher('MAINPID={os.getpid()}', ALIVE)"
    other = subprocess.Popen([sys.executable, "-c", code])
    assert other.wait(SECONDS) == 0
    assert listener.hear() == {other.pid: 1}
    tell_watcher(ALIVE)
    assert listener.hear() == {other.pid: 1, os.getpid(): 1}
    listener.line.close()


@pytest.mark.usefixtures("_no_watcher")
def test_a_watcher_that_hears_nothing_holds_up_nobody(monkeypatch):
    monkeypatch.setenv(PLACE, "")
    listener = Listener(choose_place())
    began = time.monotonic()
    for _ in range(5000):
        tell_watcher(ALIVE)
    assert time.monotonic() - began < SECONDS
    assert listener.hear()[os.getpid()] > 0
    listener.line.close()
