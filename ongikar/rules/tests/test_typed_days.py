"""Days as people type them: each way that is understood, and each that is not, with its sentence."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.bangla.text import bangla_date_words, date_words
from ongikar.rules.typed_days import TypedFault, YearMissing, is_bangla_date, read_day, typed_form

DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "০৬/১২/২০২৬",
        "06/12/2026",
        "৬/১২/২০২৬",
        "6-12-26",
        "৬-১২-২৬",
        "6.12.2026",
        "৬ ১২ ২০২৬",
        " 6 / 12 / 2026 ",
        "6,12,26",
        "06122026",
        "০৬১২২৬",
        "2026-12-06",
        "২০২৬/১২/৬",
        "20261206",
        "৬ ডিসেম্বর ২০২৬",
        "৬ ডিসে ২৬",
        "6 Dec 2026",
        "December 6, 2026",
        "রবিবার, ৬ ডিসেম্বর ২০২৬",
        "Sunday, 6 December 2026",
        "রবিবার, ৬ ডিসেম্বর ২০২৬ (২১ অগ্রহায়ণ ১৪৩৩)",
        "৬ ডিসেম্বর ২০২৬ খ্রিস্টাব্দ।",
        "২১ অগ্রহায়ণ ১৪৩৩",
        "২১ অগ্রহায়ন ১৪৩৩ বঙ্গাব্দ",
        "21 Agrahayan 1433",
    ],
)
def test_a_day_is_understood(typed):
    assert read_day(typed) == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("typed", "bn", "en"),
    [
        (
            "31/02/2026",
            "ফেব্রুয়ারি ২০২৬ ২৮ দিনের মাস, ৩১ তারিখ নেই।",
            "February 2026 has 28 days; there is no day 31.",
        ),
        ("৩১/১১/২০২৬", "নভেম্বর ৩০ দিনের মাস, ৩১ তারিখ নেই।", "November has 30 days; there is no day 31."),
        ("30/2", "ফেব্রুয়ারি ২০২৪ ২৯ দিনের মাস, ৩০ তারিখ নেই।", "February 2024 has 29 days; there is no day 30."),
        (
            "০৬/১২",
            "বছর লেখা হয়নি। বছরসহ লিখুন, যেমন ০৬/১২/২০২৮",
            "The year is missing. Write it too, such as 06/12/2028",
        ),
        (
            "6-12-2206",
            "সালটি ঠিক নয়: ২২০৬। ১৯০০ থেকে ২১৯৯ পর্যন্ত লেখা যায়।",
            "The year is not right: 2206. It can be from 1900 to 2199.",
        ),
        (
            "৬/১২/১০২৬",
            "সালটি ঠিক নয়: ১০২৬। ১৯০০ থেকে ২১৯৯ পর্যন্ত লেখা যায়।",
            "The year is not right: 1026. It can be from 1900 to 2199.",
        ),
        (
            "6/12/026",
            "সালটি ঠিক নয়: ০২৬। ১৯০০ থেকে ২১৯৯ পর্যন্ত লেখা যায়।",
            "The year is not right: 026. It can be from 1900 to 2199.",
        ),
        (
            "২১/৮/১৪৩৩",
            "১৪৩৩ বাংলা সন হলে মাসের নাম লিখুন, যেমন ২১ অগ্রহায়ণ ১৪৩৩",
            "If 1433 is a Bangla year, write its month by name, such as 21 Agrahayan 1433",
        ),
        (
            "২১ অগ্রহায়ণ",
            "বাংলা তারিখে সনটিও চার অঙ্কে লিখুন, যেমন ২১ অগ্রহায়ণ ১৪৩৩",
            "Write the Bangla year too, in four digits, such as 21 Agrahayan 1433",
        ),
        (
            "৩১ অগ্রহায়ণ ১৪৩৩",
            "অগ্রহায়ণ ১৪৩৩ ৩০ দিনের মাস, ৩১ তারিখ নেই।",
            "Agrahayan 1433 has 30 days; there is no day 31.",
        ),
        (
            "12/31/2026",
            "৩১ নম্বর মাস নেই। আগে দিন, পরে মাস লিখুন: ৩১/১২/২০২৬",
            "There is no month 31. Write the day first, then the month: 31/12/2026",
        ),
        ("সোমবার, ৬ ডিসেম্বর ২০২৬", "৬ ডিসেম্বর ২০২৬ রবিবার।", "6 December 2026 is a Sunday."),
        *(
            (
                typed,
                "তারিখটি ঠিক নয়। দিন/মাস/বছর লিখুন, যেমন ৯/১২/২০২৬",
                "This date is not right. Write day/month/year, such as 9/12/2026",
            )
            for typed in (
                "কাল",
                "",
                "6",
                "²/1/2026",
                "-1/2/2026",
                "2026-12-06T10:00",
                "6 ju 2026",
                "1" * 400,
                "1/2/3/4",
            )
        ),
    ],
)
def test_what_is_no_day_is_said_so_that_it_can_be_put_right(typed, bn, en):
    with pytest.raises(TypedFault) as caught:
        read_day(typed)
    fault = caught.value
    assert (fault.bn.replace("\u00a0", " "), fault.en.replace("\u00a0", " ")) == (bn, en)


def test_of_a_day_without_its_year_the_nearest_is_offered():
    with pytest.raises(YearMissing) as caught:
        read_day("৬/১২")
    assert caught.value.nearest(date(2026, 12, 1)) == date(2026, 12, 6)
    assert caught.value.nearest(date(2027, 2, 1)) == date(2026, 12, 6)
    with pytest.raises(YearMissing) as caught:
        read_day("29/2")
    assert caught.value.nearest(date(2026, 12, 1)) == date(2028, 2, 29)


@given(DAYS)
def test_what_pages_write_is_read_again(day):
    for language in ("bn", "en"):
        assert read_day(typed_form(day, language)) == day
        assert read_day(date_words(day, language, bangla_year=True)) == day
    assert read_day(f"{day.day}-{day.month}-{day.year % 100:02d}") == day
    assert read_day(day.isoformat()) == day


@given(st.dates(date(1905, 1, 1), date(2095, 1, 1)))
def test_every_day_of_the_bangla_calendar_is_found(day):
    words = bangla_date_words(day)
    assert is_bangla_date(words)
    assert read_day(words) == day
    assert not is_bangla_date(date_words(day, "bn"))


@given(st.text(max_size=80))
def test_nothing_typed_breaks_it(typed):
    with suppress(TypedFault):
        assert date(1900, 1, 1) - timedelta(days=1) < read_day(typed) < date(2200, 5, 1)
