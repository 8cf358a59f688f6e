"""`kill -9` in the middle of acceptances: no seat is lost, none is taken by two, and nothing is half told."""

import random
import subprocess
import sys
import time

import pytest

from .programs import ROOT, make_office, run, wait

PEOPLE, SEATS = 150, 120
OPEN = "SELECT count(*) FROM training_offer WHERE state = 'open'"


@pytest.fixture
def accepters(tmp_path):
    """`accepters(office)`: one more process that accepts; all end with the test."""
    begun: list[subprocess.Popen] = []

    def start(office) -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.faults.seats", "accept"]
        begun.append(subprocess.Popen(command, cwd=ROOT, env=office))
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait(10)


@pytest.mark.slow
def test_killed_in_the_middle_of_acceptances_every_seat_is_taken_once(database, accepters, tmp_path):
    asked, _ = database
    office = make_office(tmp_path, drafts=0, database=asked.url)
    run(office, "tests.faults.seats", "fill", str(PEOPLE), str(SEATS))
    dice, left = random.Random(8549), SEATS
    for _ in range(3):
        both = [accepters(office), accepters(office)]
        wait(lambda left=left: asked.count(OPEN) < left, "one has begun to accept", 60)
        time.sleep(dice.random() * 0.05)
        for process in both:
            process.kill()
            process.wait(10)
        left = asked.count(OPEN)
    # Killed in the middle, not after the end.
    assert left > 0
    assert accepters(office).wait(120) == 0
    run(office, "tests.faults.seats", "check")
