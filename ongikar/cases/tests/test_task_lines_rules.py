"""Lines "task, who, by when", as clerks really write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.cases.rules.task_lines import read_task_lines
from ongikar.rules.bangla.text import date_words

DAY = date(2026, 11, 11)


def only(text):
    [line] = read_task_lines(text, DAY)
    return line.title, line.who, line.due


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("রাউটার বদলানো, ল্যাব সহকারী, ১৫ ডিসেম্বর ২০২৬", ("রাউটার বদলানো", "ল্যাব সহকারী", date(2026, 12, 15))),
        ("১. রাউটার বদলানো; ল্যাব সহকারী; ১৫/১২/২০২৬", ("রাউটার বদলানো", "ল্যাব সহকারী", date(2026, 12, 15))),
        (
            "(২) তালিকা ও ছবি পাঠানো, অধ্যক্ষ, ৩০ নভেম্বরের মধ্যে।",
            ("তালিকা ও ছবি পাঠানো", "অধ্যক্ষ", date(2026, 11, 30)),
        ),
        (
            "Renew the router, lab assistant, by 2026-12-15",
            ("Renew the router", "lab assistant", date(2026, 12, 15)),
        ),
        # A day without a year that has passed in this one is of the next.
        ("Send the list – head teacher – 5 January", ("Send the list", "head teacher", date(2027, 1, 5))),
        ("মাপ, ছবি, তালিকা পাঠানো, অধ্যক্ষ, ১/১২/২০২৬", ("মাপ, ছবি, তালিকা পাঠানো", "অধ্যক্ষ", date(2026, 12, 1))),
        (
            "অচল কম্পিউটারের তালিকা তৈরি: আইসিটি অফিসার, পরের সভার আগে",
            ("অচল কম্পিউটারের তালিকা তৈরি", "আইসিটি অফিসার", None),
        ),
        ("ল্যাব খোলা রাখা: প্রধান শিক্ষকগণ, সাত কার্যদিবসের মধ্যে", ("ল্যাব খোলা রাখা", "প্রধান শিক্ষকগণ", None)),
        (
            "Open at 10:30 each day: lab assistant, within 7 days",
            ("Open at 10:30 each day", "lab assistant", None),
        ),
        ("শুধু কাজের কথা", ("শুধু কাজের কথা", "", None)),
        ("রাউটার বদলানো, ল্যাব সহকারী", ("রাউটার বদলানো", "ল্যাব সহকারী", None)),
        # No such day: what was written stays, and nobody's day is guessed.
        ("তালিকা, অধ্যক্ষ, ৩১/০২/২০২৭", ("তালিকা, অধ্যক্ষ", "৩১/০২/২০২৭", None)),
        ("বাজেট ১,২০,০০০ টাকা চাওয়া, হিসাবরক্ষক", ("বাজেট ১,২০,০০০ টাকা চাওয়া", "হিসাবরক্ষক", None)),
    ],
)
def test_a_line_is_read_as_work_who_and_by_when(text, expected):
    assert only(text) == expected


def test_lines_without_work_and_repeated_ones_are_left_out():
    text = "কোনো সিদ্ধান্ত হয়নি।\n\nরাউটার বদলানো, সহকারী\n1) রাউটার বদলানো, সহকারী\nnone taken"
    assert [line.title for line in read_task_lines(text, DAY)] == ["রাউটার বদলানো"]


@given(st.dates(DAY, date(2028, 1, 1)), st.sampled_from(["bn", "en"]))
def test_a_day_is_read_as_the_program_writes_it(day, language):
    assert (
        only(
            f"Work, somebody, {date_words(day, language)}".replace(
                ", " + date_words(day, language), f" | {date_words(day, language, weekday=False)}"
            )
        )[2]
        == day
    )


@given(st.text())
def test_no_text_is_too_odd_to_read(text):
    for line in read_task_lines(text, DAY):
        assert line.title
