"""Time at each desk: nothing is lost between two posts, nothing waited is laid at anybody's door."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.clock.desk_time import CaseHolding, desk_time

from .any_calendar import cases
from .known_days import KNOWN, at
from .slow_clerk import SlowClerk, outside
from .test_promise_laws import dates_between, unhurried


def hours(*holdings, until, waits=()):
    by_desk = desk_time(
        KNOWN,
        [CaseHolding(post, at(since)) for post, since in holdings],
        at(until),
        [(at(a), b and at(b)) for a, b in waits],
    )
    return [(desk.post, desk.minutes / 60, desk.days) for desk in by_desk]


def test_one_desk_holds_all_of_it():
    assert hours(("officer", "2026-04-06 10:00"), until="2026-04-07 12:00") == [("officer", 10, 1)]


def test_each_desk_holds_it_until_it_is_handed_over():
    held_hours = hours(
        ("assistant", "2026-04-06 09:00"), ("officer", "2026-04-07 11:00"), until="2026-04-08 10:00"
    )
    assert held_hours == [("assistant", 10, 1), ("officer", 7, 1)]


def test_a_desk_that_held_it_twice_is_told_once_and_first_come_is_told_first():
    held_hours = hours(
        ("assistant", "2026-04-06 09:00"),
        ("officer", "2026-04-06 11:00"),
        ("assistant", "2026-04-06 15:00"),
        until="2026-04-06 17:00",
    )
    assert held_hours == [("assistant", 4, 1), ("officer", 4, 0)]


def test_handings_over_may_be_told_in_any_order():
    one, two = ("assistant", "2026-04-06 09:00"), ("officer", "2026-04-07 11:00")
    assert hours(two, one, until="2026-04-08 10:00") == hours(one, two, until="2026-04-08 10:00")


def test_nights_weekends_and_holidays_count_for_nobody():
    assert hours(("officer", "2026-04-09 16:00"), until="2026-04-12 10:00") == [("officer", 2, 1)]
    assert hours(("officer", "2026-04-13 16:00"), until="2026-04-15 10:00") == [("officer", 2, 1)]


def test_what_the_citizen_owed_counts_for_nobody():
    waits = [("2026-04-06 11:00", "2026-04-07 10:00"), ("2026-04-06 12:00", "2026-04-07 09:30")]
    assert hours(("officer", "2026-04-06 09:00"), until="2026-04-07 12:00", waits=waits) == [
        ("officer", 4, 0)
    ]


def test_a_wait_still_open_runs_to_the_end_of_the_account():
    assert hours(
        ("officer", "2026-04-06 09:00"), until="2026-04-08 12:00", waits=[("2026-04-06 11:00", None)]
    ) == [("officer", 2, 0)]


def test_a_day_handed_over_at_its_very_close_was_the_former_desks():
    held_hours = hours(
        ("assistant", "2026-04-06 09:00"), ("officer", "2026-04-06 17:00"), until="2026-04-07 17:00"
    )
    assert held_hours == [("assistant", 8, 1), ("officer", 8, 1)]


def test_a_handing_over_after_the_stop_holds_nothing():
    held_hours = hours(
        ("assistant", "2026-04-06 09:00"), ("officer", "2026-04-08 09:00"), until="2026-04-06 10:00"
    )
    assert held_hours == [("assistant", 1, 0), ("officer", 0, 0)]


def test_what_nobody_held_is_nobodys_time():
    assert desk_time(KNOWN, [], at("2026-04-06 10:00")) == []


def test_whole_minutes_are_told():
    (desk,) = desk_time(
        KNOWN, [CaseHolding(1, at("2026-04-06 09:00"))], at("2026-04-06 09:00") + timedelta(seconds=119)
    )
    assert desk.minutes == 1


@unhurried
@given(
    case=cases(),
    steps=st.lists(
        st.tuples(st.sampled_from("abc"), st.timedeltas(timedelta(), timedelta(days=9))), max_size=5
    ),
    left=st.timedeltas(timedelta(), timedelta(days=20)),
)
def test_the_desks_add_up_to_the_office_time_that_was_not_waited(case, steps, left):
    calendar, since = case.calendar, case.received
    holdings = [CaseHolding("a", since)]
    for post, step in steps:
        holdings.append(CaseHolding(post, since := since + step))
    until = since + left
    by_desk = desk_time(calendar, holdings, until, case.waits)
    assert all(desk.office_time >= timedelta() and desk.days >= 0 for desk in by_desk)
    clerk = SlowClerk(case.data)
    office = timedelta()
    for day in dates_between(
        case.received.astimezone(calendar.tz).date(), until.astimezone(calendar.tz).date()
    ):
        for opens, closes in clerk.windows(day):
            for begins, ends in outside(case.waits, max(opens, case.received), min(closes, until)):
                office += ends - begins
    assert sum((desk.office_time for desk in by_desk), timedelta()) == office


@pytest.mark.parametrize("split", ["2026-04-06 12:00", "2026-04-07 12:00"])
def test_handing_it_to_oneself_changes_nothing(split):
    alone = hours(("officer", "2026-04-06 09:00"), until="2026-04-08 12:00")
    assert hours(("officer", "2026-04-06 09:00"), ("officer", split), until="2026-04-08 12:00") == alone
