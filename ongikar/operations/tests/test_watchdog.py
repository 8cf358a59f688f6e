"""A web server that answers nothing is ended with a word on why; one that is busy is left alone."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from ongikar.operations.watchdog import Watchdog, answers, descendants
from tests.faults.programs import free_port
from tests.started import SECONDS

# A master that forks the process which serves, as the web server does.
SERVER = """
import http.server, os, sys, threading, time
from ongikar.operations.watchdog import dump_threads_when_asked
dump_threads_when_asked()
held = threading.Lock()
class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        {what}
        self.send_response(200); self.end_headers()
    def log_message(self, *words): pass
if os.fork():
    os.wait()
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Pages).serve_forever()
"""
ANSWERS, HANGS, WORKS = "pass", "held.acquire(); held.acquire()", "while True: pass"


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def serve():
    begun: list[subprocess.Popen[bytes]] = []

    def start(what: str) -> tuple[subprocess.Popen[bytes], int]:
        port = free_port()
        command = [sys.executable, "-c", SERVER.format(what=what), str(port)]
        web = subprocess.Popen(command, stderr=subprocess.PIPE)
        begun.append(web)
        until = time.monotonic() + 20
        while not is_taken(port) and time.monotonic() < until:
            time.sleep(0.02)
        return web, port

    yield start
    for web in begun:
        for pid in [*descendants(web.pid), web.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        web.wait(SECONDS)
        web.stderr.close()


def looks(web: subprocess.Popen[bytes], port: int, *, times: int) -> list[bool]:
    watchdog = Watchdog(port, look=0, silence=0.5)
    return [watchdog.is_hanging(web.pid) for _ in range(times)]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr("ongikar.operations.watchdog.ANSWER_SECONDS", 0.6)


def test_who_answers_is_left_alone(serve):
    web, port = serve(ANSWERS)
    until = time.monotonic() + 20
    while not answers(port) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(looks(web, port, times=5))


def test_who_hangs_is_ended_and_says_what_it_waited_for(serve):
    web, port = serve(HANGS)
    assert looks(web, port, times=3) == [False, True, True]
    served = list(descendants(web.pid))
    Watchdog(port).end(web.pid)
    assert web.wait(10) is not None
    for pid in served:
        os.kill(pid, signal.SIGKILL)
    said = web.stderr.read().decode()
    assert "in do_GET" in said
    assert "Current thread" in said


def test_who_is_busy_is_left_alone(serve, monkeypatch):
    # Not even a whole second of the processor comes together in so short a silence.
    monkeypatch.setattr("ongikar.operations.watchdog.IDLE_SECONDS", 0.05)
    web, port = serve(WORKS)
    assert not any(looks(web, port, times=4))
