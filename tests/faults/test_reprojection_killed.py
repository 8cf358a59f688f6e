"""`kill -9` of workers in the middle of a new calendar: every promise gets it, and what moved is entered
once.
"""

import random
import time

import pytest

from .programs import make_office, run, wait

CLOCKS = 6_000
OLD = (
    "SELECT count(*) FROM clock_clock WHERE calendar_version_id = (SELECT min(id) FROM"
    " offices_calendarversion)"
)
MOVED = "SELECT count(*) FROM journal_entry WHERE verb = 'case.moved'"
CLOCKS_MOVED = "SELECT count(DISTINCT subject_id) FROM journal_entry WHERE verb = 'case.moved'"
OWED = "SELECT count(*) FROM journal_outboxentry WHERE reaction = 'notices.reactions.notify_of_moved_case'"
# What a killed worker held comes back when its lease ends; time is not waited for, the lease is shortened.
UNLEASE = (
    "UPDATE journal_outboxentry SET next_try = {ago} WHERE reaction ="
    " 'clock.recalculate_deadlines.recalculate_deadlines'"
)


@pytest.mark.slow
def test_killed_workers_leave_no_promise_behind_and_enter_none_twice(database, start, tmp_path):
    asked, ago = database
    office = make_office(tmp_path, drafts=0, database=asked.url)
    run(office, "tests.faults.rescheduling", "fill", str(CLOCKS))
    run(office, "tests.faults.rescheduling", "order")
    workers = [start(office, "worker") for _ in range(2)]
    dice = random.Random(8549)
    for _ in range(3):
        wait(lambda: asked.count(OLD) < CLOCKS, "a worker has begun", 60)
        time.sleep(dice.random() * 0.3)
        for worker in workers:
            worker.kill()
        asked.change(UNLEASE.format(ago=ago))
        for worker in workers:
            worker.start()
    wait(lambda: asked.count(OLD) == 0, "all are carried over", 60)
    for worker in workers:
        worker.kill()
    moved = asked.count(MOVED)
    assert CLOCKS * 0.9 < moved <= CLOCKS
    assert moved == asked.count(CLOCKS_MOVED) == asked.count(OWED)
    run(office, "ongikar", "promise", "rebuild")
