"""The days of a promise, each with all it says; and small questions to a calendar that the examples leave
open.
"""

from datetime import UTC, date

import pytest

from ongikar.rules.bangla.text import date_words, nfc
from ongikar.rules.calendar.office_calendar import Calendar, CalendarFault
from ongikar.rules.promise import Promise, explain_due, working_days_late
from ongikar.rules.promise.days import DayRow, day_table
from ongikar.rules.promise.reading import read_promise

from .known_days import KNOWN, at, day, known_days

D = date.fromisoformat
FRIDAY = ("সাপ্তাহিক ছুটি", "weekly day off")
NEW_YEAR = ("বাংলা নববর্ষ", "Bangla New Year")
PAPER = ("আপনার কাগজের অপেক্ষা", "waiting for your document")


def days(promise, received, waits=(), **more):
    return explain_due(
        KNOWN, read_promise(promise), at(received), [(at(a), at(b)) for a, b in waits], **more
    ).days


def test_every_day_of_working_days_says_all_it_knows():
    assert days("2 working days", "2026-04-09 10:00", [("2026-04-13 10:00", "2026-04-13 18:00")]) == (
        DayRow(D("2026-04-09"), "receipt", None, "", ""),
        DayRow(D("2026-04-10"), "weekly", None, *FRIDAY),
        DayRow(D("2026-04-11"), "weekly", None, *FRIDAY),
        DayRow(D("2026-04-12"), "counted", 1, "", ""),
        DayRow(D("2026-04-13"), "waited", None, *PAPER),
        DayRow(D("2026-04-14"), "holiday", None, *NEW_YEAR),
        DayRow(D("2026-04-15"), "counted", 2, "", ""),
    )


def test_every_day_of_calendar_days_says_all_it_knows():
    assert days("2 days", "2026-04-13 10:00", [("2026-04-13 11:00", "2026-04-14 09:00")]) == (
        DayRow(D("2026-04-13"), "receipt", None, "", ""),
        DayRow(D("2026-04-14"), "receipt", None, "", ""),
        DayRow(D("2026-04-15"), "counted", 1, "", ""),
        DayRow(D("2026-04-16"), "counted", 2, "", ""),
    )
    assert days("2 days", "2026-04-12 10:00") == (
        DayRow(D("2026-04-12"), "receipt", None, "", ""),
        DayRow(D("2026-04-13"), "counted", 1, "", ""),
        DayRow(D("2026-04-14"), "counted", 2, *NEW_YEAR),
        DayRow(D("2026-04-15"), "counted", None, "", ""),
    )


def test_every_day_of_hours_says_all_it_knows():
    assert days("24 hours", "2026-04-13 10:00") == (
        DayRow(D("2026-04-13"), "receipt", None, "", ""),
        DayRow(D("2026-04-14"), "holiday", None, *NEW_YEAR),
        DayRow(D("2026-04-15"), "counted", None, "", ""),
    )
    waited = days("24 hours", "2026-04-12 10:00", [("2026-04-12 11:00", "2026-04-13 18:00")])
    assert [(row.kind, row.number) for row in waited] == [
        ("receipt", None),
        ("waited", None),
        ("holiday", None),
        ("counted", None),
    ]


def test_every_day_of_an_extension_says_all_it_knows():
    rows = days(
        "1 working day", "2026-04-08 10:00", [("2026-04-12 10:00", "2026-04-12 18:00")], extended_by=2
    )
    assert rows[2:] == (
        DayRow(D("2026-04-10"), "weekly", None, *FRIDAY),
        DayRow(D("2026-04-11"), "weekly", None, *FRIDAY),
        DayRow(D("2026-04-12"), "waited", None, *PAPER),
        DayRow(D("2026-04-13"), "extended", 1, "", ""),
        DayRow(D("2026-04-14"), "holiday", None, *NEW_YEAR),
        DayRow(D("2026-04-15"), "extended", 2, "", ""),
    )


def test_an_answer_at_the_very_close_of_an_extended_day_leaves_it_counted():
    rows = days(
        "1 working day", "2026-04-08 10:00", [("2026-04-12 10:00", "2026-04-12 17:00")], extended_by=1
    )
    assert (rows[-1].date, rows[-1].kind) == (D("2026-04-12"), "extended")


def test_what_is_waited_for_is_said_as_it_was_given():
    rows = days(
        "1 working day",
        "2026-04-12 10:00",
        [("2026-04-12 11:00", "2026-04-15 18:00")],
        wait_reason=("ছবি", "photo"),
        extended_by=1,
    )
    assert [(row.name_bn, row.name_en) for row in rows if row.kind == "waited"] == [("ছবি", "photo")] * 2


def table(rows, language="en"):
    return [tuple(part.replace("\u00a0", " ") for part in stretch) for stretch in day_table(rows, language)]


def test_the_table_of_days_says_which_days_why_and_as_what_they_were_counted():
    rows = days(
        "3 working days", "2026-04-09 10:00", [("2026-04-13 10:00", "2026-04-13 18:00")], extended_by=2
    )
    assert table(rows) == [
        ("Thursday, 9 April", "Day of receipt", "0"),
        ("10–11 April", "Weekly day off", "–"),
        ("Sunday, 12 April", "Counts", "1"),
        ("Monday, 13 April", "waiting for your document", "–"),
        ("Tuesday, 14 April", "Bangla New Year", "–"),
        ("15–16 April", "Counts", "2–3"),
        ("17–18 April", "Weekly day off", "–"),
        ("19–20 April", "Extended", "+1–2"),
    ]
    assert table(rows, "bn")[:2] == [
        ("বৃহস্পতিবার, ৯ এপ্রিল", "জমার দিন", "০"),
        ("১০–১১ এপ্রিল", nfc("সাপ্তাহিক ছুটি"), "–"),
    ]
    assert table(rows, "bn")[3:6] == [
        ("সোমবার, ১৩ এপ্রিল", nfc("আপনার কাগজের অপেক্ষা"), "–"),
        ("মঙ্গলবার, ১৪ এপ্রিল", "বাংলা নববর্ষ", "–"),
        ("১৫–১৬ এপ্রিল", nfc("গোনা হয়"), "২–৩"),
    ]
    assert table(rows, "bn")[-1][1:] == (nfc("সময় বাড়ানো হয়েছে"), "+১–২")


def test_a_stretch_that_ends_in_another_month_or_year_names_both():
    assert table(days("3 working days", "2026-04-28 10:00"))[1][0] == "29–30 April"
    assert [row[0] for row in table(days("10 days", "2026-04-25 10:00"))][-1] == "27 April – 6 May"
    assert [row[0] for row in table(days("31 days", "2025-12-20 10:00"))][1].startswith("22 December – ")
    # The same month of another year is another month.
    assert table(days("370 days", "2026-04-12 10:00"))[1][0].startswith("13 April – ")


def test_a_promise_made_in_another_year_than_it_falls_due_has_all_its_days():
    rows = days("5 working days", "2025-12-29 10:00")
    assert [row.date for row in rows] == [D(f"2025-12-{n}") for n in (29, 30, 31)] + [
        D(f"2026-01-0{n}") for n in range(1, 6)
    ]
    assert len(days("24 months", "2025-03-02 10:00")) == (date(2027, 3, 2) - date(2025, 3, 2)).days + 1


def test_a_day_is_not_counted_from_itself_to_itself():
    assert KNOWN.count_working_days(date(2026, 4, 9), date(2026, 4, 9)) == 0
    assert KNOWN.count_working_days(date(2026, 4, 10), date(2026, 4, 10)) == 0


@pytest.mark.parametrize(
    ("due", "now", "late"),
    [
        # By UTC both would be a day earlier.
        ("2026-04-13 03:00", "2026-04-13 17:00", 0),
        ("2026-04-12 17:00", "2026-04-13 03:00", 1),
        ("2026-04-12 17:00", "2026-04-12 23:00", 0),
        ("2026-04-13 17:00", "2026-04-12 10:00", 0),
    ],
)
def test_lateness_goes_by_the_offices_own_days(due, now, late):
    assert working_days_late(KNOWN, at(due).astimezone(UTC), at(now).astimezone(UTC)) == late


def test_a_promise_by_date_names_no_weekday_and_stays_on_one_line_where_it_must():
    assert read_promise("by 2026-12-06").words("en").replace("\u00a0", " ") == "by 6 December 2026"
    assert read_promise("by 2026-12-06").words("bn").replace("\u00a0", " ") == "৬ ডিসেম্বর ২০২৬-এর মধ্যে"
    assert Promise("nth_working_day", 3).words("bn") == nfc("মাসের ৩য় কার্যদিবস").replace(" ", "\u00a0")
    assert Promise("nth_working_day", 11).words("en") == "the 11th working day of the month".replace(
        " ", "\u00a0"
    )
    assert [Promise("nth_working_day", n).words("en").split()[1] for n in (1, 2, 3, 4, 21, 22, 23)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "21st",
        "22nd",
        "23rd",
    ]


def test_a_closed_day_says_by_whose_order():
    rows = [day("2026-04-13", "2026-04-13", "local", "ঝড়", "storm", False, memo="12")]
    closed = Calendar.from_data(known_days(days=rows)).closed_because(date(2026, 4, 13))
    assert closed == ("local", "ঝড়", "storm", "press, to be checked against the gazette", "12", "", "")


def test_a_closed_day_says_in_bangla_too_by_whose_order_where_the_office_has_it_so():
    said = {"memo": "No. 12", "memo_bn": "স্মারক ১২", "source": "gazette", "source_bn": "গেজেট"}
    row = day("2026-04-13", "2026-04-13", "local", "ঝড়", "storm", False) | said
    closed = Calendar.from_data(known_days(days=[row])).closed_because(date(2026, 4, 13))
    assert closed[3:] == ("gazette", "No. 12", "গেজেট", "স্মারক ১২")


def test_the_first_and_the_last_years_can_be_counted_and_none_beyond():
    calendar = Calendar.from_data(known_days(days=[]))
    assert calendar.receipt_day(at("1972-01-03 10:00")) == date(1972, 1, 3)
    assert calendar.receipt_day(at("2198-01-01 10:00")) == date(2198, 1, 1)
    assert calendar.next_open_day(date(2199, 1, 1)) == date(2199, 1, 2)
    for beyond in ("1971-12-31 10:00", "2199-01-01 10:00", "2200-01-01 10:00"):
        with pytest.raises(CalendarFault, match="lies outside this calendar"):
            calendar.receipt_day(at(beyond))


def test_a_closed_day_without_a_close_is_named_in_both_languages():
    with pytest.raises(CalendarFault) as fault:
        KNOWN.close(date(2026, 4, 14))
    assert date_words(date(2026, 4, 14), "en") in fault.value.en
    assert fault.value.row == ""


def test_a_day_is_that_of_the_office_and_not_of_the_machine():
    # Three in the morning of a Sunday in Dhaka is still Saturday by UTC.
    explanation = explain_due(KNOWN, read_promise("1 working day"), at("2026-04-12 03:00"))
    assert (explanation.receipt_day, explanation.arrived) == (D("2026-04-12"), "")


def test_hours_that_end_in_office_time_roll_from_nowhere():
    assert explain_due(KNOWN, read_promise("24 hours"), at("2026-04-12 10:00")).time.rolled_from is None
    rolled = explain_due(KNOWN, read_promise("24 hours"), at("2026-04-13 10:00"))
    assert rolled.time.rolled_from == at("2026-04-14 10:00")
    assert rolled.parts == (1, 0, 1, 0, 0, 0)


def test_a_wait_that_began_after_the_day_it_rolled_to_is_not_its_own():
    explanation = days("5 calendar days", "2026-04-12 10:00", [("2026-04-19 18:00", "2026-04-20 10:00")])
    assert (explanation[-1].date, explanation[-1].kind) == (D("2026-04-19"), "counted")


@pytest.mark.parametrize(
    ("promise", "data"),
    [
        ("by 2026-12-06", {"unit": "by_date", "until": "2026-12-06"}),
        ("3 office hours", {"unit": "hours", "amount": 3, "office_time": True}),
        ("3 hours", {"unit": "hours", "amount": 3}),
        ("immediate", {"unit": "immediate"}),
    ],
)
def test_a_promise_as_plain_data_says_what_it_must_and_no_more(promise, data):
    assert read_promise(promise).as_data() == data
    assert Promise.from_data(data) == read_promise(promise)


def test_hours_count_from_the_offices_day_of_arrival():
    assert explain_due(KNOWN, read_promise("24 hours"), at("2026-04-13 03:00")).receipt_day == D("2026-04-13")


def test_a_stretch_of_days_names_its_first_and_its_last():
    rows = tuple(DayRow(D(f"2026-11-{22 + place}"), "counted", 1 + place) for place in range(4))
    (stretch,) = day_table(rows, "en")
    assert (stretch.days, stretch.counted) == ("22–25\u00a0November", "1–4")
