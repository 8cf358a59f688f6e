"""The worker's share: it begins a process, never waits for it, and ends one that takes too long."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from ongikar.exports import process
from ongikar.exports.export_process import LEASE, lease_next_export
from ongikar.exports.models import Export
from ongikar.exports.words import TOO_LARGE, TOO_LONG
from tests.started import SECONDS

pytestmark = pytest.mark.django_db
SLEEPS, ENDS, FALLS = "import time; time.sleep(60)", "pass", "raise SystemExit(1)"
ABORTS = "import os; os.abort()"


@pytest.fixture
def launched(monkeypatch):
    """`launched(code)`: runs this in place of the program that makes exports; gives the processes."""
    begun = []

    def do(code):
        def launch(export):
            begun.append(subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL))
            return begun[-1]

        monkeypatch.setattr(process, "launch", launch)
        return begun

    monkeypatch.setattr(process, "_running", None)
    yield do
    for each in begun:
        each.kill()
        each.wait(SECONDS)


def test_nothing_to_make_begins_nothing(launched):
    assert (process.tend_exports(timezone.now()), launched(ENDS)) == (0, [])


def test_a_round_begins_one_and_goes_on_while_it_is_made(order, launched):
    begun = launched(SLEEPS)
    order(page="1")
    order(page="2")
    now = timezone.now()
    assert [process.tend_exports(now) for _ in range(5)] == [1, 0, 0, 0, 0]
    assert len(begun) == 1


def test_one_that_lives_keeps_its_lease_though_it_has_no_moment_to_say_so(order, launched, monkeypatch):
    launched(SLEEPS)
    made, now = order(), timezone.now()
    process.tend_exports(now)
    process.tend_exports(now + timedelta(minutes=1))
    made.refresh_from_db()
    assert made.leased_until == now + LEASE
    monkeypatch.setattr(process, "SECONDS_BETWEEN_RENEWALS", 0.0)
    process.tend_exports(now + timedelta(minutes=1))
    made.refresh_from_db()
    assert made.leased_until == now + timedelta(minutes=1) + LEASE


def test_one_that_takes_too_long_is_killed_and_the_next_begins(order, launched, monkeypatch):
    begun = launched(SLEEPS)
    first, second = order(page="1"), order(page="2")
    monkeypatch.setattr(process, "BEGINNING_SECONDS", -1.0)
    now = timezone.now()
    assert [process.tend_exports(now) for _ in range(3)] == [1, 1, 1]
    assert begun[0].wait(SECONDS) == -9
    first.refresh_from_db()
    assert first.fault == TOO_LONG
    assert process._running.export == second


def test_one_that_gets_further_goes_on_however_long_it_takes(order, launched, monkeypatch):
    begun = launched(SLEEPS)
    made, now = order(), timezone.now()
    monkeypatch.setattr(process, "BEGINNING_SECONDS", -1.0)
    assert process.tend_exports(now) == 1
    for lines in (1, 7):
        Export.objects.filter(pk=made.pk).update(lines_done=lines)
        assert process.tend_exports(now) == 0
    assert begun[0].poll() is None
    assert process.tend_exports(now) == 1
    made.refresh_from_db()
    assert (begun[0].wait(SECONDS), made.fault) == (-9, TOO_LONG)


def test_one_that_fell_is_begun_again_after_a_rest(order, launched):
    begun = launched(FALLS)
    made, now = order(), timezone.now()
    process.tend_exports(now)
    begun[0].wait(SECONDS)
    assert process.tend_exports(now) == 1
    assert process.tend_exports(now) == 0
    assert process.tend_exports(now + process.REST_AFTER_FALL) == 1
    made.refresh_from_db()
    assert (made.turns, made.falls) == (2, 1)


def test_one_that_got_no_memory_says_so(order, launched):
    begun = launched(ABORTS)
    made, now = order(), timezone.now()
    process.tend_exports(now)
    begun[0].wait(SECONDS)
    process.tend_exports(now)
    made.refresh_from_db()
    assert made.fault == TOO_LARGE


def test_a_worker_that_ends_takes_its_process_along_and_the_next_goes_on_at_once(order, launched):
    begun = launched(SLEEPS)
    made, now = order(), timezone.now()
    process.tend_exports(now)
    process.end_exports()
    assert begun[0].wait(SECONDS) == -9
    leased = lease_next_export(now)
    assert (leased, leased.falls) == (made, 0)


def test_a_worker_that_does_one_round_makes_what_it_began(order, launched):
    begun = launched("import time; time.sleep(0.3)")
    order()
    now = timezone.now()
    process.tend_exports(now)
    process.wait_for_exports(now)
    assert begun[0].poll() == 0


def test_a_long_register_has_more_time_than_a_short_one():
    assert process.time_limit(Export(lines=111_000)) > timedelta(minutes=45).total_seconds()
    assert process.time_limit(Export(lines=1_000)) < timedelta(minutes=5).total_seconds()
