"""When the next year's list of holidays is wanted, and which due day can only be a slip."""

from datetime import date, timedelta

import pytest

from ongikar.rules.calendar.expiry import authority_ending, last_gazetted_day
from ongikar.rules.calendar.office_calendar import Calendar

from .known_days import KNOWN, at, known_days


def with_years(**years):
    return Calendar.from_data(
        known_days(days=[], windows=[], years={year.removeprefix("y"): said for year, said in years.items()})
    )


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-01-01 00:00", None),
        ("2026-10-31 23:59", None),
        ("2026-11-01 00:00", 60),
        ("2026-12-30 12:00", 1),
        ("2026-12-31 23:59", 0),
        ("2027-01-01 00:00", -1),
        ("2027-03-01 10:00", -60),
    ],
)
def test_the_end_is_told_from_sixty_days_before(now, left):
    ending = authority_ending(KNOWN, at(now))
    assert (ending and ending.days_left) == left
    if ending:
        assert ending.last_day == date(2026, 12, 31)


def test_sixty_days_before_it_is_told():
    assert authority_ending(KNOWN, at("2026-11-01 00:00"), timedelta(days=60)).days_left == 60
    assert authority_ending(KNOWN, at("2026-11-01 00:00"), timedelta(days=59)) is None


def test_the_words_say_what_to_do_in_both_languages():
    ending = authority_ending(KNOWN, at("2026-12-21 10:00"))
    assert (
        ending.bn.replace("\u00a0", " ") == "ছুটির তালিকা ৩১ ডিসেম্বর ২০২৬ পর্যন্ত, আর ১০ দিন; ২০২৭ সালের তালিকা দিন"
    )
    assert (
        ending.en.replace("\u00a0", " ")
        == "the list of holidays ends on 31 December 2026, in 10 days; enter the list of 2027"
    )
    assert "in 1 day;" in authority_ending(KNOWN, at("2026-12-30 10:00")).en
    past = authority_ending(KNOWN, at("2027-01-05 10:00"))
    assert "শেষ হয়ে গেছে" in past.bn
    assert "ended on" in past.en


def test_the_run_of_gazetted_years_is_unbroken_from_today():
    calendar = with_years(y2025="partial", y2026="gazetted", y2027="gazetted", y2029="gazetted")
    assert last_gazetted_day(calendar, date(2026, 5, 1)) == date(2027, 12, 31)
    assert last_gazetted_day(calendar, date(2028, 5, 1)) == date(2027, 12, 31)
    assert last_gazetted_day(calendar, date(2029, 5, 1)) == date(2029, 12, 31)
    assert last_gazetted_day(calendar, date(2025, 5, 1)) is None


def test_an_office_without_any_list_is_told_at_once():
    ending = authority_ending(with_years(), at("2026-05-01 10:00"))
    assert (ending.last_day, ending.days_left) == (None, -1)
    assert "২০২৬" in ending.bn
    assert "2026" in ending.en
