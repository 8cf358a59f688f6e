"""Whenever the demonstration is loaded, everything in it has already happened, in its
order, in office time.
"""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.demo.chapters import MomentFault, current_office_day, moment_of_act
from ongikar.demo.stories import counted_back, timed_acts

from .demo_stage import CALENDAR, ROWS, office_time

A_MINUTE = timedelta(minutes=1)
# Any minute of four years, most of them without a list of holidays.
any_moment = st.integers(0, 4 * 365 * 24 * 60).map(
    lambda minutes: office_time("2025-06-01T00:00") + minutes * A_MINUTE
)


@given(any_moment)
def test_nothing_of_the_demonstration_is_still_to_come(now):
    for number, row in enumerate(ROWS, 1):
        assert all(
            happening.at <= now for happening in timed_acts(number, row, counted_back(CALENDAR, row, now=now))
        )


@given(any_moment)
def test_what_happens_to_a_case_keeps_its_order(now):
    for number, row in enumerate(ROWS, 1):
        moments = [
            happening.at for happening in timed_acts(number, row, counted_back(CALENDAR, row, now=now))
        ]
        assert moments == sorted(moments)


@given(any_moment)
def test_the_day_at_hand_is_an_office_day_that_has_not_closed(now):
    assert CALENDAR.close(current_office_day(CALENDAR, now)) > now
    assert CALENDAR.previous_open_day(current_office_day(CALENDAR, now)) <= now.date()


def test_today_begins_in_its_first_minutes():
    assert moment_of_act(
        CALENDAR, before=0, at=time(9, 4), now=office_time("2026-11-24T09:30")
    ) == office_time("2026-11-24T09:04")


def test_before_those_minutes_have_passed_it_is_still_the_end_of_the_day_before():
    before_nine = moment_of_act(CALENDAR, before=0, at=time(9, 4), now=office_time("2026-11-29T08:00"))
    assert before_nine == office_time("2026-11-26T16:34")
    assert (
        moment_of_act(CALENDAR, before=0, at=time(9, 4), now=office_time("2026-11-27T23:00")) == before_nine
    )


@pytest.mark.parametrize(
    ("now", "came"),
    [
        ("2026-11-24T10:00", "2026-11-24T08:50"),
        ("2026-11-24T08:00", "2026-11-23T17:00"),
        ("2026-11-24T17:00", "2026-11-24T17:00"),
        ("2026-11-27T11:00", "2026-11-26T17:00"),
    ],
)
def test_before_opening_it_counts_as_of_the_day_at_hand_and_is_never_late(now, came):
    """Of what must be done at once, such as money being taken now."""
    received = moment_of_act(CALENDAR, before=0, at=time(8, 50), now=office_time(now))
    assert received == office_time(came)
    assert CALENDAR.receipt_day(received) == current_office_day(CALENDAR, office_time(now))


def test_what_was_received_on_paper_is_entered_later_and_its_slips_were_printed_before():
    (row,) = (each for each in ROWS if "on_paper" in each and each["channel"] == "counter")
    printed, entered = timed_acts(1, row, counted_back(CALENDAR, row, now=office_time("2026-11-24T18:00")))
    assert (printed.act, entered.act) == ("reserve_slips", "receive")
    assert (
        printed.at
        < printed.answers["received"]
        == office_time("2026-11-23T11:40")
        < entered.at
        == office_time("2026-11-24T09:20")
    )


def test_days_are_counted_back_over_weekends_and_holidays():
    assert moment_of_act(CALENDAR, before=1, at=time(11), now=office_time("2026-06-01T12:00")) == office_time(
        "2026-05-25T11:00"
    )


@pytest.mark.parametrize(
    ("before", "hour"), [(0, time(9, 30)), (0, time(8, 29)), (-1, time(9, 10)), (1, time(20))]
)
def test_a_moment_that_may_be_to_come_is_refused(before, hour):
    with pytest.raises(MomentFault) as raised:
        moment_of_act(CALENDAR, before=before, at=hour, now=office_time("2026-11-24T18:00"))
    assert raised.value.bn


def test_a_late_hour_is_taken_once_it_has_passed():
    late = moment_of_act(CALENDAR, before=2, at=time(20), now=office_time("2026-11-24T18:00"))
    assert late == office_time("2026-11-23T20:00")
