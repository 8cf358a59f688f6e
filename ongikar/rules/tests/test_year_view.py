"""The year's page: every day once, open or closed as the calendar says, and named."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.year_view import year_view

from .any_calendar import calendar_data
from .known_days import KNOWN, day, known_days
from .test_promise_laws import unhurried


def shown(text, calendar=KNOWN):
    day = date.fromisoformat(text)
    return year_view(calendar, day.year)[day.month - 1].days[day.day - 1]


@pytest.mark.parametrize(
    ("text", "kind", "en"),
    [
        ("2026-01-04", "open", ""),
        ("2026-01-02", "weekly", "weekly day off"),
        ("2026-12-25", "weekly", "Christmas"),  # a Friday: weekly, and still named
        ("2026-12-16", "holiday", "Victory Day"),
        ("2026-05-01", "weekly", "May Day and Buddha Purnima"),
        ("2026-02-22", "other_hours", "Ramadan hours"),
        ("2026-03-19", "holiday", "Eid-ul-Fitr"),  # within Ramadan
        ("2026-02-20", "weekly", "weekly day off"),  # a Friday of Ramadan
        ("2025-05-17", "worked", "working Saturday"),
    ],
)
def test_a_day_is_shown_as_what_it_is(text, kind, en):
    assert (shown(text).kind, shown(text).en) == (kind, en)
    assert bool(shown(text).bn) == bool(en)


def test_each_day_shows_its_hours():
    assert shown("2026-01-04").hours == ((540, 1020),)
    assert shown("2026-02-22").hours == ((540, 795), (810, 930))
    assert shown("2026-01-02").hours == ()


def test_a_working_day_that_names_its_order_shows_the_last_order():
    calendar = Calendar.from_data(
        known_days(
            days=[day("2026-04-11", "2026-04-11", "working", name, name, False) for name in ("one", "two")]
        )
    )
    assert shown("2026-04-11", calendar).en == "two"


def test_days_a_moon_may_still_move_are_marked():
    eid = day("2026-08-11", "2026-08-12", "general", "ঈদ", "Eid", True, provisional=True)
    calendar = Calendar.from_data(known_days(days=[eid]))
    assert [shown(f"2026-08-{n:02d}", calendar).provisional for n in range(9, 15)] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]


def test_a_month_leaves_its_places_before_the_first_empty_in_a_week_from_sunday():
    blanks = [month.blanks for month in year_view(KNOWN, 2026)]
    assert blanks == [4, 0, 0, 3, 5, 1, 3, 6, 2, 4, 0, 2]
    assert [(month.bn, month.en) for month in year_view(KNOWN, 2026)][3] == ("এপ্রিল", "April")


@pytest.mark.parametrize(("year", "length"), [(2024, 366), (2026, 365)])
def test_every_day_of_the_year_stands_once_and_in_order(year, length):
    days = [day.date for month in year_view(KNOWN, year) for day in month.days]
    assert days == [date(year, 1, 1) + timedelta(days=n) for n in range(length)]


@unhurried
@given(calendar_data())
def test_a_day_is_open_on_the_page_exactly_where_it_is_in_the_calendar(data):
    calendar = Calendar.from_data(data)
    for month in year_view(calendar, 2026):
        for each in month.days:
            assert bool(each.hours) == calendar.is_open_day(each.date)
            assert (each.kind in ("weekly", "holiday")) != calendar.is_open_day(each.date)
