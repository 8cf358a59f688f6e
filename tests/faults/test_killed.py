"""`kill -9` at any moment: no acknowledged application is lost or doubled, no notice is lost or sent twice."""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPLICATIONS = 120
TOKEN = "a" * 32


@pytest.fixture
def office(tmp_path):
    """An office of its own on SQLite, with applications filled in and not yet sent."""
    environment = os.environ | {
        "ONGIKAR_VAR": str(tmp_path), "ONGIKAR_DATABASE": f"sqlite:///{tmp_path / 'faults.sqlite3'}",
        "ONGIKAR_WEB_WORKERS": "2",
    }  # fmt: skip
    for words in (
        ["ongikar", "prepare", "--no-cases"],
        ["benchmarks", "fill", "--cases", "0", "--drafts", str(APPLICATIONS)],
    ):
        subprocess.run(
            [sys.executable, "-m", *words], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
        )
    return environment


class Program:
    """One program of ours, in a process group of its own, that can be killed with all below it and started again."""

    def __init__(self, environment, *words):
        self.environment, self.words = environment, words
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ongikar", *self.words], cwd=ROOT, env=self.environment, start_new_session=True,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


def send(port: int, number: int) -> str | None:
    """Send one application; the address of its receipt if the server said it has it, else None."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/apply/bench-{number:06d}/check/", data=f"csrfmiddlewaretoken={TOKEN}".encode(),
        headers={"Cookie": f"csrftoken={TOKEN}"}, method="POST",
    )  # fmt: skip
    opener = urllib.request.build_opener(NoRedirect)
    try:
        opener.open(request, timeout=5)
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"] if answer.code == 302 else None
    except OSError:
        return None
    return None


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def test_killing_web_and_worker_during_submissions_loses_and_doubles_nothing(office, tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    web, worker = Program(office, "web", "--port", str(port)), Program(office, "worker")
    acknowledged: dict[int, str] = {}
    left = list(range(APPLICATIONS))
    lock = threading.Lock()

    def citizen():
        while True:
            with lock:
                if not left:
                    return
                number = left.pop()
            for _ in range(60):
                if receipt := send(port, number):
                    acknowledged[number] = receipt
                    break
                time.sleep(0.1)

    citizens = [threading.Thread(target=citizen) for _ in range(8)]
    for each in citizens:
        each.start()
    dice = random.Random(8549)
    for _ in range(4):
        time.sleep(0.3 + dice.random() * 0.5)
        for program in (web, worker):
            program.kill()
            program.start()
    for each in citizens:
        each.join(60)
    web.kill()
    database = sqlite3.connect(tmp_path / "faults.sqlite3")
    until = time.monotonic() + 30
    while (
        database.execute("SELECT count(*) FROM journal_todo WHERE done_at IS NULL").fetchone()[0]
        and time.monotonic() < until
    ):
        # What a killed worker held comes back when its lease ends; time is not waited for, the lease is shortened.
        database.execute(
            "UPDATE journal_todo SET next_try = datetime('now', '-1 minute') WHERE done_at IS NULL"
        )
        database.commit()
        time.sleep(1)
    worker.kill()

    def count(question):
        return database.execute(question).fetchone()[0]

    assert len(acknowledged) == APPLICATIONS
    # Beside them stands at most what the office owes by itself: the month's meeting.
    planned = count("SELECT count(*) FROM cases_case WHERE channel = 'planned'")
    cases = APPLICATIONS + planned
    assert planned <= 1
    assert count("SELECT count(*) FROM cases_case") == cases
    assert count("SELECT count(DISTINCT submission) FROM cases_case") == cases
    serials = [row[0] for row in database.execute("SELECT book_serial FROM cases_case ORDER BY book_serial")]
    assert serials == list(range(1, cases + 1)), "the register has a gap"
    # Whole or not at all: every case has its clock with its first fact, its first act and its entry.
    assert count("SELECT count(*) FROM clock_clock") == cases
    assert count("SELECT count(*) FROM clock_fact") == cases
    assert count("SELECT count(*) FROM cases_act") == cases
    assert count("SELECT count(*) FROM journal_entry WHERE verb = 'case.received'") == cases
    # Each applicant was told once, by SMS.
    told = "SELECT count(*) FROM notices_message WHERE channel = 'sms' AND person LIKE 'applicant%'"
    assert count(told) == APPLICATIONS
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
