"""Whoever gives no sign of life and does not work is ended with a word on why; who is busy, and whom a clock
accuses, is left alone.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from ongikar.operations.watchdog import (
    MOST_OF_A_LOOK,
    SILENCE_SECONDS,
    STOPPED_LOOKS,
    Patience,
    descendants,
    end_silent,
    is_stopped,
    processor_seconds,
)
from tests.started import SECONDS

# A program that forks another, as the web server's master does.
PROGRAM = """
import os, threading
from ongikar.operations.watchdog import dump_threads_when_asked
dump_threads_when_asked()
held = threading.Lock()
def do_it():
    print("begun", flush=True)
    {what}
if os.fork():
    os.wait()
else:
    do_it()
"""
HANGS, WORKS = "held.acquire(); held.acquire()", "while True: pass"


@pytest.fixture
def begin():
    begun: list[subprocess.Popen[bytes]] = []

    def start(what: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", PROGRAM.format(what=what)]
        program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        begun.append(program)
        assert program.stdout.readline() == b"begun\n"
        return program

    yield start
    for program in begun:
        for pid in [*descendants(program.pid), program.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        program.wait(SECONDS)
        program.stdout.close()
        program.stderr.close()


class Clock:
    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at


def looks(patience, clock, passing, *, beats=0, pids=()):
    """What it says after each of these times has passed."""
    said = []
    for seconds in passing:
        clock.at += seconds
        said.append(patience.look(beats, lambda: pids))
    return said


def test_patience_is_over_after_the_silence_and_no_sooner():
    clock = Clock()
    patience = Patience(now=clock)
    assert looks(patience, clock, [1.0] * int(SILENCE_SECONDS + 1)) == [False] * int(SILENCE_SECONDS) + [True]


def test_one_sign_of_life_and_it_begins_anew():
    clock = Clock()
    patience = Patience(now=clock)
    looks(patience, clock, [1.0] * int(SILENCE_SECONDS))
    assert looks(patience, clock, [1.0] * int(SILENCE_SECONDS), beats=1) == [False] * int(SILENCE_SECONDS)
    assert looks(patience, clock, [1.0], beats=1) == [True]


@pytest.mark.parametrize("jump", [1_000_000.0, -1_000_000.0, 60.0, -1.0])
def test_a_clock_that_jumps_ends_nobody_and_saves_nobody(jump):
    clock = Clock()
    patience = Patience(now=clock)
    looks(patience, clock, [1.0] * 3)
    assert looks(patience, clock, [jump]) == [False]
    # It counts as one look, and the silence goes on from there.
    rest = int(SILENCE_SECONDS)
    assert looks(patience, clock, [1.0] * rest).index(True) >= rest - 3 - MOST_OF_A_LOOK


def test_a_watcher_that_was_stopped_accuses_nobody_when_it_goes_on():
    clock = Clock()
    patience = Patience(now=clock)
    patience.look(7, list)
    assert looks(patience, clock, [3600.0], beats=7) == [False]
    assert looks(patience, clock, [0.25], beats=8) == [False]


def test_the_wall_clock_is_asked_by_nobody(monkeypatch):
    monkeypatch.setattr(time, "time", lambda: pytest.fail("the wall clock was asked"))
    patience = Patience(silence=0.0)
    patience.look(0, list)
    assert patience.look(0, list)


def test_who_hangs_is_ended_and_says_what_it_waited_for(begin, capfd):
    program = begin(HANGS)
    clock, served = Clock(), list(descendants(program.pid))
    patience = Patience(silence=1.0, now=clock)
    assert looks(patience, clock, [0.1, 0.6, 0.6], pids=served) == [False, False, True]
    end_silent("what hangs", served[0])
    assert program.wait(SECONDS) == 0
    said = program.stderr.read().decode()
    assert f"what hangs ({served[0]}) gives no sign of life" in capfd.readouterr().err
    assert "in do_it" in said
    assert "Current thread" in said


def send(pid: int, what: signal.Signals) -> None:
    """Stop a process, or let it go on, and wait till it does."""
    os.kill(pid, what)
    deadline = time.monotonic() + SECONDS
    while is_stopped([pid]) != (what == signal.SIGSTOP) and time.monotonic() < deadline:
        time.sleep(0.01)


def test_who_is_stopped_is_waited_for_no_longer_and_ended_all_the_same(begin):
    program = begin(HANGS)
    (served,) = descendants(program.pid)
    clock = Clock()
    patience = Patience(now=clock)
    assert not any(looks(patience, clock, [0.25] * STOPPED_LOOKS, pids=[served]))
    send(served, signal.SIGSTOP)
    said = looks(patience, clock, [0.25] * STOPPED_LOOKS, pids=[served])
    assert said == [False] * (STOPPED_LOOKS - 1) + [True]
    # One that goes on again in between is none.
    patience.stopped = STOPPED_LOOKS - 1
    send(served, signal.SIGCONT)
    assert looks(patience, clock, [0.25], pids=[served]) == [False]
    assert patience.stopped == 0
    send(served, signal.SIGSTOP)
    end_silent("who is stopped", served)
    deadline = time.monotonic() + SECONDS
    while served in descendants(program.pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert served not in descendants(program.pid)


def test_who_is_busy_is_left_alone(begin, monkeypatch):
    # Half a second of the processor would be long for a test.
    monkeypatch.setattr("ongikar.operations.watchdog.IDLE_SECONDS", 0.02)
    program = begin(WORKS)
    clock, pids = Clock(), list(descendants(program.pid))
    patience = Patience(silence=1.0, now=clock)
    looks(patience, clock, [0.1], pids=pids)
    for _ in range(3):
        assert looks(patience, clock, [0.7], pids=pids) == [False]
        used, deadline = processor_seconds(pids), time.monotonic() + SECONDS
        while processor_seconds(pids) - used < 0.05 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert looks(patience, clock, [0.7], pids=pids) == [False]
