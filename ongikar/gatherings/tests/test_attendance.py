"""Attendance as a clerk counts it, and as laws: what was cancelled counts nowhere, and marks in any order
end the same.
"""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.gatherings.rules.attendance import (
    ABSENT,
    EXCUSED,
    LATE,
    LEFT_EARLY,
    PRESENT,
    HeldGathering,
    attended_minutes,
    count_attendance,
    value_on_arrival,
)

FIRST = date(2026, 11, 1)
START = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
END = START + timedelta(hours=2)


@pytest.mark.parametrize(
    ("value", "minutes", "held", "there"),
    [
        (PRESENT, None, 120, 120),
        (PRESENT, 200, 120, 120),
        (LATE, 90, 120, 90),
        (LATE, None, 120, 0),
        (LEFT_EARLY, 150, 120, 120),
        (ABSENT, None, 120, 0),
        (EXCUSED, None, 120, 0),
        ("", None, 120, 0),
    ],
)
def test_minutes_of_one_mark(value, minutes, held, there):
    assert attended_minutes(value, minutes, held) == there


@pytest.mark.parametrize(
    ("minute", "value", "left"),
    [
        (-30, PRESENT, None),
        (0, PRESENT, None),
        (15, PRESENT, None),
        (16, LATE, 104),
        (119, LATE, 1),
        (125, LATE, 0),
    ],
)
def test_whoever_comes_after_a_quarter_of_an_hour_is_late(minute, value, left):
    assert value_on_arrival(START, END, START + timedelta(minutes=minute)) == (value, left)


def test_a_course_as_a_clerk_counts_it():
    """Four classes of two hours, one to come: there, an hour, absent. 180 of 360, then 300 of 480."""
    course = [
        HeldGathering(FIRST, 120, True, PRESENT),
        HeldGathering(FIRST + timedelta(days=1), 120, True, LATE, 60),
        HeldGathering(FIRST + timedelta(days=2), 120, True, ABSENT),
        HeldGathering(FIRST + timedelta(days=3), 120, False),
    ]
    totals = count_attendance(course, since=FIRST)
    assert (totals.percent, totals.reachable_percent) == (50, 62)
    assert (totals.times_there, totals.times_held) == (2, 3)
    # Somebody who came onto the roster on the second day, and left before the last.
    part = count_attendance(course, since=FIRST + timedelta(days=1), until=FIRST + timedelta(days=2))
    assert (part.attended_minutes, part.held_minutes, part.to_come_minutes) == (60, 240, 0)


def test_nothing_held_is_no_percent():
    assert count_attendance([], since=FIRST).percent is None
    assert count_attendance([HeldGathering(FIRST, 60, False)], since=FIRST).reachable_percent == 100


gatherings = st.lists(
    st.builds(
        HeldGathering,
        st.dates(FIRST, FIRST + timedelta(days=60)),
        st.integers(1, 600),
        st.booleans(),
        st.sampled_from([PRESENT, LATE, LEFT_EARLY, ABSENT, EXCUSED, ""]),
        st.none() | st.integers(0, 700),
    ),
    max_size=12,
)


@given(gatherings, st.dates(FIRST, FIRST + timedelta(days=60)))
def test_the_percent_is_minutes_attended_of_minutes_held_while_a_member(held, since):
    totals = count_attendance(held, since=since)
    mine = [each for each in held if each.day >= since and each.is_recorded]
    assert totals.held_minutes == sum(each.minutes for each in mine)
    assert 0 <= totals.attended_minutes <= totals.held_minutes
    if totals.percent is not None:
        assert totals.percent <= 100 * totals.attended_minutes / totals.held_minutes < totals.percent + 1
        assert totals.percent <= totals.reachable_percent <= 100


@given(gatherings, st.randoms())
def test_the_order_of_the_gatherings_changes_nothing(held, random):
    shuffled = list(held)
    random.shuffle(shuffled)
    assert count_attendance(shuffled, since=FIRST) == count_attendance(held, since=FIRST)


@given(gatherings, st.integers(0, 11))
def test_what_is_still_to_come_can_only_raise_what_is_reachable(held, place):
    """Attending one more brings the end to what was reachable, missing it never above."""
    open_ones = [n for n, each in enumerate(held) if not each.is_recorded]
    if not open_ones:
        return
    n = open_ones[place % len(open_ones)]
    before = count_attendance(held, since=FIRST)
    for value in (PRESENT, ABSENT):
        after = [HeldGathering(e.day, e.minutes, True, value) if k == n else e for k, e in enumerate(held)]
        totals = count_attendance(after, since=FIRST)
        assert totals.reachable_percent <= before.reachable_percent
        if value == PRESENT:
            assert totals.reachable_percent == before.reachable_percent
