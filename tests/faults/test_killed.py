"""`kill -9` at any moment: no acknowledged application is lost or doubled, no notice is
lost or sent twice.
"""

import random
import sqlite3
import threading
import time

from .outcome_checks import assert_each_application_is_there_once, wait_until_outbox_is_empty
from .programs import Site, free_port, make_office

APPLICATIONS = 120


def test_killing_web_and_worker_during_submissions_loses_and_doubles_nothing(start, tmp_path):
    office, site = make_office(tmp_path, drafts=APPLICATIONS), Site(free_port())
    web, worker = start(office, "web", "--port", str(site.port)), start(office, "worker")
    acknowledged: dict[int, str] = {}
    left = list(range(APPLICATIONS))
    lock = threading.Lock()

    def citizen():
        while True:
            with lock:
                if not left:
                    return
                number = left.pop()
            # Each start of the two costs seconds of processor time, on a busy machine many of the clock.
            until = time.monotonic() + 120
            while time.monotonic() < until:
                if receipt := site.send(number).location:
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
        each.join(150)
    web.kill()
    database = sqlite3.connect(tmp_path / "ongikar.sqlite3", autocommit=True)

    def count(question):
        return database.execute(question).fetchone()[0]

    wait_until_outbox_is_empty(count, database.execute)
    worker.kill()
    assert len(acknowledged) == APPLICATIONS
    assert_each_application_is_there_once(count, APPLICATIONS)
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
