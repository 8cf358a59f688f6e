"""Calendars made on the spot, by which nothing has been counted before: what they take for granted, and how
far they reach.
"""

from datetime import date, timedelta

import pytest

from ongikar.rules.calendar.office_calendar import TZ, Calendar, CalendarFault
from ongikar.rules.promise import compute_due, explain_due
from ongikar.rules.promise.reading import read_promise

from .known_days import OFFICE_HOURS, RAMADAN, WEEK, at, day, known_days
from .slow_clerk import SlowClerk


def fresh(**data):
    return Calendar.from_data({"week": WEEK} | data)


def falls_due(promise, received, *waits, **data):
    waits = [(at(notice), at(answer)) for notice, answer in waits]
    return compute_due(fresh(**data), read_promise(promise), at(received), waits).strftime("%Y-%m-%d %H:%M")


# What is taken for granted


def test_a_week_alone_is_a_calendar():
    assert fresh().next_open_day(date(2026, 4, 9)) == date(2026, 4, 12)
    assert fresh().closed_because(date(2026, 4, 12)) is None
    with pytest.raises(CalendarFault):
        Calendar.from_data({})


def test_what_comes_after_hours_counts_for_the_next_day_unless_the_office_says_otherwise():
    assert falls_due("1 working day", "2026-04-05 18:00") == "2026-04-07 17:00"
    assert falls_due("1 working day", "2026-04-05 18:00", after_hours="same_day") == "2026-04-06 17:00"


def test_a_closed_last_day_rolls_unless_the_office_says_otherwise():
    assert falls_due("5 days", "2026-04-05 10:00") == "2026-04-12 17:00"
    assert falls_due("5 days", "2026-04-05 10:00", roll_closed=False) == "2026-04-10 17:00"


def test_a_row_that_says_little_is_filled_with_nothing_but_its_kinds_name():
    closed = fresh(days=[{"from": "2026-04-05", "kind": "local"}]).closed_because(date(2026, 4, 5))
    assert closed == ("local", "স্থানীয় ছুটি", "local holiday", "", "", "", "")


def test_dated_hours_without_a_name_are_special_hours():
    nameless = {key: RAMADAN[key] for key in ("from", "to", "hours")}
    with pytest.raises(CalendarFault) as fault:
        fresh(windows=[nameless, RAMADAN])
    assert fault.value.en.endswith("(special office hours)")
    assert fault.value.bn.endswith("(বিশেষ অফিস সময়)")


@pytest.mark.parametrize(
    ("data", "row"),
    [
        ({"windows": [RAMADAN | {"hours": [["nine", "five"]]}]}, "windows/1"),
        ({"windows": [{"from": "2026-02-19"}]}, "windows/1"),
        ({"days": [{"from": "2026-04-11", "kind": "working", "hours": [["nine", "five"]]}]}, "days/1"),
        ({"days": [{"from": "2026-04-05", "kind": "general", "hours": [["nine", "five"]]}]}, "days/1"),
        ({"days": [{"from": "2026-04-05"}]}, "days/1"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(data, row):
    with pytest.raises(CalendarFault) as fault:
        fresh(**data)
    assert fault.value.row == row


def test_windows_of_a_day_may_touch():
    calendar = fresh(week={"sunday": [["13:00", "17:00"], ["09:00", "13:00"]]})
    assert calendar.rows.hours_on(date(2026, 4, 5).toordinal()) == ((540, 780), (780, 1020))


def test_dated_hours_may_follow_each_other_but_share_no_day():
    first, second = RAMADAN | {"to": "2026-02-26"}, RAMADAN | {"from": "2026-02-27"}
    assert fresh(windows=[first, second]).close(date(2026, 2, 26)) == at("2026-02-26 15:30")
    assert fresh(windows=[second, first]).close(date(2026, 3, 1)) == at("2026-03-01 15:30")
    assert fresh(windows=[first]).close(date(2026, 2, 26)) == at("2026-02-26 15:30")
    for overlapping in ([first, second | {"from": "2026-02-26"}], [second | {"from": "2026-02-26"}, first]):
        with pytest.raises(CalendarFault):
            fresh(windows=overlapping)


def test_ordinary_hours_are_those_of_most_days():
    short = [["09:00", "13:00"]]
    week = {
        "sunday": short,
        "monday": OFFICE_HOURS,
        "tuesday": OFFICE_HOURS,
        "thursday": short,
        "wednesday": OFFICE_HOURS,
    }
    saturday = [{"from": "2026-04-11", "kind": "working"}]
    assert fresh(week=week, days=saturday).close(date(2026, 4, 11)) == at("2026-04-11 17:00")
    assert fresh(week={"sunday": short, "monday": OFFICE_HOURS}, days=saturday).close(
        date(2026, 4, 11)
    ) == at("2026-04-11 13:00")


def test_a_closed_day_that_does_not_roll_ends_when_that_day_of_the_week_would():
    week = WEEK | {"thursday": [["09:00", "13:00"]]}
    holiday = [{"from": "2026-04-09", "kind": "local"}]
    assert (
        falls_due("4 days", "2026-04-05 10:00", week=week, days=holiday, roll_closed=False)
        == "2026-04-09 13:00"
    )


def test_a_row_may_last_a_year_and_no_longer():
    fresh(days=[{"from": "2024-01-01", "to": "2024-12-31", "kind": "local"}])
    with pytest.raises(CalendarFault, match="longer than a year"):
        fresh(days=[{"from": "2024-01-01", "to": "2025-01-01", "kind": "local"}])


# How far it reaches


@pytest.mark.parametrize("n", [500, 2_500])
def test_a_long_count_of_working_days_reaches_as_far_as_it_must(n):
    start, weeks = date(2026, 4, 5), n // 5
    assert fresh().add_working_days(start, n) == start + timedelta(weeks=weeks)
    assert fresh().add_working_days(start, -n) == start - timedelta(weeks=weeks)
    assert falls_due(f"{n} working days", "2026-04-05 10:00") == f"{start + timedelta(weeks=weeks)} 17:00"


@pytest.mark.parametrize(("start", "end"), [("2021-04-04", "2026-04-05"), ("2026-04-05", "2031-04-06")])
def test_office_time_reaches_over_years_both_ways(start, end):
    weeks = (date.fromisoformat(end) - date.fromisoformat(start)).days // 7
    for first, last, sign in ((start, end, 1), (end, start, -1)):
        assert fresh().office_time(at(f"{first} 12:00"), at(f"{last} 12:00")) == sign * weeks * timedelta(
            hours=40
        )


def test_office_minutes_reach_over_years():
    assert fresh().add_office_time(at("2026-04-05 09:00"), timedelta(minutes=261 * 5 * 8 * 60)) == at(
        "2026-04-05 17:00"
    ) + timedelta(weeks=261, days=-3)
    assert falls_due("9,999 office hours", "2026-04-05 09:00") == "2031-01-16 16:00"


def test_the_last_close_of_a_year_is_followed_by_the_first_of_the_next():
    years = {"years": {"2026": "gazetted"}}
    assert falls_due("immediate", "2026-12-31 16:59", **years) == "2026-12-31 17:00"
    assert falls_due("immediate", "2026-12-31 17:30", **years) == "2027-01-03 17:00"
    assert falls_due("1 working day", "2026-12-31 10:00", **years) == "2027-01-03 17:00"
    assert fresh(**years).add_office_time(at("2026-12-31 16:00"), timedelta(minutes=60)) == at(
        "2026-12-31 17:00"
    )
    assert fresh(**years).add_office_time(at("2026-12-31 16:00"), timedelta(minutes=61)) == at(
        "2027-01-03 09:01"
    )


def test_waits_of_years_are_counted_through():
    wait = ("2026-04-06 10:00", "2029-04-08 10:00")
    assert falls_due("3 working days", "2026-04-05 10:00", wait) == "2029-04-10 17:00"
    assert falls_due("3 days", "2026-04-05 10:00", wait) == "2029-04-10 17:00"
    assert falls_due("3,650 days", "2026-04-05 10:00") == "2036-04-02 17:00"
    assert falls_due("by 2035-12-31", "2026-04-05 10:00") == "2035-12-31 17:00"


@pytest.mark.parametrize("year", [1972, 2199])
def test_the_first_and_the_last_year_can_be_counted(year):
    assert fresh().count_working_days(date(year, 1, 1), date(year, 12, 31)) in range(259, 264)


# Edges


def test_a_day_of_an_office_of_the_same_day_ends_at_midnight():
    calendar = fresh(after_hours="same_day")
    assert calendar.receipt_day(at("2026-04-09 23:59")) == date(2026, 4, 9)
    assert calendar.receipt_day(at("2026-04-10 00:00")) == date(2026, 4, 12)
    assert calendar.receipt_day(at("2026-04-10 12:00")) == date(2026, 4, 12)


def test_the_open_day_before_a_closed_one_and_before_an_open_one():
    assert fresh().previous_open_day(date(2026, 4, 10)) == date(2026, 4, 9)
    assert fresh().previous_open_day(date(2026, 4, 12)) == date(2026, 4, 9)
    assert fresh().add_working_days(date(2026, 4, 10), 0) == date(2026, 4, 10)


def test_a_date_may_come_with_a_time_of_day():
    calendar = fresh(days=[{"from": at("2026-04-12 10:00"), "kind": "local"}])
    assert not calendar.is_open_day(date(2026, 4, 12))


def test_a_wait_answered_at_once_is_none():
    moment = "2026-04-06 10:00"
    assert falls_due("3 working days", "2026-04-05 10:00", (moment, moment)) == "2026-04-08 17:00"


def test_a_wait_over_before_receipt_changes_nothing_and_the_next_still_counts():
    before, within = ("2026-04-01 10:00", "2026-04-02 10:00"), ("2026-04-05 11:00", "2026-04-05 12:00")
    assert falls_due("3 office hours", "2026-04-05 10:00", before, within) == "2026-04-05 14:00"
    assert falls_due("3 hours", "2026-04-05 10:00", before, within) == "2026-04-05 14:00"


def test_dates_that_were_waited_are_the_offices_dates():
    # Two in the morning in Dhaka is the day before by UTC.
    assert (
        falls_due("7 days", "2026-04-05 10:00", ("2026-04-07 02:00", "2026-04-08 10:00"))
        == "2026-04-13 17:00"
    )
    assert (
        falls_due("7 days", "2026-04-05 10:00", ("2026-04-07 10:00", "2026-04-08 02:00"))
        == "2026-04-13 17:00"
    )


def test_an_answer_at_the_very_close_was_not_owed_at_it():
    assert (
        falls_due("24 hours", "2026-04-09 16:00", ("2026-04-12 16:00", "2026-04-12 17:00"))
        == "2026-04-12 17:00"
    )


def test_a_day_that_does_not_roll_and_closed_as_it_came_in_is_followed_by_the_next():
    assert (
        falls_due("by 2026-04-05", "2026-04-05 17:00", roll_closed=False, after_hours="same_day")
        == "2026-04-06 17:00"
    )


@pytest.mark.parametrize(
    "promise",
    ["immediate", "3 working days", "3 days", "1 month", "24 hours", "3 office hours", "by 2026-04-08"],
)
def test_every_due_moment_is_handed_out_in_the_offices_zone(promise):
    assert compute_due(fresh(), read_promise(promise), at("2026-04-05 10:00")).tzinfo is TZ


def test_time_is_told_apart_only_of_hours_and_minutes():
    assert explain_due(fresh(), read_promise("1 working day"), at("2026-04-05 10:00")).time is None
    hours = explain_due(
        fresh(),
        read_promise("3 office hours"),
        at("2026-04-05 16:00"),
        [(at("2026-04-05 16:30"), at("2026-04-06 09:30"))],
    ).time
    assert hours == (timedelta(hours=3), timedelta(hours=1), timedelta(hours=16), None, timedelta())
    running = explain_due(
        fresh(),
        read_promise("24 hours"),
        at("2026-04-09 16:00"),
        [(at("2026-04-09 16:30"), at("2026-04-09 17:00"))],
    ).time
    assert running == (
        timedelta(hours=24),
        timedelta(minutes=30),
        timedelta(hours=48, minutes=30),
        at("2026-04-10 16:00"),
        timedelta(),
    )


def test_in_an_office_of_the_same_day_only_what_is_due_at_once_waits_for_the_next():
    calendar = fresh(after_hours="same_day")
    explanations = {
        promise: explain_due(calendar, read_promise(promise), at("2026-04-05 18:00"))
        for promise in ("immediate", "1 working day")
    }
    assert [why.receipt_day.day for why in explanations.values()] == [6, 5]


def test_calendar_days_that_were_waited_are_said_so_whether_open_or_closed():
    rows = explain_due(
        fresh(),
        read_promise("7 days"),
        at("2026-04-05 10:00"),
        [(at("2026-04-09 10:00"), at("2026-04-11 10:00"))],
    ).days
    assert [row.date.day for row in rows if row.kind == "waited"] == [9, 10]


def test_the_known_days_made_anew_are_counted_as_a_clerk_counts_them():
    data = known_days(days=[day("2026-04-06", "2026-04-07", "local", "ঝড়", "storm", False)]) | {
        "after_hours": "next_working_day",
        "roll_closed": True,
    }
    for promise in ("3 working days", "2 days", "24 hours", "3 office hours", "1 month"):
        made = read_promise(promise)
        assert compute_due(Calendar.from_data(data), made, at("2026-04-05 10:00")) == SlowClerk(data).due(
            made, at("2026-04-05 10:00"), []
        )
