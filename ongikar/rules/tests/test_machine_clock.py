"""The wall clock beside the one that nobody can set."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.clock.machine_clock import LIMIT, NONE, ClockReading, disagreement, is_off, is_same_step

START = ClockReading("a start", datetime(2026, 11, 22, 4, tzinfo=UTC), 1000.0)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def after(running: timedelta, wall: timedelta, boot: str = START.boot) -> ClockReading:
    return ClockReading(boot, START.wall + wall, START.running + running.total_seconds())


@pytest.mark.parametrize(
    ("running", "wall", "off"),
    [
        (HOUR, HOUR, NONE),
        # The machine slept over the weekend: both clocks went on.
        (60 * HOUR, 60 * HOUR, NONE),
        (HOUR, HOUR + LIMIT, NONE),
        (HOUR, HOUR - LIMIT, NONE),
        (HOUR, HOUR + LIMIT + SECOND, LIMIT + SECOND),
        (HOUR, 25 * HOUR, 24 * HOUR),
        (HOUR, -23 * HOUR, -24 * HOUR),
    ],
)
def test_only_a_clock_that_was_set_disagrees(running, wall, off):
    by = disagreement(START, after(running, wall))
    assert is_off(by) == (off != NONE)
    if off:
        assert by == off


def test_little_steps_add_up():
    """Each is less than the limit, and all are held against the same beginning."""
    steps = [after(n * HOUR, n * HOUR + n * timedelta(seconds=50)) for n in range(1, 6)]
    assert [is_off(disagreement(START, step)) for step in steps] == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("wall", "off"), [(HOUR, NONE), (400 * 24 * HOUR, NONE), (-HOUR, -3 * HOUR), (-LIMIT, -2 * HOUR - LIMIT)]
)
def test_after_another_start_the_clock_may_only_have_gone_on(wall, off):
    """How long the machine was off nobody knows; a battery that is empty puts the clock back by years."""
    latest = START.wall + 2 * HOUR
    by = disagreement(START, after(-timedelta(seconds=900), wall, "another start"), latest=latest)
    assert by == off if wall < 2 * HOUR and off else True
    assert is_off(by) == (START.wall + wall < latest - LIMIT)


def test_what_another_machine_has_seen_is_not_gone_behind():
    now = after(HOUR, HOUR)
    assert not is_off(disagreement(START, now, latest=now.wall + LIMIT))
    assert disagreement(START, now, latest=now.wall + HOUR) == -HOUR


@given(
    st.timedeltas(min_value=NONE, max_value=timedelta(days=3000)),
    st.timedeltas(min_value=-timedelta(days=3000), max_value=timedelta(days=3000)),
)
def test_a_step_is_measured_whatever_passed_meanwhile(passed, step):
    by = disagreement(START, after(passed, passed + step))
    assert abs(by - step) < timedelta(milliseconds=1)


def test_a_word_is_good_for_one_step():
    assert is_same_step(HOUR, HOUR + LIMIT)
    assert not is_same_step(HOUR, 2 * HOUR)
    assert not is_same_step(HOUR, -HOUR)
