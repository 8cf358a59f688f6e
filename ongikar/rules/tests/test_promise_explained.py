"""The sentence that explains a due moment, and the strip that tells every day to it."""

from datetime import date

import pytest

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.promise import Promise, compute_due, explain_due
from ongikar.rules.promise.reading import read_promise
from ongikar.rules.promise.words import reasons_in_words

from .known_days import KNOWN, NOT_ROLLING, SAME_DAY, at, day, known_days

SPACE = "\u00a0"


def plain(words):
    return words.replace(SPACE, " ")


# promise, received, waits, sentence in both languages
EXPLAINED = [
    (
        "30 working days",
        "2026-03-11 10:00",
        [("2026-03-15 10:00", "2026-03-16 11:00")],
        (
            "৩০ কার্যদিবস: ১২ মার্চ থেকে গণনা; ১৬ দিন সাপ্তাহিক ছুটি, ৬ দিন সরকারি ছুটি, ১ দিন আপনার কাগজের"
            " অপেক্ষা; শেষ দিন ৩ মে"
        ),
        (
            "30 working days: counted from 12 March; 16 weekly days off, 6 public holidays, 1 day waiting for"
            " your document; last day 3 May"
        ),
    ),
    (
        "3 working days",
        "2026-04-09 17:30",
        [],
        (
            "৩ কার্যদিবস: অফিস সময়ের পরে পাওয়া, তাই প্রাপ্তির দিন ১২ এপ্রিল; ১৩ এপ্রিল থেকে গণনা; ১ দিন"
            " সরকারি ছুটি; শেষ দিন ১৬ এপ্রিল"
        ),
        (
            "3 working days: received after office hours, so the day of receipt is 12 April; counted from 13"
            " April; 1 public holiday; last day 16 April"
        ),
    ),
    (
        "1 working day",
        "2026-12-31 10:00",
        [],
        "১ কার্যদিবস: ১ জানুয়ারি ২০২৭ থেকে গণনা; ২ দিন সাপ্তাহিক ছুটি; শেষ দিন ৩ জানুয়ারি ২০২৭ (সাময়িক)",
        (
            "1 working day: counted from 1 January 2027; 2 weekly days off; last day 3 January 2027"
            " (provisional)"
        ),
    ),
    (
        "immediate",
        "2026-04-10 10:00",
        [],
        ("তাৎক্ষণিক: অফিস বন্ধের দিনে পাওয়া, তাই প্রাপ্তির দিন ১২ এপ্রিল; ১২ এপ্রিল অফিস বন্ধ হওয়ার আগে (বিকেল ৫টা)"),
        (
            "at once: received on a closed day, so the day of receipt is 12 April; before the office closes"
            " on 12 April (5:00 pm)"
        ),
    ),
    (
        "9 days",
        "2026-04-09 10:00",
        [],
        "৯ দিন (ছুটিসহ): ১০ এপ্রিল থেকে গণনা; ১৮ এপ্রিল অফিস বন্ধ, তাই পরের কার্যদিবস; শেষ দিন ১৯ এপ্রিল",
        (
            "9 calendar days: counted from 10 April; the office is closed on 18 April, so the next working"
            " day; last day 19 April"
        ),
    ),
    (
        "1 month",
        "2026-08-31 10:00",
        [],
        "১ মাস: ৩১ আগস্ট থেকে গণনা; শেষ দিন ৩০ সেপ্টেম্বর",
        "1 month: counted from 31 August; last day 30 September",
    ),
    (
        "by 2026-04-01",
        "2026-04-06 10:00",
        [],
        "১ এপ্রিল ২০২৬-এর মধ্যে: তারিখটি প্রাপ্তির আগেই পেরিয়ে গেছে, তাই প্রাপ্তির দিনেই; শেষ দিন ৬ এপ্রিল",
        "by 1 April 2026: that date had passed before receipt, so on the day of receipt; last day 6 April",
    ),
    (
        "24 hours",
        "2026-04-09 16:00",
        [],
        (
            "২৪ ঘণ্টা: ৯ এপ্রিল বিকেল ৪টা থেকে গণনা; মেয়াদ ফুরায় ১০ এপ্রিল বিকেল ৪টা, তখন অফিস বন্ধ, তাই"
            " পরের কার্যদিবস; শেষ সময় ১২ এপ্রিল বিকেল ৫টা"
        ),
        (
            "24 hours: counted from 9 April, 4:00 pm; the time ends on 10 April, 4:00 pm, when the office is"
            " closed, so the next working day; last moment 12 April, 5:00 pm"
        ),
    ),
    (
        "3 office hours",
        "2026-04-09 16:00",
        [("2026-04-09 16:30", "2026-04-12 11:10")],
        (
            "৩ অফিস ঘণ্টা: ৯ এপ্রিল বিকেল ৪টা থেকে গণনা; কেবল অফিস সময় গণনা; ২ ঘণ্টা ৪০ মিনিট আপনার কাগজের"
            " অপেক্ষা; শেষ সময় ১২ এপ্রিল দুপুর ১টা ৪০ মিনিট"
        ),
        (
            "3 office hours: counted from 9 April, 4:00 pm; only office hours count; 2 hours 40 minutes"
            " waiting for your document; last moment 12 April, 1:40 pm"
        ),
    ),
]


@pytest.mark.parametrize(("promise", "received", "waits", "bn", "en"), EXPLAINED)
def test_a_due_moment_is_explained_in_a_sentence(promise, received, waits, bn, en):
    waits = [(at(notice), at(answer)) for notice, answer in waits]
    explanation = explain_due(KNOWN, read_promise(promise), at(received), waits)
    assert (plain(reasons_in_words(explanation, "bn")), plain(reasons_in_words(explanation, "en"))) == (
        bn,
        en,
    )


def test_what_is_waited_for_can_be_named_and_an_open_wait_says_so():
    explanation = explain_due(
        KNOWN,
        read_promise("5 working days"),
        at("2026-04-12 10:00"),
        [(at("2026-04-13 11:00"), None)],
        now=at("2026-04-15 18:00"),
        wait_reason=("আপনার উত্তরের অপেক্ষা", "waiting for your answer"),
    )
    assert "২ দিন আপনার উত্তরের অপেক্ষা; অপেক্ষা এখনও চলছে; শেষ দিন ২২ এপ্রিল" in plain(
        reasons_in_words(explanation, "bn")
    )
    assert "2 days waiting for your answer; still waiting; last day 22 April" in plain(
        reasons_in_words(explanation, "en")
    )


def test_the_strip_tells_every_day_from_receipt_to_the_due_day():
    explanation = explain_due(
        KNOWN,
        read_promise("3 working days"),
        at("2026-04-08 10:00"),
        [(at("2026-04-13 10:00"), at("2026-04-13 18:00"))],
    )
    assert [(row.date.day, row.kind, row.number) for row in explanation.days] == [
        (8, "receipt", None),
        (9, "counted", 1),
        (10, "weekly", None),
        (11, "weekly", None),
        (12, "counted", 2),
        (13, "waited", None),
        (14, "holiday", None),
        (15, "counted", 3),
    ]
    assert explanation.days[6].name_bn == "বাংলা নববর্ষ"
    assert explanation.days[5].name_en == "waiting for your document"
    assert explanation.parts == (3, 2, 1, 1, 0, 0)


def test_a_count_starts_afresh_when_the_citizen_owed_from_the_first_day():
    explanation = explain_due(
        KNOWN,
        read_promise("1 working day"),
        at("2026-04-12 10:00"),
        [(at("2026-04-12 11:00"), at("2026-04-13 11:00"))],
    )
    assert [(row.date.day, row.kind) for row in explanation.days] == [
        (12, "receipt"),
        (13, "receipt"),
        (14, "holiday"),
        (15, "counted"),
    ]
    assert (explanation.parts.counted, explanation.parts.waited) == (1, 1)


def test_the_strip_of_calendar_days_counts_closed_days_and_rolls_in_the_end():
    explanation = explain_due(KNOWN, read_promise("2 days"), at("2026-04-09 10:00"))
    assert [(row.date.day, row.kind, row.number) for row in explanation.days] == [
        (9, "receipt", None),
        (10, "counted", 1),
        (11, "counted", 2),
        (12, "counted", None),
    ]
    assert explanation.last_day == date(2026, 4, 11)
    assert explanation.parts == (2, 0, 0, 0, 1, 0)


def test_an_office_that_does_not_roll_keeps_the_last_day_closed_or_not():
    explanation = explain_due(NOT_ROLLING, read_promise("2 days"), at("2026-04-09 10:00"))
    assert explanation.due_day == explanation.last_day == date(2026, 4, 11)
    assert plain(reasons_in_words(explanation, "bn")) == "২ দিন (ছুটিসহ): ১০ এপ্রিল থেকে গণনা; শেষ দিন ১১ এপ্রিল"


def test_what_came_at_once_after_closing_counts_from_the_day_it_can_be_kept():
    explanation = explain_due(SAME_DAY, Promise("immediate"), at("2026-04-09 17:30"))
    assert (explanation.receipt_day, explanation.arrived, explanation.parts.counted) == (
        date(2026, 4, 12),
        "after_hours",
        0,
    )


def test_a_notice_at_the_very_close_of_a_last_day_that_does_not_roll_is_owed_at_it():
    wait = (at("2026-04-11 17:00"), at("2026-04-11 18:00"))
    assert compute_due(NOT_ROLLING, read_promise("2 days"), at("2026-04-09 10:00"), [wait]) == at(
        "2026-04-12 17:00"
    )


def test_a_due_day_near_an_unannounced_moon_is_provisional_and_says_until_when_it_is_certain():
    moon = day("2026-08-10", "2026-08-10", "general", "ঈদ", "Eid", True, provisional=True)
    data = known_days()
    calendar = Calendar.from_data(data | {"days": [*data["days"], moon]})
    explanation = explain_due(calendar, read_promise("10 working days"), at("2026-08-02 10:00"))
    assert explanation.provisional.bn == "ঈদ চাঁদ দেখার ওপর নির্ভর করে"
    assert explanation.last_certain_day == date(2026, 8, 8)
    certain = explain_due(calendar, read_promise("3 working days"), at("2026-08-02 10:00"))
    assert certain.provisional is None
    assert certain.last_certain_day == certain.due_day == date(2026, 8, 6)
