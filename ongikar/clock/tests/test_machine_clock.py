"""A worker goes by its machine's clock unless somebody has moved it; then it says so and waits for a word."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from ongikar.clock import actions, machine_clock
from ongikar.clock.machine_clock import (
    accept_machine_clock,
    expected_wall,
    judge_machine_clock,
    unaccepted_machine_clocks,
)
from ongikar.clock.models import MachineClock
from ongikar.journal.models import Entry
from ongikar.operations import worker
from ongikar.rules.clock.machine_clock import ClockReading
from ongikar.rules.promise import Promise

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MORNING = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
ADMINISTRATOR = ("user", 7)


class Machine:
    """A machine whose clocks the test turns: `pass_time` moves both, `step` the wall clock alone."""

    def __init__(self, name="one", wall=MORNING):
        self.name, self.now = name, ClockReading("first start", wall, 100.0)
        self.is_kept = False

    def pass_time(self, by):
        self.now = replace(self.now, wall=self.now.wall + by, running=self.now.running + by.total_seconds())

    def step(self, by):
        self.now = replace(self.now, wall=self.now.wall + by)

    def start_anew(self, off_for=timedelta(minutes=3)):
        self.now = ClockReading(f"{self.now.boot}+", self.now.wall + off_for, 20.0)

    def goes_by_it(self):
        return judge_machine_clock(self.now, machine=self.name, is_kept=self.is_kept)

    @property
    def row(self):
        return MachineClock.objects.get(machine=self.name)


@pytest.fixture
def machine(monkeypatch):
    monkeypatch.setattr(machine_clock, "_said_at", float("-inf"))
    made = Machine()
    assert made.goes_by_it()
    return made


def verbs():
    found = Entry.objects.filter(verb__startswith="machine_clock.").order_by("pk")
    return [verb.removeprefix("machine_clock.") for verb in found.values_list("verb", flat=True)]


@pytest.mark.parametrize("slept", [HOUR, 60 * HOUR, 400 * DAY])
def test_a_machine_that_slept_raises_no_alarm(machine, slept):
    machine.pass_time(slept)
    assert machine.goes_by_it()
    assert (verbs(), unaccepted_machine_clocks()) == ([], [])


@pytest.mark.parametrize("by", [DAY, -DAY, timedelta(minutes=3), -timedelta(minutes=3)])
def test_a_clock_that_was_moved_stops_the_work_until_an_administrator_says_that_it_is_right(
    machine, by, caplog
):
    machine.pass_time(HOUR)
    machine.step(by)
    with caplog.at_level(logging.ERROR, "ongikar.worker"):
        assert [machine.goes_by_it() for _ in range(3)] == [False] * 3
    assert len(caplog.records) == 1, "once a minute, and not each time"
    assert "ongikar clock accept" in caplog.text
    (waiting,) = unaccepted_machine_clocks()
    assert waiting.off_by == by.total_seconds()
    # Entered once, at the time that it should be, and shown beside what it is.
    assert verbs() == ["off"]
    assert Entry.objects.get(verb="machine_clock.off").at == machine.now.wall - by
    assert expected_wall(waiting, machine.now.wall) == machine.now.wall - by

    assert accept_machine_clock(waiting, off_by=waiting.off_by, actor=ADMINISTRATOR, now=machine.now.wall)
    machine.pass_time(timedelta(seconds=3))
    assert machine.goes_by_it()
    assert verbs() == ["off", "accepted", "moved"]
    assert Entry.objects.get(verb="machine_clock.accepted").actor_id == 7
    machine.pass_time(60 * HOUR)
    assert machine.goes_by_it()


def test_a_clock_that_a_time_server_keeps_is_believed_and_that_is_entered(machine):
    machine.step(-DAY)
    assert not machine.goes_by_it()
    machine.is_kept = True
    machine.pass_time(HOUR)
    assert machine.goes_by_it()
    assert verbs() == ["off", "moved"]
    assert Entry.objects.get(verb="machine_clock.moved").facts["how"] == "synchronised"
    machine.is_kept = False
    machine.pass_time(HOUR)
    assert machine.goes_by_it()


def test_a_clock_that_is_set_right_again_needs_no_word(machine):
    machine.step(DAY)
    assert not machine.goes_by_it()
    machine.pass_time(HOUR)
    machine.step(-DAY)
    assert machine.goes_by_it()
    assert verbs() == ["off", "right_again"]
    assert unaccepted_machine_clocks() == []


def test_a_word_is_not_good_for_another_step(machine):
    machine.step(HOUR)
    machine.goes_by_it()
    (waiting,) = unaccepted_machine_clocks()
    machine.step(DAY)
    machine.goes_by_it()
    assert not accept_machine_clock(waiting, off_by=waiting.off_by, actor=ADMINISTRATOR, now=machine.now.wall)
    assert not machine.goes_by_it()
    (waiting,) = unaccepted_machine_clocks()
    assert accept_machine_clock(waiting, off_by=waiting.off_by, actor=ADMINISTRATOR, now=machine.now.wall)
    # Between the word and the worker's next look.
    machine.step(DAY)
    assert not machine.goes_by_it()
    assert verbs() == ["off", "off", "accepted", "off"]


def test_a_worker_started_anew_knows_of_a_step_while_none_ran(machine):
    """The row stays; so does what the kernel counts."""
    machine.step(DAY)
    machine.pass_time(HOUR)
    assert not machine.goes_by_it()


@pytest.mark.parametrize(
    ("wall", "goes"), [(timedelta(minutes=5), True), (400 * DAY, True), (-3000 * DAY, False)]
)
def test_after_a_start_a_clock_may_only_have_gone_on(machine, wall, goes):
    """An empty battery puts the clock of an old PC back by years."""
    machine.pass_time(HOUR)
    machine.goes_by_it()
    machine.start_anew(off_for=wall)
    assert machine.goes_by_it() is goes
    if not goes:
        # A time server, or a hand, puts it right: nobody need say a word.
        machine.step(-wall + HOUR)
        assert machine.goes_by_it()
        machine.step(DAY)
        assert not machine.goes_by_it(), "and from then on it is held against the new start"


def test_a_machine_behind_another_of_the_same_office_waits(machine):
    machine.pass_time(HOUR)
    assert machine.goes_by_it()
    other = Machine("two", MORNING + HOUR - timedelta(minutes=10))
    assert not other.goes_by_it()
    assert machine.goes_by_it()
    other.step(timedelta(minutes=10))
    assert other.goes_by_it()


def test_a_step_back_that_was_accepted_holds_up_no_other_machine(machine):
    other = Machine("two", MORNING)
    assert other.goes_by_it()
    for each in (machine, other):
        each.step(-DAY)
        assert not each.goes_by_it()
    for waiting in unaccepted_machine_clocks():
        accept_machine_clock(waiting, off_by=waiting.off_by, actor=ADMINISTRATOR, now=machine.now.wall)
    assert machine.goes_by_it()
    assert other.goes_by_it()


def test_a_worker_judges_and_sends_nothing_by_a_clock_that_was_moved(machine, office, monkeypatch):
    clock = actions.start_clock(
        office=office,
        calendar=office.calendar_version(),
        topic="case",
        promise=Promise("working_days", 3),
        received=MORNING,
    )
    monkeypatch.setattr(worker, "read_clocks", lambda: machine.now)
    monkeypatch.setattr(worker, "machine_name", lambda: machine.name)
    monkeypatch.setattr(worker, "is_synchronised", lambda: machine.is_kept)
    assert worker.worker(["--once"]) == 0
    machine.step(30 * DAY)
    assert worker.worker(["--once"]) == 1
    assert not Entry.objects.filter(subject_type="clock", subject_id=clock.pk).exists()
    machine.step(-30 * DAY)
    assert worker.worker(["--once"]) == 0
    machine.step(30 * DAY)
    machine.is_kept = True
    assert worker.worker(["--once"]) == 0
    assert Entry.objects.filter(subject_type="clock", subject_id=clock.pk, verb="case.broken").exists()


def test_the_guard_asks_the_database_twice_a_minute_and_sees_a_step_at_once(
    machine, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(worker, "machine_name", lambda: machine.name)
    monkeypatch.setattr(worker, "is_synchronised", lambda: False)
    guard = worker.ClockGuard()
    assert guard(machine.now)
    with django_assert_num_queries(0):
        for _ in range(20):
            machine.pass_time(timedelta(seconds=1))
            assert guard(machine.now)
    machine.step(HOUR)
    assert not guard(machine.now)
    machine.step(-HOUR)
    assert guard(machine.now)
    machine.pass_time(timedelta(seconds=31))
    seen = machine.row.seen_at
    assert guard(machine.now)
    assert machine.row.seen_at > seen, "the beat by which others know that it runs"


def test_both_clocks_of_this_machine_can_be_read_and_run_alike():
    first, second = machine_clock.read_clocks(), machine_clock.read_clocks()
    assert first.boot == second.boot
    assert first.running <= second.running
    assert isinstance(machine_clock.is_synchronised(), bool)
    assert machine_clock.machine_name()
