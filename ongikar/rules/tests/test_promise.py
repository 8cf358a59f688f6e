"""A promise: how it is written, what cannot be promised, when it is kept, and the sentence that explains it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.rules.calendar import Calendar, CalendarFault
from ongikar.rules.promise import Promise, PromiseFault, due, explain, is_kept, working_days_late

from .any_calendar import promises
from .known_days import KNOWN, NOT_ROLLING, SAME_DAY, at, day, known_days

SPACE = "\u00a0"


def plain(words):
    return words.replace(SPACE, " ")


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("30 working days", Promise("working_days", 30)),
        ("1 working day", Promise("working_days", 1)),
        ("৩ কার্যদিবস", Promise("working_days", 3)),
        ("০৩ (তিন) কার্যদিবস", Promise("working_days", 3)),
        ("০৭ (সাত) কার্যদিবসের মধ্যে", Promise("working_days", 7)),
        ("সর্বোচ্চ ৩০ কর্মদিবস", Promise("working_days", 30)),
        ("  30   WORKING DAYS ", Promise("working_days", 30)),
        (f"৩০{SPACE}কার্যদিবস", Promise("working_days", 30)),
        ("immediate", Promise("immediate")),
        ("At once", Promise("immediate")),
        ("তাৎক্ষণিক", Promise("immediate")),
        ("তাৎক্ষনিক", Promise("immediate")),
        ("accept", Promise("accept")),
        ("7 calendar days", Promise("calendar_days", 7)),
        ("৭ দিন", Promise("calendar_days", 7)),
        ("৭দিনের মধ্যে", Promise("calendar_days", 7)),
        ("within 15 days", Promise("calendar_days", 15)),
        ("24 hours", Promise("hours", 24)),
        ("২৪ ঘন্টা", Promise("hours", 24)),
        ("২৪ ঘণ্টার মধ্যে", Promise("hours", 24)),
        ("3 office hours", Promise("hours", 3, office_time=True)),
        ("৩ অফিস ঘণ্টা", Promise("hours", 3, office_time=True)),
        ("30 minutes", Promise("minutes", 30)),
        ("৩০ মিনিটের মধ্যে", Promise("minutes", 30)),
        ("1 week", Promise("weeks", 1)),
        ("২ সপ্তাহ", Promise("weeks", 2)),
        ("2 months", Promise("months", 2)),
        ("২ মাসের মধ্যে", Promise("months", 2)),
        ("by 2026-12-06", Promise("by_date", until=date(2026, 12, 6))),
        ("২০২৬-১২-০৬ এর মধ্যে", Promise("by_date", until=date(2026, 12, 6))),
    ],
)
def test_a_limit_is_read_as_people_write_it(text, promise):
    assert Promise.parse(text) == promise


@pytest.mark.parametrize(
    "text",
    ["", "soon", "working days", "3", "3 fortnights", "as directed", "নির্দেশনা মোতাবেক", "৩ থেকে ৫ দিন", "-3 days", "3.5 hours",
     "by 2026-13-40", "0 working days", "10000 working days", "10,000 days", "99999999999 days", "১ থেকে"],
)  # fmt: skip
def test_what_names_no_limit_is_refused_in_both_languages(text):
    with pytest.raises(PromiseFault) as refused:
        Promise.parse(text)
    assert refused.value.bn
    assert refused.value.en == str(refused.value)


@settings(deadline=None)
@given(st.text())
def test_no_text_does_worse_than_be_refused(text):
    try:
        promise = Promise.parse(text)
    except PromiseFault:
        return
    assert Promise.from_data(promise.as_data()) == promise


@settings(deadline=None)
@given(promises)
def test_the_words_of_a_promise_read_back_as_the_promise(promise):
    if promise.unit != "by_date":
        for language in ("bn", "en"):
            assert Promise.parse(promise.words(language)) == promise


@settings(deadline=None)
@given(promises)
def test_a_promise_survives_being_stored(promise):
    assert Promise.from_data(promise.as_data()) == promise


@pytest.mark.parametrize(
    ("text", "bn", "en"),
    [
        ("30 working days", "৩০ কার্যদিবস", "30 working days"),
        ("1 working day", "১ কার্যদিবস", "1 working day"),
        ("immediate", "তাৎক্ষণিক", "at once"),
        ("7 days", "৭ দিন (ছুটিসহ)", "7 calendar days"),
        ("3 office hours", "৩ অফিস ঘণ্টা", "3 office hours"),
        ("24 hours", "২৪ ঘণ্টা", "24 hours"),
        ("1 minute", "১ মিনিট", "1 minute"),
        ("2 weeks", "২ সপ্তাহ", "2 weeks"),
        ("1 month", "১ মাস", "1 month"),
        ("by 2026-12-06", "৬ ডিসেম্বর ২০২৬-এর মধ্যে", "by 6 December 2026"),
        ("accept", "পরের কার্যদিবসের মধ্যে গ্রহণ", "accepted by the next working day"),
    ],
)
def test_a_promise_in_words(text, bn, en):
    assert (plain(Promise.parse(text).words("bn")), plain(Promise.parse(text).words("en"))) == (bn, en)


def test_number_and_unit_are_never_broken_apart():
    assert Promise.parse("30 working days").words("bn") == f"৩০{SPACE}কার্যদিবস"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"unit": "fortnights", "amount": 1}, "no unit of time"),
        ({"unit": None}, "no unit of time"),
        ({"unit": ["days"]}, "no unit of time"),
        ({}, "cannot be read"),
        ({"unit": "working_days", "amount": 3, "days": 3}, "cannot be read"),
        ({"unit": "working_days"}, "give 1 to 2,500 working days"),
        ({"unit": "working_days", "amount": 0}, "give 1 to 2,500 working days"),
        ({"unit": "working_days", "amount": -1}, "give 1 to 2,500 working days"),
        ({"unit": "calendar_days", "amount": 10_000}, "give 1 to 3,650 calendar days"),
        ({"unit": "working_days", "amount": 2.0}, "give 1 to 2,500 working days"),
        ({"unit": "working_days", "amount": True}, "give 1 to 2,500 working days"),
        ({"unit": "immediate", "amount": 3}, "takes no amount"),
        ({"unit": "by_date"}, "a date belongs"),
        ({"unit": "by_date", "until": "soon"}, "is no date"),
        ({"unit": "weeks", "amount": 1, "until": "2026-12-06"}, "a date belongs"),
        ({"unit": "months", "amount": 1, "office_time": True}, "only hours and minutes"),
    ],
)
def test_a_promise_nobody_can_keep_is_refused(data, words):
    with pytest.raises(PromiseFault) as refused:
        Promise.from_data(data)
    assert words in refused.value.en
    assert refused.value.bn


def test_an_answer_before_its_notice_is_refused():
    wait = (at("2026-04-13 11:00"), at("2026-04-13 10:00"))
    with pytest.raises(PromiseFault, match="cannot come before its notice"):
        due(KNOWN, Promise("immediate"), at("2026-04-13 09:00"), [wait])


def test_an_open_wait_needs_to_know_the_time():
    with pytest.raises(PromiseFault, match="the time now is needed"):
        due(KNOWN, Promise("immediate"), at("2026-04-13 09:00"), [(at("2026-04-13 11:00"), None)])


def test_an_instant_without_a_time_zone_is_refused():
    for promise in ("immediate", "3 working days", "1 month", "24 hours", "5 minutes"):
        with pytest.raises(CalendarFault, match="has no time zone"):
            due(KNOWN, Promise.parse(promise), datetime(2026, 4, 12, 10))  # noqa: DTZ001


def test_an_act_at_the_due_moment_keeps_the_promise_and_a_moment_later_breaks_it():
    moment = at("2026-04-16 17:00")
    assert is_kept(moment, moment)
    assert not is_kept(moment, moment + timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("now", "late"),
    [
        ("2026-04-08 10:00", 0),  # not yet due
        ("2026-04-09 17:01", 0),  # the due day itself
        ("2026-04-11 10:00", 0),  # the weekend after
        ("2026-04-12 09:00", 1),
        ("2026-04-14 10:00", 2),  # 12 and 13; today is a holiday
        ("2026-04-15 10:00", 3),
    ],
)
def test_lateness_is_told_in_working_days(now, late):
    assert working_days_late(KNOWN, at("2026-04-09 17:00"), at(now)) == late


def test_lateness_is_counted_in_the_days_of_the_office_wherever_the_machine_stands():
    assert working_days_late(KNOWN, at("2026-04-08 21:00"), at("2026-04-09 10:00")) == 1


# promise, received, waits, sentence in both languages
EXPLAINED = [
    ("30 working days", "2026-03-11 10:00", [("2026-03-15 10:00", "2026-03-16 11:00")],
     "৩০ কার্যদিবস: ১২ মার্চ থেকে গণনা; ১৬ দিন সাপ্তাহিক ছুটি, ৬ দিন সরকারি ছুটি, ১ দিন আপনার কাগজের অপেক্ষা; শেষ দিন ৩ মে",
     "30 working days: counted from 12 March; 16 weekly days off, 6 public holidays, 1 day waiting for your paper; last day 3 May"),
    ("3 working days", "2026-04-09 17:30", [],
     "৩ কার্যদিবস: অফিস সময়ের পরে পাওয়া, তাই প্রাপ্তির দিন ১২ এপ্রিল; ১৩ এপ্রিল থেকে গণনা; ১ দিন সরকারি ছুটি; শেষ দিন ১৬ এপ্রিল",
     "3 working days: received after office hours, so the day of receipt is 12 April; counted from 13 April; 1 public holiday; last day 16 April"),
    ("1 working day", "2026-12-31 10:00", [],
     "১ কার্যদিবস: ১ জানুয়ারি ২০২৭ থেকে গণনা; ২ দিন সাপ্তাহিক ছুটি; শেষ দিন ৩ জানুয়ারি ২০২৭ (সাময়িক)",
     "1 working day: counted from 1 January 2027; 2 weekly days off; last day 3 January 2027 (provisional)"),
    ("immediate", "2026-04-10 10:00", [],
     "তাৎক্ষণিক: অফিস বন্ধের দিনে পাওয়া, তাই প্রাপ্তির দিন ১২ এপ্রিল; ১২ এপ্রিল অফিস বন্ধ হওয়ার আগে (বিকেল ৫টা)",
     "at once: received on a closed day, so the day of receipt is 12 April; before the office closes on 12 April (5:00 pm)"),
    ("9 days", "2026-04-09 10:00", [],
     "৯ দিন (ছুটিসহ): ১০ এপ্রিল থেকে গণনা; ১৮ এপ্রিল অফিস বন্ধ, তাই পরের কার্যদিবস; শেষ দিন ১৯ এপ্রিল",
     "9 calendar days: counted from 10 April; the office is closed on 18 April, so the next working day; last day 19 April"),
    ("1 month", "2026-08-31 10:00", [],
     "১ মাস: ৩১ আগস্ট থেকে গণনা; শেষ দিন ৩০ সেপ্টেম্বর", "1 month: counted from 31 August; last day 30 September"),
    ("by 2026-04-01", "2026-04-06 10:00", [],
     "১ এপ্রিল ২০২৬-এর মধ্যে: তারিখটি প্রাপ্তির আগেই পেরিয়ে গেছে, তাই প্রাপ্তির দিনেই; শেষ দিন ৬ এপ্রিল",
     "by 1 April 2026: that date had passed before receipt, so on the day of receipt; last day 6 April"),
    ("24 hours", "2026-04-09 16:00", [],
     "২৪ ঘণ্টা: ৯ এপ্রিল বিকেল ৪টা থেকে গণনা; মেয়াদ ফুরায় ১০ এপ্রিল বিকেল ৪টা, তখন অফিস বন্ধ, তাই পরের কার্যদিবস; শেষ সময় ১২ এপ্রিল বিকেল ৫টা",
     "24 hours: counted from 9 April, 4:00 pm; the time ends on 10 April, 4:00 pm, when the office is closed, so the next working day; last moment 12 April, 5:00 pm"),
    ("3 office hours", "2026-04-09 16:00", [("2026-04-09 16:30", "2026-04-12 11:10")],
     "৩ অফিস ঘণ্টা: ৯ এপ্রিল বিকেল ৪টা থেকে গণনা; কেবল অফিস সময় গণনা; ২ ঘণ্টা ৪০ মিনিট আপনার কাগজের অপেক্ষা; শেষ সময় ১২ এপ্রিল দুপুর ১টা ৪০ মিনিট",
     "3 office hours: counted from 9 April, 4:00 pm; only office hours count; 2 hours 40 minutes waiting for your paper; last moment 12 April, 1:40 pm"),
]  # fmt: skip


@pytest.mark.parametrize(("promise", "received", "waits", "bn", "en"), EXPLAINED)
def test_a_due_moment_is_explained_in_a_sentence(promise, received, waits, bn, en):
    waits = [(at(notice), at(answer)) for notice, answer in waits]
    told = explain(KNOWN, Promise.parse(promise), at(received), waits)
    assert (plain(told.why_bn), plain(told.why_en)) == (bn, en)


def test_what_is_waited_for_can_be_named_and_an_open_wait_says_so():
    told = explain(
        KNOWN, Promise.parse("5 working days"), at("2026-04-12 10:00"), [(at("2026-04-13 11:00"), None)],
        now=at("2026-04-15 18:00"), wait_reason=("আপনার উত্তরের অপেক্ষা", "waiting for your answer"),
    )  # fmt: skip
    assert "২ দিন আপনার উত্তরের অপেক্ষা; অপেক্ষা এখনও চলছে; শেষ দিন ২২ এপ্রিল" in plain(told.why_bn)
    assert "2 days waiting for your answer; still waiting; last day 22 April" in plain(told.why_en)


def test_the_strip_tells_every_day_from_receipt_to_the_due_day():
    told = explain(
        KNOWN,
        Promise.parse("3 working days"),
        at("2026-04-08 10:00"),
        [(at("2026-04-13 10:00"), at("2026-04-13 18:00"))],
    )
    assert [(row.date.day, row.kind, row.number) for row in told.days] == [
        (8, "receipt", None), (9, "counted", 1), (10, "weekly", None), (11, "weekly", None), (12, "counted", 2),
        (13, "waited", None), (14, "holiday", None), (15, "counted", 3),
    ]  # fmt: skip
    assert told.days[6].name_bn == "বাংলা নববর্ষ"
    assert told.days[5].name_en == "waiting for your paper"
    assert told.parts == (3, 2, 1, 1, 0, 0)


def test_a_count_starts_afresh_when_the_citizen_owed_from_the_first_day():
    told = explain(
        KNOWN,
        Promise.parse("1 working day"),
        at("2026-04-12 10:00"),
        [(at("2026-04-12 11:00"), at("2026-04-13 11:00"))],
    )
    assert [(row.date.day, row.kind) for row in told.days] == [
        (12, "receipt"),
        (13, "receipt"),
        (14, "holiday"),
        (15, "counted"),
    ]
    assert (told.parts.counted, told.parts.waited) == (1, 1)


def test_the_strip_of_calendar_days_counts_closed_days_and_rolls_in_the_end():
    told = explain(KNOWN, Promise.parse("2 days"), at("2026-04-09 10:00"))
    assert [(row.date.day, row.kind, row.number) for row in told.days] == [
        (9, "receipt", None), (10, "counted", 1), (11, "counted", 2), (12, "counted", None),
    ]  # fmt: skip
    assert told.last_day == date(2026, 4, 11)
    assert told.parts == (2, 0, 0, 0, 1, 0)


def test_an_office_that_does_not_roll_keeps_the_last_day_closed_or_not():
    told = explain(NOT_ROLLING, Promise.parse("2 days"), at("2026-04-09 10:00"))
    assert told.due_day == told.last_day == date(2026, 4, 11)
    assert plain(told.why_bn) == "২ দিন (ছুটিসহ): ১০ এপ্রিল থেকে গণনা; শেষ দিন ১১ এপ্রিল"


def test_what_came_at_once_after_closing_counts_from_the_day_it_can_be_kept():
    told = explain(SAME_DAY, Promise("immediate"), at("2026-04-09 17:30"))
    assert (told.receipt_day, told.arrived, told.parts.counted) == (date(2026, 4, 12), "after_hours", 0)


def test_a_notice_at_the_very_close_of_a_last_day_that_does_not_roll_is_owed_at_it():
    wait = (at("2026-04-11 17:00"), at("2026-04-11 18:00"))
    assert due(NOT_ROLLING, Promise.parse("2 days"), at("2026-04-09 10:00"), [wait]) == at("2026-04-12 17:00")


def test_a_due_day_near_an_unannounced_moon_is_provisional_and_says_until_when_it_is_certain():
    moon = day("2026-08-10", "2026-08-10", "general", "ঈদ", "Eid", True, provisional=True)
    data = known_days()
    calendar = Calendar.from_data(data | {"days": [*data["days"], moon]})
    told = explain(calendar, Promise.parse("10 working days"), at("2026-08-02 10:00"))
    assert told.provisional.bn == "ঈদ চাঁদ দেখার ওপর নির্ভর করে"
    assert told.last_certain_day == date(2026, 8, 8)
    certain = explain(calendar, Promise.parse("3 working days"), at("2026-08-02 10:00"))
    assert certain.provisional is None
    assert certain.last_certain_day == certain.due_day == date(2026, 8, 6)
