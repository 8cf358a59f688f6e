"""Digits, dates and times as they are printed, against dates that were published."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.bangla import text as bangla

# Gregorian, and the official Bangla date of Bangladesh as printed by newspapers or laid down by the 2019
# reform.
PUBLISHED = [
    ("2025-04-14", (1432, 1, 1)),
    ("2025-10-16", (1432, 6, 31)),
    ("2025-11-01", (1432, 7, 16)),
    ("2026-02-15", (1432, 11, 2)),
    ("2026-02-21", (1432, 11, 8)),  # Shahid Day is always 8 Falgun
    ("2026-03-26", (1432, 12, 12)),  # Independence Day is always 12 Chaitra
    ("2024-03-14", (1430, 11, 30)),  # Falgun has 30 days when February has 29
    ("2024-12-16", (1431, 9, 1)),  # Victory Day is always 1 Poush
    ("2025-12-27", (1432, 9, 12)),  # a widget that printed 13 Poush was a day wrong
    ("2026-12-06", (1433, 8, 21)),
]


@pytest.mark.parametrize(("day", "expected"), PUBLISHED)
def test_the_bangla_date_is_the_official_one(day, expected):
    assert bangla.bangla_date(date.fromisoformat(day)) == expected


@given(st.dates(date(2020, 4, 14), date(2120, 1, 1)))
def test_bangla_days_follow_one_another(day):
    year, month, number = bangla.bangla_date(day)
    tomorrow = bangla.bangla_date(day + timedelta(days=1))
    assert tomorrow in {(year, month, number + 1), (year, month + 1, 1), (year + 1, 1, 1)}


@given(st.dates(date(2020, 1, 1), date(2120, 1, 1)))
def test_the_national_days_keep_their_bangla_dates(day):
    assert bangla.bangla_date(date(day.year, 2, 21))[1:] == (11, 8)
    assert bangla.bangla_date(date(day.year, 3, 26))[1:] == (12, 12)


@pytest.mark.parametrize(
    ("value", "bn", "en"),
    [
        (0, "০", "0"),
        (999, "৯৯৯", "999"),
        (1000, "১,০০০", "1,000"),
        (100000, "১,০০,০০০", "1,00,000"),
        (12345678, "১,২৩,৪৫,৬৭৮", "1,23,45,678"),
        (-5000, "-৫,০০০", "-5,000"),
    ],
)
def test_numbers_are_grouped_in_thousands_and_lakhs(value, bn, en):
    assert bangla.grouped_number(value, "bn") == bn
    assert bangla.grouped_number(value, "en") == en


@given(st.integers(-(10**12), 10**12))
def test_grouping_loses_no_figure(value):
    assert int(bangla.latin_digits(bangla.grouped_number(value)).replace(",", "")) == value


@pytest.mark.parametrize(
    ("moment", "bn", "en"),
    [
        (time(0, 5), "রাত ১২টা ৫ মিনিট", "12:05 am"),
        (time(5, 0), "ভোর ৫টা", "5:00 am"),
        (time(9, 0), "সকাল ৯টা", "9:00 am"),
        (time(10, 42), "সকাল ১০টা ৪২ মিনিট", "10:42 am"),
        (time(12, 10), "দুপুর ১২টা ১০ মিনিট", "12:10 pm"),
        (time(17, 0), "বিকেল ৫টা", "5:00 pm"),
        (time(18, 30), "সন্ধ্যা ৬টা ৩০ মিনিট", "6:30 pm"),
        (time(23, 59), "রাত ১১টা ৫৯ মিনিট", "11:59 pm"),
    ],
)
def test_times_are_said_as_people_say_them(moment, bn, en):
    assert bangla.time_words(moment, "bn").replace("\u00a0", " ") == bn
    assert bangla.time_words(moment, "en").replace("\u00a0", " ") == en


def test_a_full_date_names_weekday_day_month_year_and_the_bangla_date():
    words = bangla.date_words(date(2026, 12, 6), "bn", bangla_year=True).replace("\u00a0", " ")
    assert bangla.nfc(words) == bangla.nfc("রবিবার, ৬ ডিসেম্বর ২০২৬ (২১ অগ্রহায়ণ ১৪৩৩)")
    assert bangla.date_words(date(2026, 12, 6), "en") == "Sunday, 6\u00a0December 2026"


@pytest.mark.parametrize(
    ("day", "start"), [("2026-06-30", 2025), ("2026-07-01", 2026), ("2026-12-31", 2026), ("2027-01-01", 2026)]
)
def test_the_fiscal_year_begins_in_july(day, start):
    assert bangla.fiscal_year(date.fromisoformat(day)) == start


def test_the_fiscal_year_is_written_with_both_years():
    assert bangla.fiscal_year_words(2026) == "২০২৬–২৭"
    assert bangla.fiscal_year_words(1999, "en") == "1999–00"


@given(st.text())
def test_digits_go_there_and_back(text):
    assert bangla.latin_digits(bangla.digits(text, "bn")) == bangla.latin_digits(text)


def test_a_month_runs_from_its_first_day_to_the_next_months():
    assert bangla.month_span(date(2026, 12, 31)) == (date(2026, 12, 1), date(2027, 1, 1))
